"""The Mac that is pretended: what programs can ask about it."""

from dataclasses import dataclass

# What the command line hands over where it is not there: the share of its memory that the GPU of such a Mac may have on macOS 26.
_USUAL = {"name": "Apple M4 Pro", "cores": 20, "memory": 24 << 30, "recommended": (24 << 30) * 74 // 100}


@dataclass(frozen=True)
class Machine:
    """Sizes are in bytes, `recommended` is what Metal recommends to use at most; `macos` is a version such as (15, 0)."""

    name: str
    cores: int
    memory: int
    recommended: int
    macos: tuple[int, ...]

    @staticmethod
    def of(settings: dict) -> "Machine":
        return Machine(**(settings.get("machine") or _USUAL), macos=macos_of(settings))

    @property
    def largest_buffer(self) -> int:
        """Of one tensor: half of the memory."""
        return self.memory // 2


def macos_of(settings: dict) -> tuple[int, ...]:
    """The version of macOS that the settings ask for."""
    return tuple(int(part) for part in settings.get("macos", "26.0").split("."))
