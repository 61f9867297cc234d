"""The device guard: by it C++ learns which device is current and that there is nothing to wait for.

Without one, `.to("mps")` silently stays on the CPU, and backward raises. libc10 exports the registry of guards.
"""

import ctypes
from pathlib import Path

from .forever import forever
from .number import DeviceNumber
from .slots import slots_of
from .vtable import MachineCode, VTable

_REGISTRY = "_ZN3c104impl26device_guard_impl_registryE"
_ANSWERS_DEVICE = ("exchangeDevice", "getDevice")
_DOES_NOTHING = (
    "setDevice",
    "uncheckedSetDevice",
    "destroyEvent",
    "record",
    "block",
    "synchronizeStream",
    "synchronizeEvent",
    "synchronizeDevice",
    "recordDataPtrOnStream",
)
_ANSWERS_YES = ("queryEvent", "queryStream", "deviceCount")
_ANSWERS_STREAM = (
    "getStream",
    "getDefaultStream",
    "getStreamFromGlobalPool",
    "getNewStream",
    "exchangeStream",
)


def install_guard(torch_folder: Path, device: DeviceNumber, code: MachineCode) -> None:
    """Registers a guard of the device, made of the CPU's."""
    slots = slots_of(torch_folder / "include/c10/core/impl/DeviceGuardImplInterface.h")
    library = ctypes.CDLL(str(torch_folder / "lib/libc10.so"))
    start = ctypes.addressof(ctypes.c_void_p.in_dll(library, _REGISTRY))
    registry = (ctypes.c_void_p * (device.type + 1)).from_address(start)
    table = VTable(ctypes.c_void_p.from_address(registry[0]).value, slots)
    answers = (
        (device.type, ("type", *_ANSWERS_DEVICE)),  # Device{type, index 0} is the number of its type
        (0, (*_DOES_NOTHING, "isStreamCapturing")),
        (1, _ANSWERS_YES),
    )
    for number, names in answers:
        for name in names:
            table.point(name, code.returns(number))
    table.put("elapsedTime", ctypes.c_double, lambda *_events: 0.0, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int8)
    stream = code.returns_stream(device.type)
    for name in _ANSWERS_STREAM:
        table.point(name, stream)
    guard = forever((ctypes.c_void_p * 2)(table.address, None))
    registry[device.type] = ctypes.addressof(guard)
