"""States of the device's generator in the bytes that they have there, where the CPU's would be five thousand.

A state that is taken names the one of the CPU that is kept here. A name that another process gave begins a sequence of its own,
the same each time.
"""

import hashlib
import struct
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

import torch

_MOST_KEPT = 1024
_WRONG_SIZE = "RNG state is wrong size"
_LOW, _ALL = (1 << 32) - 1, (1 << 64) - 1


@dataclass(frozen=True)
class States:
    """What generators of the device were like, by name: the least recently used are forgotten.

    `named(digest, seed, drawn)` makes a name of `size` bytes.
    """

    size: int
    named: Callable[[bytes, int, int], bytes]
    _kept: OrderedDict[bytes, tuple[torch.Tensor, int]] = field(default_factory=OrderedDict)

    def taken(self, state: torch.Tensor, seed: int, drawn: int) -> torch.Tensor:
        """The name of a state of the CPU's."""
        digest = hashlib.blake2b(state.numpy().tobytes(), digest_size=16).digest()
        name = self.named(digest, seed & _ALL, drawn)
        self._kept[name] = state, drawn
        self._kept.move_to_end(name)
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return torch.frombuffer(bytearray(name), dtype=torch.uint8)

    def of(self, name: torch.Tensor) -> tuple[torch.Tensor, int] | None:
        """The state and how much was drawn before it; none if it was not taken in this process."""
        if not isinstance(name, torch.Tensor) or name.dtype is not torch.uint8 or name.device.type != "cpu":
            raise TypeError("RNG state must be a torch.ByteTensor")
        if name.numel() != self.size:
            raise RuntimeError(_WRONG_SIZE)
        return self._kept.get(name.numpy().tobytes())

    def seed_of(self, name: torch.Tensor) -> int:
        """What to begin with after a state that is not known."""
        return int.from_bytes(hashlib.blake2b(name.numpy().tobytes(), digest_size=7).digest(), "little")


def states_of_metal(has_offset: bool) -> States:
    """Seven numbers of Philox, of which the last two are the seed; the seed; since 2.5, how much was drawn."""
    size = 44 if has_offset else 36

    def named(digest: bytes, seed: int, drawn: int) -> bytes:
        counters = struct.pack("<I", 1) + digest + struct.pack("<II", seed & _LOW, seed >> 32)
        return (counters + struct.pack("<QQ", seed, drawn))[:size]

    return States(size, named)


def states_of_cuda() -> States:
    """The seed, and eight bytes."""
    return States(16, lambda digest, seed, drawn: struct.pack("<Q", seed) + digest[:8])
