"""What `torch.mps` and `torch.backends.mps` ask C++, which a CPU build leaves out."""

import itertools
import time

import torch

from ..machine import Machine
from ..rehearsal import Rehearsal
from .streams import install_streams


def install_mps(rehearsal: Rehearsal, machine: Machine) -> None:
    """Puts the functions where the modules of Python look for them."""
    import torch.backends.mps
    import torch.mps

    capsules, memory = rehearsal.capsules, rehearsal.memory
    events = _Events(rehearsal.release.texts)

    answers = {
        "_mps_is_available": lambda: True,
        "_mps_is_built": lambda: True,
        "_mps_is_on_macos_or_newer": lambda major, minor: machine.macos >= (major, minor),
        "_mps_is_on_macos_13_or_newer": lambda minor=0: machine.macos >= (13, minor),
        "_mps_is_in_bad_fork": lambda: False,
        "_mps_deviceSynchronize": lambda: None,
        "_mps_emptyCache": lambda: None,
        "_mps_setMemoryFraction": memory.allow,
        "_mps_currentAllocatedMemory": lambda: capsules.live,
        "_mps_driverAllocatedMemory": lambda: max(capsules.live, memory.peak),
        "_mps_recommendedMaxMemory": lambda: machine.recommended,
        "_mps_get_core_count": lambda: machine.cores,
        "_mps_get_name": lambda: machine.name,
        "_mps_get_default_generator": lambda: rehearsal.generator.default,
        "_mps_compileShader": _refuse_shader,
        "_mps_profilerStartTrace": lambda mode, wait: _look_at_modes(mode),
        "_mps_profilerStopTrace": lambda: None,
        "_mps_isCaptureEnabled": lambda: False,
        "_mps_acquireEvent": events.acquire,
        "_mps_releaseEvent": events.release,
        "_mps_recordEvent": events.record,
        "_mps_waitForEvent": events.wait,
        "_mps_synchronizeEvent": events.wait,
        "_mps_queryEvent": lambda event: True,
        "_mps_elapsedTimeOfEvents": events.elapsed,
    }
    torch._C._has_mps = True
    install_streams()
    for name, answer in answers.items():
        setattr(torch._C, name, answer)
    for module in (torch.backends.mps, torch.mps):
        for function in ("is_available", "is_built", "is_macos13_or_newer", "is_macos_or_newer"):
            if hasattr(getattr(module, function, None), "cache_clear"):
                getattr(module, function).cache_clear()


def _look_at_modes(modes: str) -> None:
    for mode in filter(None, modes.split(",")):
        if mode not in ("interval", "event"):
            raise RuntimeError(f"Invalid Signpost trace mode: {mode}")


def _refuse_shader(*_source):
    raise NotImplementedError("a rehearsal has no GPU for shaders of torch.mps.compile_shader to run on")


_NOT_TIMED = "Events were not created with argument 'enable_timing=True'"
_NOT_RECORDED = "Both events must be recorded before calculating elapsed time"


class _Events:
    """Events of `torch.mps.Event`: everything is done when they are recorded."""

    def __init__(self, texts):
        # Before there were words for it, an event that is not recorded had no time.
        self._of_unrecorded = _NOT_RECORDED if _NOT_RECORDED in texts else _NOT_TIMED
        self._numbers = itertools.count(1)
        self._recorded: dict[int, float | None] = {}
        self._timed: set[int] = set()

    def acquire(self, enable_timing: bool = False) -> int:
        number = next(self._numbers)
        self._recorded[number] = None
        if enable_timing:
            self._timed.add(number)
        return number

    def release(self, event: int) -> None:
        self._recorded.pop(event, None)
        self._timed.discard(event)

    def record(self, event: int) -> None:
        self._recorded[event] = time.perf_counter()

    def wait(self, event: int) -> None:
        pass

    def elapsed(self, start: int, end: int) -> float:
        """Milliseconds between two events."""
        if not {start, end} <= self._timed:
            raise RuntimeError(_NOT_TIMED)
        times = self._recorded.get(start), self._recorded.get(end)
        if None in times:
            raise RuntimeError(self._of_unrecorded)
        if times[1] < times[0]:
            raise RuntimeError(f"End event {end} was not recorded after start event {start}")
        return (times[1] - times[0]) * 1000.0
