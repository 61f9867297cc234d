"""The allocator of pinned memory: before PyTorch 2.14, Metal's own allocator, whose memory counts as the device's.

From then on it is memory of the CPU that is known to be pinned.
"""

import ctypes
import platform
from collections.abc import Callable
from pathlib import Path

from .forever import forever
from .number import DeviceNumber
from .slots import slots_of
from .vtable import VTable

# c10::DataPtr is a pointer, a deleter and what to delete, and then the device.
_DEVICE_IN_DATA_PTR = 24


def allocator_of_device(cpu_allocator: int, torch_folder: Path, device: DeviceNumber) -> int:
    """An allocator that gives out the CPU's memory as the device's; the CPU's own where that cannot be made."""

    def move(result: int) -> None:
        ctypes.memmove(result + _DEVICE_IN_DATA_PTR, bytes((device.type, 0)), 2)

    return _allocator_and_then(cpu_allocator, torch_folder, move)


def remembering_allocator(cpu_allocator: int, torch_folder: Path, given: set[int]) -> int:
    """An allocator of the CPU's memory that adds the address of what it gives out to a set."""
    return _allocator_and_then(cpu_allocator, torch_folder, lambda result: given.add(_pointer_at(result)))


def _pointer_at(address: int) -> int:
    return ctypes.c_void_p.from_address(address).value or 0


def _allocator_and_then(cpu_allocator: int, torch_folder: Path, then: Callable[[int], None]) -> int:
    """The CPU's allocator, with something to do to each DataPtr that it makes."""
    if platform.machine() != "x86_64":
        # A result of this size is returned in a register that callbacks cannot read.
        return cpu_allocator
    slots = slots_of(torch_folder / "include/c10/core/Allocator.h")
    own = _pointer_at(cpu_allocator)
    signature = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
    allocate = signature(_pointer_at(own + slots["allocate"] * ctypes.sizeof(ctypes.c_void_p)))

    def allocate_there(result, _this, size):
        allocate(result, cpu_allocator, size)
        then(result)
        return result

    table = VTable(own, slots)
    table.point("allocate", ctypes.cast(forever(signature(allocate_there)), ctypes.c_void_p).value)
    return ctypes.addressof(forever((ctypes.c_void_p * 2)(table.address, None)))
