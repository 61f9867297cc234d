"""How much memory the program has on the device, and when a Mac would have no more.

Metal lets a process have a multiple of what it recommends, 1.7 unless PYTORCH_MPS_HIGH_WATERMARK_RATIO says otherwise.
"""

import os

from .machine import Machine
from .recorder.recorder import Recorder
from .release import Release

_HIGH, _LOW, _MOST = 1.7, 1.4, 2.0
# A new peak is looked at again when it is larger than the last by this share: finding the line takes longer than allocating.
_STEP = 1.01
# What is smaller is looked at when it is there, if there is more than ever then.
_SMALL = 1 << 20


class Memory:
    """`budget`: bytes at which memory ends; what Metal gives to such a machine where none is given."""

    def __init__(self, recorder: Recorder, machine: Machine, budget: int | None, release: Release):
        self.peak = 0
        self.at = None
        self.recommended = machine.recommended
        self.largest_buffer = machine.largest_buffer
        # What the program has set; PYTORCH_MPS_HIGH_WATERMARK_RATIO counts until then.
        self.fraction: float | None = None
        # Bytes from which an allocation is looked at before it is made.
        self.looks_from = 0
        self._recorder = recorder
        self._is_binary = release.since(2, 7)
        self._given_budget = budget
        self._look_at = 0.0
        self._ratio: float | None = None
        recorder.before_writing(self._describe)

    def before_allocating(self, size: int, live: int) -> None:
        """Raises what Metal's allocator raises where it gives out no more."""
        if self._ratio is None:
            self._ratio = self._read_ratio()
            self.looks_from = _SMALL if self.fraction is None else 0
        if size >= self.largest_buffer:
            self._refuse(f"Invalid buffer size: {self._words(size)}")
        limit = self.limit
        if limit is not None and live + size > limit:
            self._refuse(
                f"MPS backend out of memory (MPS allocated: {self._words(live)}, other allocations: {self._words(0)}, "
                f"max allowed: {self._words(limit)}). Tried to allocate {self._words(size)} on private pool. "
                "Use PYTORCH_MPS_HIGH_WATERMARK_RATIO=0.0 to disable upper limit for memory allocations "
                "(may cause system failure)."
            )

    def allow(self, fraction: float) -> None:
        """What the program sets itself, which may be less than there is already."""
        self.fraction, self.looks_from = fraction, 0

    @property
    def limit(self) -> int | None:
        """Bytes at which allocations fail."""
        ratio = self.fraction if self.fraction is not None else _HIGH if self._ratio is None else self._ratio
        if ratio == 0.0:
            return None
        if self._given_budget is not None:
            return self._given_budget
        return int(ratio * self.recommended)

    def grown(self, live: int, size: int) -> None:
        """There is more than ever before, `size` of it new: a result that a Mac may have no room for."""
        limit = self.limit
        if limit is not None and live > limit:
            self.before_allocating(size, live - size)
        self.noted(live, size)

    def noted(self, live: int, _size: int) -> None:
        """Keeps the new peak, and the line that reached it."""
        self.peak = live
        if live < self._look_at:
            return
        self._look_at = live * _STEP
        line, _ = self._recorder.lines.now()
        if line is not None:
            self.at = line

    def _read_ratio(self) -> float:
        high = _number("PYTORCH_MPS_HIGH_WATERMARK_RATIO", _HIGH)
        low = _number("PYTORCH_MPS_LOW_WATERMARK_RATIO", _LOW)
        if not 0.0 <= high <= _MOST:
            self._refuse(f"invalid high watermark ratio {high:g}")
        if not 0.0 <= low <= (high if high > 0.0 else _MOST):
            self._refuse(f"invalid low watermark ratio {low:g}")
        return high

    def _words(self, size: int) -> str:
        return in_words(size, self._is_binary)

    def _refuse(self, message: str) -> None:
        self._recorder.event("raised", None, message)
        raise RuntimeError(message)

    def _describe(self, document: dict) -> None:
        document["memory"] = {"peak": self.peak, "budget": self.limit, "at": self.at}


def in_words(size: int, binary: bool) -> str:
    """As PyTorch writes sizes: 256 bytes, 4.00 KiB, 1.50 GiB, and in older releases KB and GB."""
    for unit, name in ((1 << 30, "G"), (1 << 20, "M"), (1 << 10, "K")):
        if size > unit:
            return f"{size / unit:.2f} {name}{'iB' if binary else 'B'}"
    return f"{size} bytes"


def _number(variable: str, otherwise: float) -> float:
    try:
        return float(os.environ.get(variable, otherwise))
    except ValueError:
        return otherwise
