"""Indexing, scattering, sorting."""

import re

import torch

from .kinds import is_complex, is_long
from .limit import Limit

_REDUCE = ("index_reduce", "index_reduce_", "index_reduce.out")
_IN_METAL = {"uint": "UInt", "bfloat": "BFloat", "complex": "ComplexFloat"}
_GATHERS = ("gather", "gather.out")
_SCATTERS = ("scatter*", "scatter_*", "scatter_add*", "scatter_reduce*")

_NONZERO_ON_CPU = (
    "MPS: nonzero op is not supported for complex datatypes. Falling back on CPU. This may have performance implications.{}"
)

_ADDED_UP = (torch.float32, torch.int32)


def _added_up_in_another_type(tensor, indices, values, accumulate=False, *_rest, **_named):
    """The name that Metal has for the type."""
    if not accumulate or tensor.dtype in _ADDED_UP:
        return False
    kind, digits = re.fullmatch(r"([a-z]+)(\d*)", str(tensor.dtype).removeprefix("torch.")).groups()
    return _IN_METAL.get(kind, kind.capitalize()) + digits


INDEXING = (
    Limit(_REDUCE, "index_reduce for MPS does not support torch.long dtype", is_long),
    Limit(_REDUCE, "index_reduce for MPS does not support torch.cfloat dtype", lambda x, *_rest, **_named: x.dtype is torch.complex64),
    # Gradients of indexing are added up by it.
    Limit(("_index_put_impl_",), "Unsupported data type for accumulate case: ", _added_up_in_another_type),
    Limit(_GATHERS, "gather(): Yet not supported for complex", is_complex),
    Limit(_GATHERS, "sparse_grad not supported in MPS yet", lambda x, dim, index, *, sparse_grad=False, **_named: sparse_grad),
    Limit(
        ("scatter_reduce_.two",),
        "scatter_reduce(amin/amax) on int64 requires contiguous self",
        lambda x, dim, index, source, reduce, **_named: reduce in ("amin", "amax") and is_long(x) and not x.is_contiguous(),
    ),
    Limit(_SCATTERS, "scatter(): Yet not supported for complex", is_complex),
    Limit(
        ("scatter_reduce.two", "scatter_reduce_.two", "scatter_reduce.two_out"),
        "not supported for torch.int64",
        lambda x, dim, index, source, reduce, **_named: reduce in ("amin", "amax") and is_long(x),
    ),
    # There is no such kernel, and where a kernel lacks a number type, that is what is said.
    Limit(
        ("scatter_reduce.two", "scatter_reduce_.two", "scatter_reduce.two_out"),
        "scatter: expected index to be Long or Int, got ",
        lambda x, dim, index, source, reduce, **_named: reduce == "prod" and is_long(x),
        "Failed to create function state object for: scatter_prod_dense_long_long{}",
    ),
    Limit(
        ("index_add", "index_add_", "index_add.out"),
        "index_add(): Expected non int64 dtype for source.",
        lambda x, dim, index, source, **_named: is_long(source),
    ),
    Limit(("nonzero",), "MPS: nonzero op is not supported for complex datatypes ", is_complex, _NONZERO_ON_CPU),
    Limit(("nonzero.out",), "MPS: nonzero op is not supported for complex datatypes. ", is_complex, _NONZERO_ON_CPU),
    Limit(("index_select", "index_select.out"), "index_select(): Yet not supported for complex", is_complex),
    Limit(("index_fill*", "index_fill_*"), "index_fill_(): Complex types are yet not supported", is_complex),
    Limit(
        ("topk", "topk.values"),
        "On-going issue on MPSGraph topk when ndims() - axis > 4, see issue #154890",
        lambda x, k, dim=-1, *_rest, **_named: x.dim() - dim % max(1, x.dim()) > 4,
    ),
    Limit(("median*",), "MPS does not support median op with int64 input", is_long),
)
