"""Convolutions, which PyTorch hands to an operator that is there for other devices to override."""

import torch

from ..limits.kinds import name_of
from ..limits.limit import Limits
from ..rehearsal import Rehearsal

_MIXED = "Input type ({}) and weight type ({}) should be the same"
_SLOW = "slow_conv2d_forward_mps: input(device='{}') and weight(device={}')  must be on the same device"


def convolution_kernels(rehearsal: Rehearsal, limits: Limits) -> dict:
    """Operator -> kernel."""
    on_device, on_cpu, calls = rehearsal.capsules.on_device, rehearsal.capsules.on_cpu, rehearsal.recorder.calls
    convolve = torch.ops.aten.convolution.default
    convolve_back = torch.ops.aten.convolution_backward.default

    def convolution(input, weight, bias, stride, padding, dilation, transposed, output_padding, groups):
        name = "aten::_mps_convolution_transpose" if transposed else "aten::_mps_convolution"
        calls[name] += 1
        _same_type(name, input, weight, bias)
        limits.check("convolution", input, weight, bias, transposed)
        where = None if bias is None else on_cpu(bias)
        rest = (stride, padding, dilation, transposed, output_padding, groups)
        return on_device(convolve(on_cpu(input), on_cpu(weight), where, *rest))

    def backward(gradient, input, weight, stride, padding, dilation, transposed, output_padding, groups, wanted):
        calls["aten::mps_convolution_transpose_backward" if transposed else "aten::mps_convolution_backward"] += 1
        outputs = weight.size(1) * groups if transposed else weight.size(0)
        rest = (stride, padding, dilation, transposed, output_padding, groups, wanted)
        found = convolve_back(on_cpu(gradient), on_cpu(input), on_cpu(weight), [outputs], *rest)
        return tuple(None if one is None else on_device(one) for one in found)

    def of_a_cpu_input(input, weight, *_rest, **_named):
        # Only reached where one of them is on the CPU.
        limits.fail("aten::_slow_conv2d_forward", RuntimeError, _SLOW.format(input.device, weight.device))

    def _same_type(name, input, weight, bias) -> None:
        if not (input.is_mps and weight.is_mps) or input.dtype is not weight.dtype:
            limits.fail(name, RuntimeError, _MIXED.format(_type_of(input), _type_of(weight)))
        if bias is not None and (not bias.is_mps or bias.dtype is not input.dtype):
            limits.fail(name, RuntimeError, f"Input type ({_type_of(input)}) and bias type ({_type_of(bias)}) should be the same")

    return {
        "convolution_overrideable": convolution,
        "convolution_backward_overrideable": backward,
        "_slow_conv2d_forward": of_a_cpu_input,
    }


def _type_of(tensor: torch.Tensor) -> str:
    """`MPSFloatType`, `torch.FloatTensor`: what C++ calls a tensor's type."""
    return f"MPS{name_of(tensor.dtype)}Type" if tensor.is_mps else tensor.type()
