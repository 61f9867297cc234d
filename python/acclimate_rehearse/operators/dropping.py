"""Dropout as one operator, which takes no generator: it draws from the device's own all the same."""

import torch

from ..limits.limit import Limits
from ..rehearsal import Rehearsal


def dropping_kernels(rehearsal: Rehearsal, limits: Limits) -> dict:
    """Operator -> kernel."""
    on_device, on_cpu, calls = rehearsal.capsules.on_device, rehearsal.capsules.on_cpu, rehearsal.recorder.calls

    def native_dropout(input, p, train):
        calls["aten::native_dropout"] += 1
        limits.check("native_dropout", input, p, train)
        whole = on_cpu(input)
        kept = torch.ones_like(whole, dtype=torch.bool, memory_format=torch.contiguous_format)
        if train is False or p == 0.0:
            return on_device(whole.clone()), on_device(kept)
        lent = rehearsal.generator.lent(None)
        try:
            kept.bernoulli_(1.0 - p, generator=lent)
        finally:
            rehearsal.generator.returned(lent)
        scale = 0.0 if p == 1.0 else 1.0 / (1.0 - p)
        return on_device(whole * kept * scale), on_device(kept)

    return {"native_dropout": native_dropout}
