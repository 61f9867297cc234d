"""The Mac that is pretended: what programs can ask about it."""

from dataclasses import dataclass

# A Mac with 24 GB, of which Metal recommends about two thirds; what is asked of it here is the same on others.
_MEMORY = 24 << 30
_NAME, _CORES = "Apple M4 Pro", 16


@dataclass(frozen=True)
class Machine:
    """Sizes are in bytes; `macos` is a version such as (15, 0)."""

    name: str
    cores: int
    memory: int
    macos: tuple[int, ...]

    @staticmethod
    def of(settings: dict) -> "Machine":
        given = settings.get("machine") or {}
        macos = tuple(int(part) for part in settings.get("macos", "26.0").split("."))
        return Machine(given.get("name", _NAME), given.get("cores", _CORES), given.get("memory", _MEMORY), macos)

    @property
    def recommended(self) -> int:
        """What Metal recommends to use at most: two thirds of small memories, three quarters of others."""
        return self.memory * 2 // 3 if self.memory <= 36 << 30 else self.memory * 3 // 4

    @property
    def largest_buffer(self) -> int:
        """Of one tensor: half of the memory."""
        return self.memory // 2
