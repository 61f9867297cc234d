"""Attention: a CPU build asks the CPU's way of choosing a kernel, so the choice of Metal is made here.

As aten/src/ATen/native/transformers/attention.cpp makes it: its own kernel without gradients, the composite one otherwise.
"""

import torch

from ..limits.limit import Limits
from ..rehearsal import Rehearsal
from .mixed_devices import of_two_devices


def attention_kernels(rehearsal: Rehearsal, limits: Limits) -> dict:
    """Operator -> kernel."""
    on_device, on_cpu, calls = rehearsal.capsules.on_device, rehearsal.capsules.on_cpu, rehearsal.recorder.calls
    mask_on_cpu = of_two_devices(rehearsal.release, "attn_mask", "__scaled_dot_product_attention_math_for_mps")
    composite = torch.ops.aten._scaled_dot_product_attention_math.default
    for_mps = getattr(torch.ops.aten, "_scaled_dot_product_attention_math_for_mps", None)
    has_kernel = for_mps is not None and rehearsal.release.since(2, 5)

    def attend(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, *, scale=None, enable_gqa=False):
        _compare(limits, query, key, value)
        needs_gradient = torch.is_grad_enabled() and any(x.requires_grad for x in (query, key, value))
        if attn_mask is not None and attn_mask.dtype is torch.bool:
            zeros = torch.zeros_like(attn_mask, dtype=query.dtype)
            attn_mask = zeros.masked_fill_(attn_mask.logical_not(), float("-inf"))
        takes_it = has_kernel and not needs_gradient and query.is_mps and key.is_mps and value.is_mps
        if enable_gqa and takes_it:
            limits.check("scaled_dot_product_attention", query, key, enable_gqa=True)
        if enable_gqa and takes_it and query.size(-3) != key.size(-3):
            groups = query.size(-3) // key.size(-3)
            key, value = key.repeat_interleave(groups, -3), value.repeat_interleave(groups, -3)
        grouped = {"enable_gqa": True} if enable_gqa and not takes_it else {}
        choose = for_mps.default if takes_it else composite
        return choose(query, key, value, attn_mask, dropout_p, is_causal, scale=scale, **grouped)[0]

    def kernel(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, dropout_mask=None, *, scale=None, **_):
        calls["aten::_scaled_dot_product_attention_math_for_mps"] += 1
        limits.check("attention", query, key, value, dropout_p)
        if attn_mask is not None and not attn_mask.is_mps:
            limits.fail("aten::_scaled_dot_product_attention_math_for_mps", RuntimeError, mask_on_cpu)
        mask = None if attn_mask is None else on_cpu(attn_mask)
        found = composite(on_cpu(query), on_cpu(key), on_cpu(value), mask, 0.0, is_causal, None, scale=scale)
        return tuple(on_device(one.contiguous()) for one in found)

    own = {"_scaled_dot_product_attention_math_for_mps": kernel} if for_mps is not None else {}
    return {**own, "scaled_dot_product_attention": attend}


def _compare(limits: Limits, *tensors: torch.Tensor) -> None:
    """What C++ compares before it chooses."""
    query, key, value = tensors
    if not query.device == key.device == value.device:
        limits.fail(
            "aten::scaled_dot_product_attention",
            RuntimeError,
            f"Expected query, key, and value to have the same device type, but got query.device: {query.device} "
            f"key.device: {key.device} and value.device: {value.device} instead.",
        )
    if not query.dtype is key.dtype is value.dtype:
        names = [_NAMES.get(tensor.dtype, str(tensor.dtype)) for tensor in tensors]
        limits.fail(
            "aten::scaled_dot_product_attention",
            RuntimeError,
            "Expected query, key, and value to have the same dtype, but got query.dtype: {} key.dtype: {} and value.dtype: {} "
            "instead.".format(*names),
        )


_NAMES = {torch.float32: "float", torch.float16: "c10::Half", torch.bfloat16: "c10::BFloat16"}
