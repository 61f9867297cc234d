"""The device's own generator of random numbers: draws on the device do not move the CPU's, and neither takes the other's.

It is a generator of the CPU whose C++ object says that its device is the other one, so PyTorch itself refuses it elsewhere.
"""

import ctypes

import torch

from .random_states import States

_OBJECT_AFTER_HEAD = 16
# Bytes of a c10::GeneratorImpl in which its device is looked for; it has about ninety.
_SEARCHED = 128
_CPU_WITHOUT_INDEX = b"\x00\xff"
_CLASS = torch._C.Generator
# Numbers of one draw, as far as anybody sees.
_DRAWN = 4


class _DeviceGenerator(_CLASS):
    """Its states are not those of the CPU, so that neither is taken for the other."""

    def get_state(self):
        return self.states.taken(super().get_state(), self.initial_seed(), self.get_offset())

    def set_state(self, new_state):
        found = self.states.of(new_state)
        if found is None:
            return self.manual_seed(self.states.seed_of(new_state))
        self.drawn[_address_of(self)] = found[1]
        return super().set_state(found[0].clone())

    def manual_seed(self, seed):
        self.drawn.pop(_address_of(self), None)
        return super().manual_seed(seed)

    def seed(self):
        self.drawn.pop(_address_of(self), None)
        return super().seed()

    def get_offset(self):
        return self.drawn.get(_address_of(self), 0)

    def clone_state(self):
        return self.sibling().set_state(self.get_state())


class Generators:
    """Makes generators of the device, and lends them to operators of the CPU."""

    def __init__(self, device_type: int, name: str, states: States):
        self._states = states
        self._drawn: dict[int, int] = {}
        self._own = bytes((device_type, 0))
        self._name = name
        self._offset = self._find_device()
        # As a number, which is written faster than bytes.
        self._here, self._there = (int.from_bytes(device, "little", signed=True) for device in (_CPU_WITHOUT_INDEX, self._own))
        self._devices: dict[int, ctypes.c_int16] = {}
        self.default = self.new()
        self.default.manual_seed(torch.initial_seed())

    def new(self):
        generator = _DeviceGenerator("cpu")
        generator.sibling, generator.states, generator.drawn = self.new, self._states, self._drawn
        self._device_of(_address_of(generator)).value = self._there
        return generator

    def lent(self, given):
        """The generator to draw from, as one of the CPU until it is `returned`."""
        if given is None:
            given = self.default
        elif given.device.type != self._name:
            raise RuntimeError(f"Expected a '{self._name}' device type for generator but found '{given.device.type}'")
        self._device_of(_address_of(given)).value = self._here
        return given

    def returned(self, generator) -> None:
        # By address, since PyTorch hands over another object of Python for the same generator.
        address = _address_of(generator)
        self._drawn[address] = self._drawn.get(address, 0) + _DRAWN
        self._device_of(address).value = self._there

    def _device_of(self, address: int) -> ctypes.c_int16:
        """The device that the generator at an address has."""
        found = self._devices.get(address)
        if found is None:
            found = self._devices[address] = ctypes.c_int16.from_address(address + self._offset)
        return found

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
