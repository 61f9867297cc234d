"""Sparse tensors of coordinates: shapes that do not go together. Operators have `sparse:` before their names."""

import torch

from .kinds import name_of
from .limit import Limit

_SUMS = tuple(f"sparse:{name}" for one in ("add", "sub") for name in (f"{one}.Tensor", f"{one}_.Tensor", f"{one}.out"))
_PRODUCTS = ("sparse:mul.Tensor", "sparse:mul_.Tensor", "sparse:mul.out")
_MATRICES = ("sparse:addmm", "sparse:addmm_", "sparse:addmm.out")
_SPARSE_PRODUCTS = ("sparse:_sparse_sparse_matmul",)
_BATCHES = ("sparse:bmm", "sparse:bmm.out")
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


def _of_other_sparse_dimensions(one, other, **_named):
    if not _are_tensors(one, other) or not (one.is_sparse and other.is_sparse) or one.sparse_dim() == other.sparse_dim():
        return False
    return f"{one.sparse_dim()} vs {other.sparse_dim()}"


def _not_two(added, sparse, dense, **_named):
    return sparse.is_sparse and sparse.sparse_dim() != 2 and str(sparse.sparse_dim())


def _of_dense_values(added, sparse, dense, **_named):
    return sparse.is_sparse and sparse.dense_dim() != 0 and str(sparse.dense_dim())


def _not_a_matrix(place: int):
    return lambda *given, **_named: given[1].is_sparse and given[place].dim() != 2 and str(given[place].dim())


def _unlike_product(added, sparse, dense, **_named):
    """The shape of the product, and of what it is added to."""
    if not sparse.is_sparse or dense.is_sparse or dense.dim() != 2 or added.is_sparse:
        return False
    wanted = (sparse.size(0), dense.size(1))
    return tuple(added.shape) != wanted and f"{wanted[0]}, {wanted[1]}), got ({added.size(0)}, {added.size(1)})"


def _both(refuses):
    return lambda one, other: one.is_sparse and other.is_sparse and refuses(one, other)


def _two_types(one, other):
    return one.dtype is not other.dtype and f"{name_of(one.dtype)} does not match mat2 dtype {name_of(other.dtype)}"


def _unlike_matrix(added, sparse, dense, **_named):
    """How many rows there have to be, and how many there are."""
    if not sparse.is_sparse or dense.is_sparse or sparse.dim() != 2 or dense.dim() != 2:
        return False
    return dense.size(0) != sparse.size(1) and f"{sparse.size(1)}, got {dense.size(0)}"


def _unlike_batches(place: int, of_second: int):
    return lambda one, other, **_named: one.dim() == other.dim() == 3 and one.size(place) != other.size(of_second)


def _selected_out_of_range(tensor, dim, index, **_named):
    """The size of the dimension that an index leaves."""
    if not tensor.is_sparse or not -tensor.dim() <= dim < tensor.dim() or index.numel() == 0:
        return False
    size = tensor.size(dim)
    least, most = int(index.min()), int(index.max())
    return (least < -size or most >= size) and str(size)


COORDINATES = (
    Limit(_SUMS, "add: expected 'self' and 'other' to have same size, but ", _unlike),
    Limit(_SUMS, "add: expected 'self' and 'other' to have same size, but self has size ", _unlike_dense),
    Limit(_PRODUCTS, "mul(sparse, sparse): must have same sparse_dim, got ", _of_other_sparse_dimensions),
    Limit(_PRODUCTS, "mul(sparse, sparse): sparse sizes must match exactly.", _unlike_factors),
    Limit(_MATRICES, "addmm: sparse_dim must be 2, got ", _not_two),
    Limit(_MATRICES, "addmm: sparse values must be 0-dense-dim, got ", _of_dense_values),
    Limit(_MATRICES, "addmm: 'dense' must be 2D, got ", _not_a_matrix(2)),
    Limit(_MATRICES, "addmm: 't' must be 2D, got ", _not_a_matrix(0)),
    Limit(_MATRICES, "addmm: dense (mat2) dim0 must be ", _unlike_matrix),
    Limit(_MATRICES, "addmm: 't' shape must be (", _unlike_product),
    Limit(("sparse:index_select",), "index_select(): index out of bounds for dimension with size ", _selected_out_of_range),
    Limit(_BATCHES, "bmm_sparse: 'self.size(0)' and 'mat2.size(0)' must match", _unlike_batches(0, 0)),
    Limit(_BATCHES, "bmm_sparse: 'self.size(2)' and 'mat2.size(1)' must match", _unlike_batches(2, 1)),
    Limit(_PRODUCTS, "mul(dense, sparse): sizes must match exactly (no broadcasting): ", _unlike_dense_factor),
    Limit(
        _SPARSE_PRODUCTS,
        "sparse_sparse_matmul_mps: both inputs must be 2D matrices",
        _both(lambda one, other: one.dim() != 2 or other.dim() != 2),
    ),
    Limit(
        _SPARSE_PRODUCTS,
        "sparse_sparse_matmul_mps: only scalar values supported (dense_dim == 0)",
        _both(lambda one, other: one.dense_dim() != 0 or other.dense_dim() != 0),
    ),
    Limit(_SPARSE_PRODUCTS, "sparse_sparse_matmul_mps: mat1 dtype ", _both(_two_types)),
)
