"""Linear algebra and Fourier transforms."""

import torch

from .kinds import INTEGRAL, is_complex, not_float32_or_complex64, not_floating, not_floating_or_complex, of_two_types
from .limit import Limit

_MOST_STAGED = 512


def _not_float32(tensor, *_rest, **_named) -> bool:
    return tensor.dtype is not torch.float32


def _is_large(tensor, *_rest, **_named) -> bool:
    return tensor.dim() >= 2 and min(tensor.shape[-2:]) > _MOST_STAGED


def _of_first_matrix(refuses):
    return lambda tensor, matrix, *_rest, **_named: refuses(matrix)


_QR = ("linalg_qr", "linalg_qr.out")
_LU = ("linalg_lu_factor_ex", "linalg_lu_factor_ex.out", "linalg_lu_factor", "linalg_lu_factor.out")
# Made of a factorization, so they refuse what it refuses.
_FACTORED = ("_linalg_det", "_linalg_det.result", "_linalg_slogdet", "_linalg_slogdet.sign", "linalg_lu", "linalg_lu.out")
_SOLVE = ("_linalg_solve_ex", "_linalg_solve_ex.result")
_INVERSE = ("linalg_inv_ex", "linalg_inv_ex.inverse")
_PRODUCTS = ("addbmm", "addbmm_", "addbmm.out", "baddbmm", "baddbmm_", "baddbmm.out")

ALGEBRA = (
    Limit(_QR, "linalg_qr: MPS currently supports float32 only", _not_float32),
    Limit(_QR, "linalg_qr: MPS implementation is currently limited to min(m,n) <= 512, falling back to CPU.", _is_large),
    Limit(("geqrf", "geqrf.a"), "geqrf: MPS currently supports float32 only", _not_float32),
    Limit(_INVERSE, "linalg_inv: not supported for complex types yet!", is_complex),
    Limit((*_LU, *_FACTORED), "linalg.lu_factor(): MPS doesn't support complex types.", is_complex),
    Limit(
        _LU,
        "linalg.lu_factor(): MPS doesn't allow pivot == False.",
        lambda tensor, *, pivot=True, **_named: not pivot,
    ),
    Limit((*_LU, *_SOLVE), "linalg.lu_factor(): MPS only supports floats.", _not_float32),
    Limit((*_LU, *_SOLVE), "linalg.lu_factor(): MPS supports float32 and complex64 inputs, got ", not_float32_or_complex64),
    Limit(("linalg_lu_solve*",), "linalg.lu_solve(): MPS only supports float32.", _not_float32),
    Limit(("linalg_lu_solve*",), "linalg.lu_solve(): MPS only supports float32 and complex64, got ", not_float32_or_complex64),
    Limit(
        ("linalg_solve_triangular*",),
        "linalg.solve_triangular(): MPS only supports float32 and complex64, got ",
        not_float32_or_complex64,
    ),
    Limit(("linalg_solve_triangular*",), "linalg.solve.triangular(); Not supported for complex yet!", is_complex),
    Limit(
        ("linalg_solve_triangular*", "triangular_solve*", "linalg_lu_solve.out"),
        "linalg.solve.triangular(); Only float is supported!",
        _not_float32,
    ),
    Limit(("linalg_cholesky_ex", "linalg_cholesky_ex.L"), "linalg.cholesky: Input tensor must be float32", _not_float32),
    Limit(("cholesky_inverse*",), "cholesky_inverse: MPS only supports float type!", _not_float32),
    Limit(("mm", "mm.out"), "MPS device does not support mm for non-float inputs", not_floating),
    Limit(("mm", "mm.out"), "expected mat1 and mat2 to have the same dtype, but got: ", of_two_types),
    Limit(("bmm", "bmm.out"), "MPS device does not support bmm for non-float inputs", not_floating),
    Limit(
        ("addmm", "addmm_", "addmm.out"),
        "MPS device does not support addmm for non-float input",
        _of_first_matrix(not_floating_or_complex),
    ),
    Limit(_PRODUCTS, "MPS device does not support addbmm or baddbmm for non-float inputs", _of_first_matrix(not_floating)),
    Limit(
        _PRODUCTS,
        "MPS device does not support addbmm or baddbmm for this input type",
        _of_first_matrix(lambda matrix: not_floating_or_complex(matrix) and matrix.dtype not in INTEGRAL),
    ),
    Limit(("addr", "addr_", "addr.out"), "MPS device does not support addr for non-float input", not_floating_or_complex),
    Limit(("_fft_r2c", "_fft_r2c.out"), "Only float and half dtypes are supported", lambda x, *_rest, **_named: x.dtype not in (torch.float32, torch.float16)),
    Limit(("lstm.input",), "LSTM with projections is not currently supported with MPS.", lambda x, hidden, *_rest: len(hidden) == 2 and hidden[0].size(2) != hidden[1].size(2)),
)
