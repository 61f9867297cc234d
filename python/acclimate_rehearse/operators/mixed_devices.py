"""Tensors of the CPU among those of the device, and what Metal says of them."""

import re
from pathlib import Path

import torch

from ..rehearsal import Rehearsal
from ..release import Release
from .signature import full_name

# Operators that take tensors of both devices.
_INDEXES = frozenset(
    {"aten::index.Tensor", "aten::index.Tensor_out", "aten::index_put_", "aten::_index_put_impl_", "aten::index_put"}
)
_TAKES_BOTH = _INDEXES | {"aten::copy_", "aten::_copy_from", "aten::_copy_from_and_resize", "aten::set_.source_Tensor"}
_DECLARATIONS = "packaged/ATen/native/native_functions.yaml"
_BY_ITERATOR = "Expected all tensors to be on the same device, but found at least two devices, mps:0 and cpu!"
_INDEX_THERE = "indices should be either on cpu or on the same device as the indexed tensor (cpu)"
_WRAPPER = (
    "Expected all tensors to be on the same device, but got {argument} is on {found}, different from other tensors on {first} "
    "(when checking argument in method wrapper_MPS_{method})"
)
_WRAPPER_BEFORE_2_8 = (
    "Expected all tensors to be on the same device, but found at least two devices, {first} and {found}! "
    "(when checking argument for argument {argument} in method wrapper_MPS_{method})"
)


def of_two_devices(release: Release, argument: str, method: str, found: str = "cpu", first: str = "mps:0") -> str:
    """What PyTorch says where it compares devices before a kernel is called."""
    words = _WRAPPER if release.since(2, 8) else _WRAPPER_BEFORE_2_8
    return words.format(argument=argument, method=method, found=found, first=first)


class Foreign:
    """What to do with arguments that are no tensors of the device."""

    def __init__(self, rehearsal: Rehearsal):
        self._rehearsal = rehearsal

    def tensor(self, operator, tensor: torch.Tensor, place, is_first: bool) -> torch.Tensor:
        """A tensor of the CPU: itself where Metal takes it, as single numbers; raises otherwise.

        `is_first`: before all other tensors of the call.
        """
        name = full_name(operator)
        if tensor.device.type != "cpu":
            return tensor
        if name in _TAKES_BOTH:
            if place == 0 and name in _INDEXES:
                self._refuse(name, _INDEX_THERE)
            return tensor
        has_check, is_structured = _declared(operator)
        if not has_check and tensor.dim() == 0:
            return tensor
        message = _own_words(name, tensor, place) or self._message(operator, name, place, is_first, has_check, is_structured)
        self._refuse(name, message)

    def _refuse(self, name: str, message: str) -> None:
        device = self._rehearsal.device
        message = message.replace("mps:0", f"{device.name}:0").replace("wrapper_MPS_", f"wrapper_{device.key}_")
        self._rehearsal.recorder.event("raised", name, message)
        raise RuntimeError(message)

    def number_of(self, operator):
        """What to do with a number that stands for a tensor: PyTorch takes it for operators of arithmetic, for others it has to be one."""
        allowed = getattr(torch._C, "_jit_should_allow_numbers_as_tensors", None)
        name = operator._schema.name.removeprefix("aten::")
        if allowed(name) if allowed is not None else name in _ARITHMETIC:
            return lambda number: number
        return _tensor_of

    def _message(self, operator, name: str, place, is_first: bool, has_check: bool, is_structured: bool) -> str:
        if not has_check:
            return _BY_ITERATOR
        base, _, overload = name.removeprefix("aten::").partition(".")
        method = f"{base}_out_{overload}" if is_structured and overload in ("out", "grad_input") else base
        if not is_structured:
            method = f"{overload}_{base}"
        elif overload and method == base:
            method = f"{base}_{overload}"
        arguments = operator._schema.arguments
        argument = arguments[place].name if isinstance(place, int) else place
        release = self._rehearsal.release
        if not is_first:
            return of_two_devices(release, argument, method)
        # The first tensor sets the device, so the next one is what differs; several in a list have one name.
        if arguments[0].type.kind() != "ListType":
            argument = next((a.name for a in arguments[1:] if "Tensor" in str(a.type)), argument)
        return of_two_devices(release, argument, method, found="mps:0", first="cpu")


def _own_words(name: str, tensor: torch.Tensor, place) -> str | None:
    """Operators that compare by themselves."""
    if name.startswith("aten::masked_fill") and place == 1:
        return f"expected self and mask to be on the same device, but got mask on {tensor.device} and self on mps:0"
    return None


_ARITHMETIC = frozenset("add add_ sub sub_ mul mul_ div div_ divide divide_ true_divide true_divide_ floor_divide floor_divide_ _conj _neg_view".split())


def _tensor_of(number):
    if number is None or isinstance(number, (list, tuple)):
        return number
    dtype = torch.bool if type(number) is bool else torch.int64 if type(number) is int else None
    return torch.scalar_tensor(number, dtype=dtype)


def declarations() -> str:
    """native_functions.yaml, which every wheel ships."""
    import torchgen

    return (Path(torchgen.__file__).parent / _DECLARATIONS).read_text("utf-8")


def _declared(operator) -> tuple[bool, bool]:
    """Whether PyTorch compares the devices of an operator's arguments, and whether it is structured.

    It says so in native_functions.yaml, which every wheel ships. Asked only when something is wrong, so read only then.
    """
    text = declarations()
    name = re.escape(full_name(operator).removeprefix("aten::"))
    entry = re.search(rf"^- func: {name}\(.*(?:\n(?!- func).*)*", text, re.MULTILINE)
    if entry is None:
        return True, False
    return "device_check: NoCheck" not in entry[0], "structured" in entry[0]
