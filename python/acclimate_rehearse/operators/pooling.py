"""Max pooling in two dimensions, which keeps no indices on Metal."""

import torch

from ..limits.limit import Limits
from ..rehearsal import Rehearsal


def pooling_kernels(rehearsal: Rehearsal, limits: Limits) -> dict:
    """Operator -> kernel."""
    on_device, on_cpu, calls = rehearsal.capsules.on_device, rehearsal.capsules.on_cpu, rehearsal.recorder.calls
    pool = torch.ops.aten.max_pool2d_with_indices.default
    pool_back = torch.ops.aten.max_pool2d_with_indices_backward.default

    def max_pool2d(input, kernel_size, stride=(), padding=0, dilation=1, ceil_mode=False):
        calls["aten::max_pool2d"] += 1
        limits.check("max_pool2d", input)
        return on_device(pool(on_cpu(input), kernel_size, stride, padding, dilation, ceil_mode)[0])

    def max_pool2d_backward(gradient, input, kernel_size, stride=(), padding=0, dilation=1, ceil_mode=False):
        calls["aten::max_pool2d_backward"] += 1
        input, window = on_cpu(input), (kernel_size, stride, padding, dilation, ceil_mode)
        return on_device(pool_back(on_cpu(gradient), input, *window, pool(input, *window)[1]))

    return {"max_pool2d": max_pool2d, "max_pool2d_backward": max_pool2d_backward}
