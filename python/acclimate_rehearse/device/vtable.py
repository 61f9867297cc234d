"""Objects of C++ interfaces whose functions are Python's or a few bytes of machine code."""

import ctypes
import mmap
import platform

from .forever import forever

_POINTER = ctypes.sizeof(ctypes.c_void_p)
# Before the first function of a vtable stand the offset to the object's top and its type information.
_HEAD = 2


class VTable:
    """A copy of an object's vtable in which functions can be replaced. It lives as long as the process: C++ points to it."""

    def __init__(self, address: int, slots: dict[str, int]):
        count = max(slots.values()) + 3 + _HEAD
        self._slots = slots
        self._entries = forever((ctypes.c_void_p * count)())
        ctypes.memmove(self._entries, address - _HEAD * _POINTER, ctypes.sizeof(self._entries))
        
    @property
    def address(self) -> int:
        return ctypes.addressof(self._entries) + _HEAD * _POINTER

    def put(self, name: str, result, function, *arguments) -> None:
        """Answers `name` by a Python function of the arguments without `this`; interfaces that lack it stay as they are."""
        if name not in self._slots:
            return
        kind = ctypes.CFUNCTYPE(result, ctypes.c_void_p, *arguments)
        callback = forever(kind(lambda _this, *given: function(*given)))
        self.point(name, ctypes.cast(callback, ctypes.c_void_p).value)

    def point(self, name: str, address: int) -> None:
        """Answers `name` by code at an address."""
        if name in self._slots:
            self._entries[self._slots[name] + _HEAD] = address


class MachineCode:
    """A page of memory that can be executed, for what Python's callbacks cannot do."""

    def __init__(self) -> None:
        writable_and_executable = mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC
        self._page = forever(mmap.mmap(-1, mmap.PAGESIZE, prot=writable_and_executable))
        self._start = ctypes.addressof(forever(ctypes.c_char.from_buffer(self._page)))
        self._used = 0
        self._is_x86 = platform.machine() == "x86_64"
        if not self._is_x86 and platform.machine() != "aarch64":
            raise OSError(f"no machine code for {platform.machine()}")

    def returns(self, number: int) -> int:
        """A function that does nothing and returns a number of 16 bits, such as a `Device`: its type, and its index above it."""
        if self._is_x86:
            return self._add(b"\xb8" + number.to_bytes(4, "little") + b"\xc3")
        return self._add(_words(0xD2800000 | number << 5, 0xD65F03C0))

    def returns_stream(self, device_type: int) -> int:
        """A function that returns `Stream{Device{device_type, 0}, 0}`, two registers that a callback cannot fill."""
        if self._is_x86:
            return self._add(b"\xb8" + device_type.to_bytes(4, "little") + b"\x31\xd2\xc3")
        return self._add(_words(0xD2800000 | device_type << 5, 0xD2800001, 0xD65F03C0))

    def counts_down(self, counter: int, original: int) -> int:
        """A deleter of a DLManagedTensor: takes its `byte_offset` off the number at `counter`, then goes on to `original`.

        Storages die in any thread, with or without Python's lock, even after Python itself.
        """
        addresses = counter.to_bytes(8, "little"), original.to_bytes(8, "little")
        if self._is_x86:
            load, subtract, jump = b"\x48\x8b\x47\x28", b"\xf0\x48\x29\x02", b"\xff\xe0"
            return self._add(load + b"\x48\xba" + addresses[0] + subtract + b"\x48\xb8" + addresses[1] + jump)
        code = _words(
            0xF9401401,  # ldr x1, [x0, #40]
            0x58000122,  # ldr x2, counter
            0x58000143,  # ldr x3, original
            0xC85F7C44,  # ldxr x4, [x2]
            0xCB010084,  # sub x4, x4, x1
            0xC8057C44,  # stxr w5, x4, [x2]
            0x35FFFFA5,  # cbnz w5, ldxr
            0xD61F0060,  # br x3
            0xD503201F,  # nop, so that the addresses are aligned
            0xD503201F,
        )
        return self._add(code + addresses[0] + addresses[1])

    def _add(self, code: bytes) -> int:
        address = self._start + self._used
        self._page.seek(self._used)
        self._page.write(code)
        self._used += -(-len(code) // 16) * 16
        return address


def _words(*words: int) -> bytes:
    return b"".join(word.to_bytes(4, "little") for word in words)
