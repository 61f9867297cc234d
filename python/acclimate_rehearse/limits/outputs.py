"""Tensors that results are written into, and what else has to be of the same type: kernels look at them in words of their own."""

import torch

from .kinds import IN_CPP, name_of
from .limit import Limit

_SELECT = ("index_select.out",)
_OVERLAP = (
    "torch.cat(): unsupported operation: the input tensors cannot refer to any of the output memory locations. "
    "Found overlap in input tensor "
)
_MASKS = (torch.bool, torch.uint8)


def _is_selected(tensor, dim, index, out) -> bool:
    """Whether a kernel comes so far as to look at `out`."""
    return index.dim() <= 1 and -max(1, tensor.dim()) <= dim < max(1, tensor.dim())


def _of_another_type(tensor, dim, index, *, out) -> bool:
    return _is_selected(tensor, dim, index, out) and tensor.dtype is not out.dtype


def _of_another_length(tensor, dim, index, *, out):
    if not _is_selected(tensor, dim, index, out) or out.dim() == 0 or out.dim() != tensor.dim():
        return False
    return index.numel() != out.size(dim) and f"{index.numel()} and {out.size(dim)}."


def _of_another_size(tensor, dim, index, *, out):
    if not _is_selected(tensor, dim, index, out) or out.dim() != tensor.dim():
        return False
    sizes = enumerate(zip(tensor.shape, out.shape, strict=True))
    found = next(((i, a, b) for i, (a, b) in sizes if i != dim % tensor.dim() and a != b), None)
    return found is not None and f"{found[1]} and {found[2]} at dimension {found[0]}."


def _into_another_type(tensor, *, out):
    """How C++ writes the type, where it is not that of indices."""
    return tensor.numel() > 0 and out.dtype is not torch.int64 and IN_CPP.get(out.dtype, str(out.dtype))


def _masked_by_another_type(tensor, mask, source) -> bool:
    return tensor.dtype is source.dtype and mask.dtype not in _MASKS


def _of_two_types(one, other, **_named):
    return one.dtype is not other.dtype and f"{name_of(one.dtype)} and {name_of(other.dtype)}"


def _mask_of_another_type(gradient, mask, *_rest, **_named):
    return mask.dtype is not torch.bool and name_of(mask.dtype)


def _written_over(tensors, dim=0, *, out):
    """The place of the first tensor that is part of what is written."""
    begin, end = out.data_ptr(), out.data_ptr() + out.nbytes
    return next((f"{place}" for place, one in enumerate(tensors) if one.nbytes and begin < one.data_ptr() + one.nbytes and one.data_ptr() < end), False)


OUTPUTS = (
    Limit(("cat.out",), _OVERLAP, _written_over),
    Limit(_SELECT, "index_select(): self and output must have the same scalar type", _of_another_type),
    Limit(_SELECT, "index_select(): index and output must have the same size at `dim`th dimension, but got ", _of_another_length),
    Limit(
        _SELECT, "index_select(): self and output must have the same dimensions except for `dim`th dimension, but got ", _of_another_size
    ),
    Limit(("nonzero.out",), " as out, but got ", _into_another_type, "Expected object of scalar type Long as out, but got {}"),
    Limit(("nonzero.out",), "Expected output type to be Long, but got ", _into_another_type),
    Limit(("masked_scatter_",), "masked_scatter: expected BoolTensor or ByteTensor for mask", _masked_by_another_type),
    Limit(("bmm", "bmm.out"), "Expected arguments of same type but got ", _of_two_types),
    Limit(("native_dropout_backward",), "native_dropout_backward_mps: mask must be bool, got ", _mask_of_another_type),
)
