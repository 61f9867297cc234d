"""Kernels for the pretended CUDA: the CPU's operators on the same memory, all of them."""

import warnings

import torch
from torch.library import Library

from ..device.number import CUDA
from ..operators.kernel import kernel_of
from ..operators.making import making_kernels
from ..operators.mixed_devices import Foreign
from ..operators.moving import moving_kernels
from ..operators.results import Results
from ..operators.signature import overload
from ..operators.sparse import Sparse
from ..limits.limit import Limits
from ..rehearsal import Rehearsal

_has_kernel = torch._C._dispatch_has_kernel_for_dispatch_key
# CUDA takes other ways for them, with kernels that a CPU build does not have.
_OVERRIDDEN = ("convolution", "convolution_backward", "_foreach_norm.Scalar")


def register_operators(rehearsal: Rehearsal) -> None:
    """Whatever the CPU has; what only CUDA has says that it is not here."""
    results, foreign = Results(rehearsal, Sparse(rehearsal, Limits(rehearsal, ()))), Foreign(rehearsal)
    library, above = Library("aten", "IMPL", CUDA.key), Library("aten", "IMPL", f"Autograd{CUDA.key}")
    rehearsal.libraries.extend((library, above))
    by_hand = {**making_kernels(rehearsal), **moving_kernels(rehearsal)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, kernel in by_hand.items():
            library.impl(name, kernel)
        for full in sorted(torch._C._dispatch_get_all_op_names()):
            name = full.removeprefix("aten::")
            if not full.startswith("aten::") or name in by_hand or not _is_wanted(full, name):
                continue
            library.impl(name, _made_when_called(name, rehearsal, results, foreign))
        above.impl("scaled_dot_product_attention", _attend)
        for name in ("lstm.input", "gru.input", "rnn_tanh.input", "rnn_relu.input"):
            above.impl(name, _recurrent(overload(name), rehearsal))


def _is_wanted(full: str, name: str) -> bool:
    if name in _OVERRIDDEN:
        return True
    is_composite = _has_kernel(full, "CompositeImplicitAutograd") or _has_kernel(full, "CompositeExplicitAutograd")
    return _has_kernel(full, "CPU") and not is_composite


def _made_when_called(name: str, rehearsal: Rehearsal, results: Results, foreign: Foreign):
    made = None

    def kernel(*args, **kwargs):
        nonlocal made
        if made is None:
            made = kernel_of(overload(name), rehearsal, results, foreign)
        return made(*args, **kwargs)

    return kernel


def _attend(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, *, scale=None, enable_gqa=False):
    if attn_mask is not None and attn_mask.dtype is torch.bool:
        attn_mask = torch.zeros_like(attn_mask, dtype=query.dtype).masked_fill_(attn_mask.logical_not(), float("-inf"))
    if enable_gqa and query.size(-3) != key.size(-3):
        groups = query.size(-3) // key.size(-3)
        key, value = key.repeat_interleave(groups, -3), value.repeat_interleave(groups, -3)
    math = torch.ops.aten._scaled_dot_product_attention_math.default
    return math(query, key, value, attn_mask, dropout_p, is_causal, scale=scale)[0]


def _recurrent(operator, rehearsal: Rehearsal):
    """A whole layer on the CPU, with its backward: its cells are kernels that only CUDA has."""
    on_cpu, on_device = rehearsal.capsules.on_cpu, rehearsal.capsules.on_device
    name = operator._schema.name

    class Layer(torch.autograd.Function):
        @staticmethod
        def forward(ctx, shape, rest, *tensors):
            rehearsal.recorder.calls[name] += 1
            with torch.enable_grad():
                ctx.inputs = [on_cpu(one.detach()).requires_grad_(one.is_floating_point()) for one in tensors]
                ctx.outputs = operator(*_arranged(shape, ctx.inputs), *rest)
            return tuple(on_device(one.detach().clone()) for one in ctx.outputs)

        @staticmethod
        def backward(ctx, *gradients):
            found = torch.autograd.grad(
                ctx.outputs, ctx.inputs, [on_cpu(one.contiguous()) for one in gradients], allow_unused=True
            )
            return None, None, *(None if one is None else on_device(one.clone()) for one in found)

    def call(input, hidden, parameters, *rest):
        hidden = list(hidden) if isinstance(hidden, (list, tuple)) else [hidden]
        shape = len(hidden), operator._schema.name == "aten::lstm"
        # Under autocast the layer takes the type of its input.
        return Layer.apply(shape, rest, input, *(one.to(input.dtype) for one in (*hidden, *parameters)))

    return call


def _arranged(shape: tuple[int, bool], tensors: list) -> tuple:
    count, is_list = shape
    hidden = tensors[1 : 1 + count]
    return tensors[0], hidden if is_list else hidden[0], tensors[1 + count :]
