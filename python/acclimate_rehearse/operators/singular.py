"""Matrices that have no inverse: what kernels of Metal say of them, and by which number."""

import torch

from ..limits.limit import Limits
from ..rehearsal import Rehearsal

_FACTORS = ("linalg_lu_factor_ex", "linalg_lu_factor_ex.out", "linalg_lu_factor", "linalg_lu_factor.out")
_SOLVES = ("_linalg_solve_ex", "_linalg_solve_ex.result", "linalg_inv_ex", "linalg_inv_ex.inverse")
SINGULAR = frozenset((*_FACTORS, *_SOLVES))
_FACTOR_FAILED = "lu_factor(): LU factorization failure at the "
_SOLVE_FAILED = "solve(): Linear solve failed at the "
_SEE = ". See https://developer.apple.com/documentation/metalperformanceshaders/mpsmatrixdecompositionstatus for details."
# MPSMatrixDecompositionStatusSingular, and the number that is made of it.
_STATUS, _MADE_OF_IT = -2, 2


def watching(operator, name: str, rehearsal: Rehearsal, limits: Limits):
    """The operator, which fails as in that release where a matrix is singular."""
    release = rehearsal.release
    text = _FACTOR_FAILED if name in _FACTORS else _SOLVE_FAILED
    if text not in release.texts or (name in _SOLVES and not release.since(2, 10)):
        return operator
    always = not release.since(2, 10)

    def call(*args, check_errors=False, **kwargs):
        if not name.partition(".")[0].endswith("_ex"):
            return _factored(operator, limits, name, args, kwargs)
        result = operator(*args, check_errors=False, **kwargs)
        info = result[-1]
        if always or check_errors:
            _refuse(limits, name, text, info)
        info.masked_fill_(info > 0, _MADE_OF_IT)
        return result

    call._schema = operator._schema
    return call


def _factored(operator, limits: Limits, name: str, args, kwargs):
    pivot = kwargs.get("pivot", True)
    _refuse(limits, name, _FACTOR_FAILED, torch.linalg.lu_factor_ex(args[0], pivot=pivot).info)
    return operator(*args, **kwargs)


def _refuse(limits: Limits, name: str, text: str, info) -> None:
    failed = info.reshape(-1).nonzero()
    if failed.numel():
        limits.fail(f"aten::{name}", RuntimeError, f"{text}{int(failed[0]) + 1} sample with status: {_STATUS}{_SEE}")
