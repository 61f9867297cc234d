"""Number types for which the CPU has no kernel: Metal may have one, and where it is known to have none it says so in other words.

A kernel of the CPU's for a wider type does the work then.
"""

import re

import torch

from ..limits.kinds import name_of
from ..limits.limit import Limits
from ..rehearsal import Rehearsal
from .signature import full_name, signature_of

_LACKS = re.compile(r"^(?:\"[^\"]*\" not implemented for '|MKL FFT doesn't support tensors of type: )(\w+)")
_OF_CPU = re.compile(r"(\w+)_cpu(.*)", re.DOTALL)
NO_FUNCTION = "Failed to create function state object for: {}"
_TYPES = {name_of(getattr(torch, name)): name for name in "bool uint8 int8 int16 int32 int64 float16 bfloat16 float32 complex32 complex64".split()}
IN_METAL = {"int8": "char", "uint8": "uchar", "int16": "short", "int32": "int", "int64": "long", "float16": "half"} | {
    "bfloat16": "bfloat",
    "float32": "float",
    "complex32": "half2",
    "complex64": "float2",
}
_HALVES = ("float16", "bfloat16")
_SHORT = ("int8", "uint8", "int16", "int32")
# Types of operators that are computed by graphs, or by functions with names of their own, as PyTorch's tests have them
# (torch/testing/_internal/common_methods_invocations.py of 2.13, dtypesIfMPS, seen 2026-11-29).
_TAKEN = {
    **dict.fromkeys(
        (
            *("adaptive_max_pool2d", "avg_pool3d", "max_pool2d_with_indices", "max_pool3d_with_indices", "max_pool2d_with_indices_backward"),
            *("max_unpool2d", "max_unpool3d", "nll_loss_forward", "nll_loss2d_forward", "bernoulli"),
        ),
        (*_SHORT, "int64", "bool"),
    ),
    **dict.fromkeys(
        ("avg_pool2d", "glu", "mish", "softplus", "log_sigmoid_forward", "huber_loss", "native_batch_norm", "_native_batch_norm_legit"),
        (*_SHORT, "bool"),
    ),
    "histc": (*_SHORT, "int64"),
    "_log_softmax": _SHORT,
    **dict.fromkeys(
        (
            *("linalg_cross", "dot", "vdot", "ceil", "floor", "trunc", "floor_divide", "kthvalue", "linspace", "median", "nanmedian"),
            *("trace", "pow", "threshold", *(f"{kind}_pad{count}d" for kind in ("reflection", "replication") for count in (1, 2, 3))),
        ),
        ("bool",),
    ),
}
# Arguments that are places, whatever their type.
_PLACES = ("indices", "index", "target")
# Whole numbers stay what they are, and need no function.
_AS_THEY_ARE = ("ceil", "floor", "trunc")


class Lacking:
    """Does what the CPU refuses for want of a kernel."""

    def __init__(self, rehearsal: Rehearsal, limits: Limits):
        self._functions = rehearsal.release.functions
        self._limits = limits
        # What a function says after its own name.
        self._checks = tuple(text for text in rehearsal.release.texts if text.startswith((":", " :")))

    def instead(self, error: RuntimeError, operator, args: list, kwargs: dict):
        """The result of an operator that the CPU has refused; raises the error again where Metal refuses as well."""
        found = _LACKS.match(str(error))
        dtype = _TYPES.get(found[1]) if found else None
        if dtype is None:
            raise self._as_metal_says(error)
        function = self._function_of(operator)
        if function is None and dtype not in (*_HALVES, *_TAKEN.get(_base_of(operator), ())):
            raise error
        if function is not None and dtype not in self._functions[function]:
            self._refuse(operator, function, dtype, args)
        return _in_wider_type(operator, getattr(torch, dtype), args, kwargs)

    def _as_metal_says(self, error: RuntimeError) -> RuntimeError:
        """The error of a check that both have, which names the function of Metal."""
        named = _OF_CPU.match(str(error))
        if named is None or not any(named[2].startswith(text) for text in self._checks):
            return error
        return type(error)(f"{named[1]}_mps{named[2]}")

    def _function_of(self, operator) -> str | None:
        """The function of Metal that computes an operator, by its name; none where none has it."""
        base = _base_of(operator).removeprefix("special_")
        if base in _AS_THEY_ARE:
            return None
        names = (f"{base}_{operator._schema.overload_name.lower()}", base, f"{base}_forward", f"{base}_alpha")
        return next((name for name in names if name in self._functions), None)

    def _refuse(self, operator, function: str, dtype: str, args: list) -> None:
        tensors = [one for one in args if isinstance(one, torch.Tensor)]
        layout = "dense" if all(one.is_contiguous() for one in tensors) else "strided"
        name = IN_METAL.get(dtype, dtype)
        self._limits.fail(full_name(operator), RuntimeError, NO_FUNCTION.format(f"{function}_{layout}_{name}_{name}"))


def _base_of(operator) -> str:
    return operator._schema.name.removeprefix("aten::").rstrip("_")


def _in_wider_type(operator, narrow: torch.dtype, args: list, kwargs: dict):
    wide = torch.complex64 if narrow.is_complex else torch.float32 if narrow.is_floating_point else torch.float64

    wider_of = {narrow: wide, torch.complex32: torch.complex64}
    narrower_of = {wide: narrow} | ({torch.complex64: torch.complex32} if narrow is torch.float16 else {})

    def widened(value):
        if isinstance(value, torch.Tensor):
            return value.to(wider_of.get(value.dtype, value.dtype))
        if isinstance(value, list):
            return [widened(one) for one in value]
        return wider_of.get(value, value) if isinstance(value, torch.dtype) else value

    def narrowed(value):
        if isinstance(value, torch.Tensor):
            return value.to(narrower_of.get(value.dtype, value.dtype))
        return type(value)(narrowed(one) for one in value) if isinstance(value, (list, tuple)) else value

    names = [argument.name for argument in operator._schema.arguments]
    wider = [one if name in _PLACES else widened(one) for name, one in zip(names, args, strict=False)]
    result = operator(*wider, **{name: value if name in _PLACES else widened(value) for name, value in kwargs.items()})
    for argument in signature_of(operator._schema).written:
        if argument.kind == "tensor" and not argument.is_out and argument.position is not None:
            args[argument.position].copy_(wider[argument.position])
    return narrowed(result)
