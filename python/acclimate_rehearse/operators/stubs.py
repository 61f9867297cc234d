"""Operators whose composite kernel asks for one of the device that Metal does not have: not a missing operator, but a failed
assertion inside PyTorch."""

import torch

from ..limits.kinds import COMPLEX, FLOATING
from ..limits.limit import Limits
from ..rehearsal import Rehearsal

_MISSING = (
    'false INTERNAL ASSERT FAILED at "aten/src/ATen/native/DispatchStub.cpp", please report a bug to PyTorch. '
    "DispatchStub: missing kernel for mps"
)


def stub_kernels(rehearsal: Rehearsal, limits: Limits) -> dict:
    """Operator -> kernel."""
    release = rehearsal.release
    # With an exponent that is whole, one release goes by a kernel of its own, which only the CPU and CUDA have.
    asks_for_own = release.since(2, 13) and not release.since(2, 14)

    def ldexp(tensor, exponent):
        is_whole = exponent.dtype not in FLOATING and exponent.dtype not in COMPLEX
        if asks_for_own and is_whole and tensor.dtype in FLOATING:
            limits.fail("aten::ldexp.Tensor", RuntimeError, _MISSING)
        return tensor * torch.pow(2.0, exponent)

    def ldexp_in_place(tensor, exponent):
        return tensor.copy_(ldexp(tensor, exponent))

    def ldexp_into(tensor, exponent, *, out):
        found = ldexp(tensor, exponent)
        return out.resize_(found.shape).copy_(found)

    return {"ldexp.Tensor": ldexp, "ldexp_": ldexp_in_place, "ldexp.out": ldexp_into}
