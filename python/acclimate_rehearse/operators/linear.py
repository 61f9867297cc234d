"""Linear layers, which are one operator on Metal and several on the CPU."""

import torch

from ..limits.limit import Limits
from ..rehearsal import Rehearsal

_ON_CPU = "Tensor for argument {} is on cpu but expected on mps"


def linear_kernels(rehearsal: Rehearsal, limits: Limits) -> dict:
    """Operator -> kernel."""
    on_device, on_cpu, calls = rehearsal.capsules.on_device, rehearsal.capsules.on_cpu, rehearsal.recorder.calls
    linear_on_cpu = torch.ops.aten.linear.default._op
    check = limits.check_of(torch.ops.aten.linear.default)

    def compare(**tensors) -> None:
        for name, tensor in tensors.items():
            if tensor is not None and not tensor.is_mps:
                limits.fail("aten::linear", RuntimeError, _ON_CPU.format(name))

    def linear(input, weight, bias=None):
        calls["aten::linear"] += 1
        if not (input.is_mps and weight.is_mps and (bias is None or bias.is_mps)):
            compare(input=input, weight=weight, bias=bias)
        if check is not None:
            check(input, weight, bias)
        return on_device(linear_on_cpu(on_cpu(input), on_cpu(weight), None if bias is None else on_cpu(bias)))

    def linear_backward(input, gradient, weight, wanted):
        calls["aten::linear_backward"] += 1
        limits.check("linear_backward", input, gradient, weight, wanted)
        input, gradient, weight = on_cpu(input), on_cpu(gradient), on_cpu(weight)
        if wanted[0]:
            of_input = on_device(gradient.matmul(weight))
        rows = gradient.reshape(-1, gradient.shape[-1])
        return (
            of_input if wanted[0] else None,
            # As autograd has it on the CPU, so that the last digits agree, too, and nothing is copied.
            on_device(rows.t().mm(input.reshape(-1, input.shape[-1]))) if wanted[1] else None,
            on_device(rows.sum(0)) if wanted[2] else None,
        )

    return {"linear": linear, "linear_backward": linear_backward}
