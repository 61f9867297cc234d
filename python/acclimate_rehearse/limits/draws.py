"""Random numbers: bounds and number types that the kernels of a release look at in words of their own."""

from .kinds import is_complex
from .limit import Limit

_LEAST = -(1 << 63)
_BACKWARDS = "random_mps_ expects 'from' to be less than 'to', but got from="
_ANOTHER_COUNT = ": mean and std must have same number of elements"


def _from_to(tensor, least=0, most=None, **_named):
    return False if most is None or least < most else f"{least} >= to={most}"


def _up_to(tensor, most, **_named):
    return _from_to(tensor, 0, most)


def _without_end(tensor, least=0, most=None, **_named) -> bool:
    return most is None and least == _LEAST


def _complex_without_end(tensor, least=0, most=None, **_named) -> bool:
    return most is None and is_complex(tensor)


def _of_another_count(mean, deviation, **_named) -> bool:
    return mean.numel() != deviation.numel()


DRAWS = (
    Limit(("random_.from",), _BACKWARDS, _from_to),
    Limit(("random_.to",), _BACKWARDS, _up_to),
    Limit(("random_.from",), "random_mps_ currently does not handle the lowest() -> max() range", _without_end),
    Limit(("random_", "random_.from"), "random_mps_ handles only integral, floating-point and boolean types", _complex_without_end),
    Limit(("normal.Tensor_Tensor",), _ANOTHER_COUNT, _of_another_count, f"normal{_ANOTHER_COUNT}{{}}"),
    Limit(("normal.Tensor_Tensor_out",), "normal_mps_out: mean and std must have same number of elements", _of_another_count),
    Limit(
        tuple(f"normal.{kind}{out}" for kind in ("Tensor_float", "Tensor_Tensor") for out in ("", "_out")),
        " expects mean to be non-complex",
        is_complex,
        "normal expects mean to be non-complex{}",
    ),
)
