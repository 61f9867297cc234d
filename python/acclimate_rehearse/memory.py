"""How much memory the program has on the device, and when a Mac would have no more.

Metal lets a process have a multiple of what it recommends, 1.7 unless PYTORCH_MPS_HIGH_WATERMARK_RATIO says otherwise.
"""

import os

from .recorder.recorder import Recorder

_HIGH, _LOW, _MOST = 1.7, 1.4, 2.0
# A new peak is looked at again when it is larger than the last by this share: finding the line takes longer than allocating.
_STEP = 1.01


class Memory:
    """`recommended`: bytes that Metal recommends for the machine; `budget`: bytes at which it ends, none to only look on."""

    def __init__(self, recorder: Recorder, recommended: int, budget: int | None, largest_buffer: int):
        self.peak = 0
        self.at = None
        self.recommended = recommended
        self.largest_buffer = largest_buffer
        # What the program has set; PYTORCH_MPS_HIGH_WATERMARK_RATIO counts until then.
        self.fraction: float | None = None
        self._recorder = recorder
        self._given_budget = budget
        self._look_at = 0.0
        self._ratio: float | None = None
        recorder.before_writing(self._describe)

    def before_allocating(self, size: int, live: int) -> None:
        """Raises what Metal's allocator raises where it gives out no more."""
        if self._ratio is None:
            self._ratio = self._read_ratio()
        if size >= self.largest_buffer:
            self._refuse(f"Invalid buffer size: {in_words(size)}")
        limit = self.limit
        if limit is not None and live + size > limit:
            self._refuse(
                f"MPS backend out of memory (MPS allocated: {in_words(live)}, other allocations: {in_words(0)}, "
                f"max allowed: {in_words(limit)}). Tried to allocate {in_words(size)} on private pool. "
                "Use PYTORCH_MPS_HIGH_WATERMARK_RATIO=0.0 to disable upper limit for memory allocations "
                "(may cause system failure)."
            )

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

    def _refuse(self, message: str) -> None:
        self._recorder.event("raised", None, message)
        raise RuntimeError(message)

    def _describe(self, document: dict) -> None:
        document["memory"] = {"peak": self.peak, "budget": self.limit, "at": self.at}


def in_words(size: int) -> str:
    """As PyTorch writes sizes: 256 bytes, 4.00 KB, 1.50 GB."""
    for unit, name in ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")):
        if size > unit:
            return f"{size / unit:.2f} {name}"
    return f"{size} bytes"


def _number(variable: str, otherwise: float) -> float:
    try:
        return float(os.environ.get(variable, otherwise))
    except ValueError:
        return otherwise
