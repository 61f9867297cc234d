"""True tensors of the stand-in device, on the CPU's memory: DLPack capsules whose device code is the other one.

`on_device` and `on_cpu` give the same memory another name. They run once for every argument and result of every kernel, so they
do no more than they must.
"""

import ctypes
from collections.abc import Callable

import torch

from .dispatch import kernel_for
from .forever import forever
from .labels import Labels
from .number import DeviceNumber
from .vtable import MachineCode

_pointer_of = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_of.restype = ctypes.c_void_p
_pointer_of.argtypes = [ctypes.py_object, ctypes.c_char_p]
# Offsets in DLManagedTensor of <dlpack/dlpack.h>.
_DEVICE_CODE, _BYTE_OFFSET, _DELETER = 8, 40, 56
_DLPACK_CPU = 1
# Metal gives out memory in multiples of this: "Tried to allocate 256 bytes on shared pool".
ALIGNMENT = 256

_to_capsule = torch._C._to_dlpack
_from_capsule = torch._C._from_dlpack
_int32_at = ctypes.c_int32.from_address
_int64_at = ctypes.c_int64.from_address
_as_strided = kernel_for(torch.ops.aten.as_strided.default, "CPU")
_below_autograd = torch._C._AutoDispatchBelowAutograd


class Capsules:
    """Makes tensors of one device. `live` is the number of bytes of all that it made and that still live."""

    def __init__(self, device: DeviceNumber, code: MachineCode):
        self._device = device
        self._live = forever(ctypes.c_int64(0))
        self._code = code
        # Where capsules cannot name the device, the tensors are named themselves.
        self.labels = None if _takes(device) else Labels(device)
        self._deleter = self._deleter_of_torch()
        self._peak = forever(ctypes.c_int64(0))
        self._view = self.of_views(_as_strided)
        # Compiled functions that take all arguments of a kernel, give its result back, and make a tensor; none without a compiler.
        self.taken = self.given_back = self.empty = None
        # Called with the number of bytes, and of those that are new, whenever there is more than ever before.
        self.grown = lambda live, size: None

    def take(self, aliases) -> None:
        """Has the compiled functions do what `on_device` and `on_cpu` do here; these are left with what is no ordinary tensor."""
        if self.labels is not None:
            return
        addresses = ctypes.addressof(self._live), ctypes.addressof(self._peak)
        aliases.begin(*addresses, self._device.type, self.on_device, self.on_cpu, lambda live, size: self.grown(live, size))
        self.on_device, self.on_cpu = aliases.on_device, aliases.on_cpu
        self.taken, self.given_back, self.empty = aliases.taken, aliases.given_back, aliases.empty

    @property
    def live(self) -> int:
        return self._live.value

    def of_views(self, kernel: Callable) -> Callable:
        """A kernel of the CPU for views, for tensors of the device."""
        return kernel if self.labels is None else self.labels.of_views(kernel)

    def _deleter_of_torch(self) -> int:
        capsule = _to_capsule(torch.empty(1))
        original = _int64_at(_pointer_of(capsule, b"dltensor") + _DELETER).value
        return self._code.counts_down(ctypes.addressof(self._live), original)

    def on_device(self, tensor: torch.Tensor) -> torch.Tensor:
        """A tensor of the CPU that nobody else holds, as one of the device."""
        if tensor.is_conj():
            tensor = tensor.resolve_conj()
        if tensor.is_neg():
            tensor = tensor.resolve_neg()
        size = -(-tensor.untyped_storage().nbytes() // ALIGNMENT) * ALIGNMENT
        capsule = _to_capsule(tensor)
        start = _pointer_of(capsule, b"dltensor")
        if self.labels is None:
            _int32_at(start + _DEVICE_CODE).value = self._device.dlpack
            made = _from_capsule(capsule)
        else:
            made = _from_capsule(capsule)
            self.labels.to_device(made)
        # PyTorch has read it, and takes no second look at the offset.
        _int64_at(start + _BYTE_OFFSET).value = size
        _int64_at(start + _DELETER).value = self._deleter
        self._live.value += size
        if self._live.value > self._peak.value:
            self._peak.value = self._live.value
            self.grown(self._peak.value, size)
        if made.stride() != tensor.stride():
            with _below_autograd():
                made = self._view(made, tensor.size(), tensor.stride(), 0)
        return made

    def on_cpu(self, tensor: torch.Tensor) -> torch.Tensor:
        """The memory of a tensor of the device, as a tensor of the CPU without history."""
        if self.labels is None:
            capsule = _to_capsule(tensor)
            _int32_at(_pointer_of(capsule, b"dltensor") + _DEVICE_CODE).value = _DLPACK_CPU
        else:
            with self.labels.named_cpu(tensor):
                capsule = _to_capsule(tensor)
        alias = _from_capsule(capsule)
        if alias.stride() != tensor.stride():
            alias = alias.as_strided(tensor.size(), tensor.stride())
        if tensor.is_conj():
            alias = torch._conj(alias)
        if tensor.is_neg():
            alias = torch._neg_view(alias)
        return alias


def _takes(device: DeviceNumber) -> bool:
    """Whether capsules of this PyTorch may be of the device."""
    capsule = _to_capsule(torch.empty(1))
    _int32_at(_pointer_of(capsule, b"dltensor") + _DEVICE_CODE).value = device.dlpack
    try:
        return _from_capsule(capsule).device.type == device.name
    except (RuntimeError, BufferError):
        _int32_at(_pointer_of(capsule, b"dltensor") + _DEVICE_CODE).value = _DLPACK_CPU
        return False
