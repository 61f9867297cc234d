"""Complex numbers that multiply a product: some kernels take them for real ones, which C++ refuses."""

from collections.abc import Callable

from ..limits.limit import Limits
from ..rehearsal import Rehearsal

_IMAGINARY = "value cannot be converted to type double without overflow"
# Products of matrices take them from 2.15 on (torch/testing/_internal/common_mps.py).
_ALWAYS, _AT_FIRST = ("addr", "addr_", "addr.out"), ("addmm", "addmm_", "addmm.out")


def scalar_check(name: str, rehearsal: Rehearsal, limits: Limits) -> Callable | None:
    """What raises where `beta` or `alpha` has an imaginary part."""
    if name not in _ALWAYS and (name not in _AT_FIRST or rehearsal.release.since(2, 15)):
        return None

    def check(*_given, beta=1, alpha=1, **_named) -> None:
        if any(isinstance(one, complex) and one.imag != 0 for one in (beta, alpha)):
            limits.fail(f"aten::{name}", RuntimeError, _IMAGINARY)

    return check
