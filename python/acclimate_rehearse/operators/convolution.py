"""Convolutions, which PyTorch hands to an operator that is there for other devices to override."""

import torch

from ..limits.kinds import name_of
from ..limits.limit import Limits
from ..rehearsal import Rehearsal

_MIXED = "Input type ({}) and weight type ({}) should be the same"
_TOO_LARGE = "Output channels > 65536 not supported at the MPS device. "
_FALL_BACK = (
    "As a temporary fix, you can set the environment variable `PYTORCH_ENABLE_MPS_FALLBACK=1` to use the CPU as a fallback for "
    "this op. WARNING: this will be slower than running natively on MPS."
)
_MOST = 1 << 16
_SLOW = "slow_conv2d_forward_mps: input(device='{}') and weight(device={}')  must be on the same device"


def convolution_kernels(rehearsal: Rehearsal, limits: Limits) -> dict:
    """Operator -> kernel."""
    on_device, on_cpu, calls = rehearsal.capsules.on_device, rehearsal.capsules.on_cpu, rehearsal.recorder.calls
    convolve = torch.ops.aten.convolution.default
    too_large = _said_of_large_ones(rehearsal)
    convolve_back = torch.ops.aten.convolution_backward.default

    def convolution(input, weight, bias, stride, padding, dilation, transposed, output_padding, groups):
        name = "aten::_mps_convolution_transpose" if transposed else "aten::_mps_convolution"
        calls[name] += 1
        _same_type(name, input, weight, bias)
        limits.check("convolution", input, weight, bias, transposed)
        where = None if bias is None else on_cpu(bias)
        rest = (stride, padding, dilation, transposed, output_padding, groups)
        found = convolve(on_cpu(input), on_cpu(weight), where, *rest)
        if too_large and not transposed and max(found.shape, default=0) > _MOST:
            limits.fail(name, NotImplementedError, too_large)
        return on_device(found)

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


def _said_of_large_ones(rehearsal: Rehearsal) -> str | None:
    """What 2.5 says of results with a size over 65536, and later releases before macOS 15.1: it is not the channels alone that count."""
    if not rehearsal.release.since(2, 5):
        return None
    if not rehearsal.release.since(2, 6):
        return _TOO_LARGE + _FALL_BACK
    return _TOO_LARGE if rehearsal.macos < (15, 1) else None


def _type_of(tensor: torch.Tensor) -> str:
    """`MPSFloatType`, `torch.FloatTensor`: what C++ calls a tensor's type."""
    return f"MPS{name_of(tensor.dtype)}Type" if tensor.is_mps else tensor.type()
