"""The device's own generator of random numbers: draws on the device do not move the CPU's, and neither takes the other's.

It is a generator of the CPU whose C++ object says that its device is the other one, so PyTorch itself refuses it elsewhere.
"""

import ctypes

import torch

_OBJECT_AFTER_HEAD = 16
# Bytes of a c10::GeneratorImpl in which its device is looked for; it has about ninety.
_SEARCHED = 128
_CPU_WITHOUT_INDEX = b"\x00\xff"
_CLASS = torch._C.Generator
_WRONG_SIZE = "RNG state is wrong size"
_MARK = torch.zeros(8, dtype=torch.uint8, device="cpu")


class _DeviceGenerator(_CLASS):
    """Its state has another size than the CPU's, so that neither is taken for the other."""

    def get_state(self):
        return torch.cat([super().get_state(), _MARK])

    def set_state(self, new_state):
        own = super().get_state().numel()
        if new_state.numel() != own + _MARK.numel():
            raise RuntimeError(_WRONG_SIZE)
        return super().set_state(new_state[:own].clone())

    def clone_state(self):
        return self.sibling().set_state(self.get_state())


class Generators:
    """Makes generators of the device, and lends them to operators of the CPU."""

    def __init__(self, device_type: int, name: str):
        self._own = bytes((device_type, 0))
        self._name = name
        self._offset = self._find_device()
        self.default = self.new()
        self.default.manual_seed(torch.initial_seed())

    def new(self):
        generator = _DeviceGenerator("cpu")
        generator.sibling = self.new
        self._mark(generator, self._own)
        return generator

    def lent(self, given):
        """The generator to draw from, as one of the CPU until it is `returned`."""
        if given is None:
            given = self.default
        elif given.device.type != self._name:
            raise RuntimeError(f"Expected a '{self._name}' device type for generator but found '{given.device.type}'")
        self._mark(given, _CPU_WITHOUT_INDEX)
        return given

    def returned(self, generator) -> None:
        self._mark(generator, self._own)

    def _mark(self, generator, device: bytes) -> None:
        ctypes.memmove(_address_of(generator) + self._offset, device, 2)

    def _find_device(self) -> int:
        """Where a generator keeps its device, found by changing it."""
        probe = _CLASS("cpu")
        start = _address_of(probe)
        content = ctypes.string_at(start, _SEARCHED)
        for offset in range(8, _SEARCHED - 1):
            if content[offset : offset + 2] != _CPU_WITHOUT_INDEX:
                continue
            ctypes.memmove(start + offset, self._own, 2)
            found = probe.device.type == self._name
            ctypes.memmove(start + offset, _CPU_WITHOUT_INDEX, 2)
            if found:
                return offset
        raise OSError("generators of this PyTorch look different")


def _address_of(generator) -> int:
    return ctypes.c_void_p.from_address(id(generator) + _OBJECT_AFTER_HEAD).value
