"""The hooks by which C++ asks the accelerator whether it is there and which of its devices is current.

Without them backward says "Cannot access accelerator device when none is available".
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .number import MPS
from .pinned import allocator_of_device, remembering_allocator
from .slots import slots_of
from .vtable import MachineCode, VTable

_GETTER = "_ZN2at6detail11getMPSHooksEv"
_ALLOCATOR_GETTER = "_ZN3c1012GetAllocatorERKNS_10DeviceTypeE"
_ANSWERS_YES = ("hasMPS", "isBuilt", "isAvailable", "isOnMacOSorNewer", "hasPrimaryContext", "deviceCount", "queryEvent")
_ANSWERS_NOTHING = (
    "init",
    "initMPS",
    "setCurrentDevice",
    "getCurrentDevice",
    "exchangeDevice",
    "maybeExchangeDevice",
    "isPinnedPtr",
    "deviceSynchronize",
    "commitStream",
    "emptyCache",
)

_CUDA_GETTER = "_ZN2at6detail12getCUDAHooksEv"
_CUDA_YES = ("hasCUDA", "isBuilt", "isAvailable", "hasPrimaryContext", "deviceCount", "getNumGPUs")
_CUDA_NOTHING = (
    "init",
    "setCurrentDevice",
    "getCurrentDevice",
    "current_device",
    "exchangeDevice",
    "maybeExchangeDevice",
    "isPinnedPtr",
    "deviceSynchronize",
)


def install_hooks(torch_folder: Path, code: MachineCode, pins_on_device: bool) -> None:
    """Makes the hooks answer that there is one device, and whether pinned memory lies on it."""
    detail = torch_folder / "include/ATen/detail"
    accelerator = detail / "AcceleratorHooksInterface.h"
    bases = [accelerator] if accelerator.is_file() else []
    slots = slots_of(*bases, detail / "MPSHooksInterface.h")
    getter = ctypes.CDLL(str(torch_folder / "lib/libtorch_cpu.so"))[_GETTER]
    getter.restype = ctypes.c_void_p
    hooks = ctypes.c_void_p.from_address(getter())
    table = VTable(hooks.value, slots)
    _answer(table, code, {1: _ANSWERS_YES, 0: _ANSWERS_NOTHING})
    allocator = _allocator_of_cpu(torch_folder)
    if pins_on_device:
        allocator = allocator_of_device(allocator, torch_folder, MPS)
    else:
        # What was given back stays in here: an address that is used again may be called pinned, which nothing depends on.
        pinned: set[int] = set()
        allocator = remembering_allocator(allocator, torch_folder, pinned)
        table.put("isPinnedPtr", ctypes.c_bool, lambda address: address in pinned, ctypes.c_void_p)
    table.put("getPinnedMemoryAllocator", ctypes.c_void_p, lambda: allocator)
    hooks.value = table.address


def install_cuda_hooks(torch_folder: Path, code: MachineCode) -> None:
    """The same for CUDA, without the libraries that CUDA brings."""
    allocator = _allocator_of_cpu(torch_folder)
    with _hooks_of_cuda(torch_folder) as table:
        _answer(table, code, {1: _CUDA_YES, 0: _CUDA_NOTHING})
        table.put("getPinnedMemoryAllocator", ctypes.c_void_p, lambda: allocator)


def hide_cuda(torch_folder: Path, code: MachineCode) -> None:
    """Lets a build for CUDA say that there is none: PyTorch takes one kind of accelerator and no two."""
    with _hooks_of_cuda(torch_folder) as table:
        _answer(table, code, {0: _CUDA_YES})


@contextmanager
def _hooks_of_cuda(torch_folder: Path) -> Iterator[VTable]:
    detail = torch_folder / "include/ATen/detail"
    accelerator = detail / "AcceleratorHooksInterface.h"
    bases = [accelerator] if accelerator.is_file() else []
    slots = slots_of(*bases, detail / "CUDAHooksInterface.h")
    getter = ctypes.CDLL(str(torch_folder / "lib/libtorch_cpu.so"))[_CUDA_GETTER]
    getter.restype = ctypes.c_void_p
    hooks = ctypes.c_void_p.from_address(getter())
    table = VTable(hooks.value, slots)
    yield table
    hooks.value = table.address


def _answer(table: VTable, code: MachineCode, answers: dict[int, tuple[str, ...]]) -> None:
    for number, names in answers.items():
        for name in names:
            table.point(name, code.returns(number))


def _allocator_of_cpu(torch_folder: Path) -> int:
    getter = ctypes.CDLL(str(torch_folder / "lib/libc10.so"))[_ALLOCATOR_GETTER]
    getter.restype = ctypes.c_void_p
    return getter(ctypes.byref(ctypes.c_int8(0)))
