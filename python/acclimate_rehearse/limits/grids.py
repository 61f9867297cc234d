"""Sampling by a grid: which ways to interpolate and to pad there are."""

from .kinds import is_complex, name_of
from .limit import Limit

_FLAT, _SOLID = ("grid_sampler_2d",), ("grid_sampler_3d",)
_NEAREST, _BICUBIC = 1, 2
_BORDER = 1


def _interpolates(way: int):
    return lambda x, grid, mode, *_rest: mode == way


def _pads_by_border(x, grid, mode, padding, *_rest) -> bool:
    return padding == _BORDER


def _of_two_types(x, grid, *_rest):
    return False if x.dtype is grid.dtype else f"{name_of(x.dtype)} and {name_of(grid.dtype)}"


GRIDS = (
    Limit(_FLAT, "grid_sampler_2d is not supported for complex on MPS", is_complex),
    Limit(_FLAT, "MPS: Unsupported Bicubic interpolation", _interpolates(_BICUBIC)),
    Limit(_FLAT, "MPS: Unsupported Border padding mode", _pads_by_border),
    Limit(
        _SOLID,
        ": Unsupported Bicubic interpolation",
        _interpolates(_BICUBIC),
        "grid_sampler_3d: Unsupported Bicubic interpolation{}",
    ),
    Limit(
        _SOLID,
        ": Unsupported Nearest interpolation",
        _interpolates(_NEAREST),
        "grid_sampler_3d: Unsupported Nearest interpolation{}",
    ),
    Limit((*_FLAT, *_SOLID), "expected input and grid to have the same type, but got ", _of_two_types),
)
