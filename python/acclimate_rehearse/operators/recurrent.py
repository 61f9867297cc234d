"""LSTM: one operator on Metal, several on the CPU."""

import torch

from ..limits.limit import Limits
from ..rehearsal import Rehearsal
from .mixed_devices import of_two_devices


def recurrent_kernels(rehearsal: Rehearsal, limits: Limits) -> dict:
    """Operator -> kernel."""
    calls = rehearsal.recorder.calls
    composite = torch.ops.aten.lstm.input

    def lstm(input, hidden, *rest):
        calls["aten::_lstm_mps"] += 1
        for name, tensors in (("input", [input]), ("hx", hidden), ("params", rest[0])):
            if not all(tensor.is_mps for tensor in tensors):
                limits.fail("aten::_lstm_mps", RuntimeError, of_two_devices(rehearsal.release, name, "__lstm_mps"))
        limits.check("lstm.input", input, hidden, *rest)
        return composite.decompose(input, hidden, *rest)

    return {"lstm.input": lstm}
