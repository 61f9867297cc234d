"""Number types that Metal does not have."""

import os
import sys

import torch

from .device.number import MPS
from .rehearsal import Rehearsal

NO_FLOAT64 = (
    "Cannot convert a MPS Tensor to float64 dtype as the MPS framework doesn't support float64. Please use float32 instead."
)
# In the words of getMPSScalarType; {} is the name as C++ has it.
_NO_SUCH_TYPE = "Trying to convert {} to the MPS backend but it does not have support for that dtype."
_SCALER = os.path.join("torch", "amp", "grad_scaler.py")

REFUSED = frozenset({torch.float64, torch.complex128})
EIGHT_BITS = frozenset(
    getattr(torch, name)
    for name in ("float8_e4m3fn", "float8_e5m2", "float8_e4m3fnuz", "float8_e5m2fnuz", "float8_e8m0fnu", "float4_e2m1fn_x2")
    if hasattr(torch, name)
)


def refuse(rehearsal: Rehearsal, operator: str, dtype: torch.dtype) -> None:
    """Records that a number type is refused, and raises what Metal raises."""
    raise TypeError(note_refusal(rehearsal, operator, dtype))


def note_refusal(rehearsal: Rehearsal, operator: str, dtype: torch.dtype) -> str:
    """Records that Metal would refuse a number type, and gives its words."""
    name = str(dtype).removeprefix("torch.")
    if dtype is torch.float64:
        message = NO_FLOAT64
    else:
        message = _NO_SUCH_TYPE.format({"complex128": "ComplexDouble"}.get(name, name.capitalize()))
    if rehearsal.device is MPS or not _is_told_apart():
        rehearsal.recorder.event("dtype-refused", operator, message)
    return message


def _is_told_apart() -> bool:
    """Whether the code that asks is PyTorch's own scaling of gradients, which does without float64 on Metal."""
    frame = sys._getframe(2)
    while frame is not None and not frame.f_code.co_filename.endswith(_SCALER):
        frame = frame.f_back
    return frame is not None
