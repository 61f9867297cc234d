"""Sparse tensors of coordinates: shapes that do not go together. Operators have `sparse:` before their names."""

import torch

from .limit import Limit

_SUMS = tuple(f"sparse:{name}" for one in ("add", "sub") for name in (f"{one}.Tensor", f"{one}_.Tensor", f"{one}.out"))
_PRODUCTS = ("sparse:mul.Tensor", "sparse:mul_.Tensor", "sparse:mul.out")
_NO_BROADCASTING = " (FYI: dense-sparse addition does not currently support broadcasting)"


def _are_tensors(one, other) -> bool:
    """Numbers reach kernels as they are."""
    return isinstance(one, torch.Tensor) and isinstance(other, torch.Tensor)


def _shapes(one, other, between: str, after: str = ""):
    return False if one.shape == other.shape else f"{list(one.shape)}{between}{list(other.shape)}{after}"


def _unlike(one, other, **_named):
    return _are_tensors(one, other) and one.is_sparse and other.is_sparse and _shapes(one, other, " != ")


def _unlike_dense(one, other, **_named):
    return _are_tensors(one, other) and not one.is_sparse and other.is_sparse and _shapes(one, other, " while other has size ", _NO_BROADCASTING)


def _unlike_factors(one, other, **_named) -> bool:
    if not _are_tensors(one, other):
        return False
    return one.is_sparse and other.is_sparse and one.sparse_dim() == other.sparse_dim() and one.shape != other.shape


def _unlike_dense_factor(one, other, **_named):
    if not _are_tensors(one, other):
        return False
    dense, sparse = (other, one) if one.is_sparse else (one, other)
    if dense.is_sparse or not sparse.is_sparse or dense.numel() == 1:
        return False
    return _shapes(dense, sparse, " vs ")


COORDINATES = (
    Limit(_SUMS, "add: expected 'self' and 'other' to have same size, but ", _unlike),
    Limit(_SUMS, "add: expected 'self' and 'other' to have same size, but self has size ", _unlike_dense),
    Limit(_PRODUCTS, "mul(sparse, sparse): sparse sizes must match exactly.", _unlike_factors),
    Limit(_PRODUCTS, "mul(dense, sparse): sizes must match exactly (no broadcasting): ", _unlike_dense_factor),
)
