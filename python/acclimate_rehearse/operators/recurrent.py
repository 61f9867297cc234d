"""LSTM: one operator on Metal, several on the CPU."""

import torch

from ..limits.limit import Limits
from ..rehearsal import Rehearsal

_ON_CPU = (
    "Expected all tensors to be on the same device, but got {} is on cpu, different from other tensors on mps:0 "
    "(when checking argument in method wrapper_MPS___lstm_mps)"
)


def recurrent_kernels(rehearsal: Rehearsal, limits: Limits) -> dict:
    """Operator -> kernel."""
    calls = rehearsal.recorder.calls
    composite = torch.ops.aten.lstm.input

    def lstm(input, hidden, *rest):
        calls["aten::_lstm_mps"] += 1
        for name, tensors in (("input", [input]), ("hx", hidden), ("params", rest[0])):
            if not all(tensor.is_mps for tensor in tensors):
                limits.fail("aten::_lstm_mps", RuntimeError, _ON_CPU.format(name))
        limits.check("lstm.input", input, hidden, *rest)
        return composite.decompose(input, hidden, *rest)

    return {"lstm.input": lstm}
