"""Indexing, scattering, sorting."""

import torch

from .kinds import is_complex, is_long
from .limit import Limit

_REDUCE = ("index_reduce", "index_reduce_", "index_reduce.out")
_GATHERS = ("gather", "gather.out")
_SCATTERS = ("scatter*", "scatter_*", "scatter_add*", "scatter_reduce*")

INDEXING = (
    Limit(_REDUCE, "index_reduce for MPS does not support torch.long dtype", is_long),
    Limit(_REDUCE, "index_reduce for MPS does not support torch.cfloat dtype", lambda x, *_rest, **_named: x.dtype is torch.complex64),
    Limit(_GATHERS, "gather(): Yet not supported for complex", is_complex),
    Limit(_SCATTERS, "scatter(): Yet not supported for complex", is_complex),
    Limit(("index_select", "index_select.out"), "index_select(): Yet not supported for complex", is_complex),
    Limit(("index_fill*", "index_fill_*"), "index_fill_(): Complex types are yet not supported", is_complex),
    Limit(("median*",), "MPS does not support median op with int64 input", is_long),
)
