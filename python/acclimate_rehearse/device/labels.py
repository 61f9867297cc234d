"""Another name for the device of a tensor, written where C++ keeps it: for releases whose DLPack does not know the device.

Where that is differs from release to release, so it is looked for: in a tensor of the CPU, whose device and keys are known.
"""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch

from .number import DeviceNumber

_CPU_WITHOUT_INDEX = b"\x00\xff"
# An optional c10::Device that is there.
_IS_THERE = b"\x01"
# A c10::TensorImpl has about two hundred bytes, a StorageImpl more than sixty.
_IN_TENSOR, _IN_STORAGE = 224, 64
# What a StorageImpl begins with: its vtable, counts of references, and an address.
_HEAD_OF_STORAGE = 24
_BACKEND_OF_CPU = 1
_MOST_BITS = 63
_keys_of = torch._C._dispatch_keys
_int64_at = ctypes.c_int64.from_address
_int16_at = ctypes.c_int16.from_address


class Labels:
    """Names tensors anew. Raises OSError where tensors of this PyTorch do not look as they do in others."""

    def __init__(self, device: DeviceNumber):
        probe = torch.empty(1)
        self._device = device.type
        self._cpu = int.from_bytes(_CPU_WITHOUT_INDEX, "little", signed=True)
        self._device_at = _place_of(_CPU_WITHOUT_INDEX + _IS_THERE, probe._cdata, 0, _IN_TENSOR)
        self._storage_at = _place_of(_CPU_WITHOUT_INDEX, probe.untyped_storage()._cdata, _HEAD_OF_STORAGE, _IN_STORAGE)
        self._keys_at = _place_of_keys(probe, self._device_at)
        word = _int64_at(probe._cdata + self._keys_at)
        self._on_cpu = word.value
        self._there = _keys_there(probe, word, device)
        word.value = self._on_cpu

    def to_device(self, tensor: torch.Tensor) -> None:
        """Names a tensor of the CPU, and its storage, those of the device."""
        self._name(tensor._cdata, self._device, self._there)
        _int16_at(tensor.untyped_storage()._cdata + self._storage_at).value = self._device

    @contextmanager
    def named_cpu(self, tensor: torch.Tensor) -> Iterator[None]:
        """A tensor of the device is one of the CPU for as long as this lasts."""
        start = tensor._cdata
        keys = _int64_at(start + self._keys_at).value
        self._name(start, self._cpu, self._on_cpu)
        try:
            yield
        finally:
            self._name(start, self._device, keys)

    def of_views(self, kernel: Callable) -> Callable:
        """A kernel of the CPU that gives a view of its first argument and asks whose it is."""

        def view(tensor: torch.Tensor, *args, **kwargs):
            with self.named_cpu(tensor):
                made = kernel(tensor, *args, **kwargs)
            self._name(made._cdata, self._device, self._there)
            return made

        return view

    def _name(self, start: int, device: int, keys: int) -> None:
        _int16_at(start + self._device_at).value = device
        _int64_at(start + self._keys_at).value = keys


def _place_of(content: bytes, address: int, after: int, size: int) -> int:
    place = ctypes.string_at(address, size).find(content, after)
    if place < 0:
        raise OSError("tensors of this PyTorch keep their device elsewhere")
    return place


def _place_of_keys(probe: torch.Tensor, after: int) -> int:
    """The word in which the lowest bit makes a tensor one of the CPU."""
    for place in range(after & ~7, _IN_TENSOR, 8):
        word = _int64_at(probe._cdata + place)
        kept = word.value
        if not kept & _BACKEND_OF_CPU:
            continue
        word.value = kept & ~_BACKEND_OF_CPU
        is_it = not _has(probe, "CPU")
        word.value = kept
        if is_it:
            return place
    raise OSError("tensors of this PyTorch keep their keys elsewhere")


def _keys_there(probe: torch.Tensor, word: ctypes.c_int64, device: DeviceNumber) -> int:
    """The keys of a tensor of the CPU with the device in its place. Which bit stands for what is tried, one after the other."""
    on_cpu = word.value
    keys = on_cpu & ~_BACKEND_OF_CPU
    for bit in range(1, _MOST_BITS):
        word.value = on_cpu & ~(1 << bit)
        if _has(probe, "CPU") and not _has(probe, "AutocastCPU"):
            keys &= ~(1 << bit)
    backend = _bit_of(probe, word, keys, device.key)
    if backend is None:
        raise OSError(f"this PyTorch has no tensors of {device.name}")
    keys |= 1 << backend
    autocast = _bit_of(probe, word, keys, f"Autocast{device.key}")
    return keys if autocast is None else keys | 1 << autocast


def _bit_of(probe: torch.Tensor, word: ctypes.c_int64, keys: int, name: str) -> int | None:
    if not hasattr(torch._C.DispatchKey, name):
        return None
    for bit in range(1, _MOST_BITS):
        word.value = keys | 1 << bit
        if not keys >> bit & 1 and _has(probe, name):
            return bit
    return None


def _has(tensor: torch.Tensor, key: str) -> bool:
    return _keys_of(tensor).has(getattr(torch._C.DispatchKey, key))
