"""Judges a trace again, for another release and without running the program: `run()` in a process that has PyTorch."""

import json
import os
from pathlib import Path

import torch

from .dtypes import EIGHT_BITS, NO_FLOAT64, REFUSED
from .install import knowledge
from .limits.all_limits import ALL_LIMITS
from .limits.limit import Limits
from .operators.falling_back import fell_back_message, missing_message
from .operators.signature import overload
from .rehearsal import Rehearsal
from .release import FALLS_BACK, MISSING, release_from
from .start import SETTINGS


def run() -> None:
    """Reads the settings of the environment and writes a record as a process of the program would."""
    settings = json.loads(Path(os.environ[SETTINGS]).read_text("utf-8"))
    trace = json.loads(Path(settings["replay"]).read_text("utf-8"))
    release = release_from(knowledge(), settings.get("torch") or trace["torch"])
    verdict = _Verdict()
    limits = Limits(Rehearsal(release, verdict, None, False, settings), ALL_LIMITS)
    calls: dict[str, int] = {}
    for name, given, named, count, line in trace["calls"]:
        calls[name] = calls.get(name, 0) + count
        verdict.begin(count, tuple(line) if line else None)
        _judge(name, given, named, release, limits, verdict)
    record = {
        "pid": os.getpid(),
        "torch": release.version,
        "installedTorch": torch.__version__,
        "calls": calls,
        "events": verdict.events(),
    }
    (Path(settings["folder"]) / f"{os.getpid()}.json").write_text(json.dumps(record), "utf-8")


def _judge(name: str, given: list, named: dict, release, limits: Limits, verdict: "_Verdict") -> None:
    status = release.status(name.removeprefix("aten::"))
    if status == MISSING:
        verdict.event("raised", name, missing_message(name, release))
        return
    if status == FALLS_BACK:
        verdict.event("fell-back", name, fell_back_message(name))
        return
    dtype = named.get("dtype")
    if isinstance(dtype, dict) and getattr(torch, dtype["dtype"], None) in REFUSED | EIGHT_BITS:
        verdict.event("dtype-refused", name, NO_FLOAT64 if dtype["dtype"] == "float64" else f"Metal has no {dtype['dtype']}")
        return
    operator = overload(name.removeprefix("aten::"))
    check = limits.check_of(operator) if operator is not None else None
    if check is not None:
        try:
            check(*[_made(one) for one in given], **{key: _made(one) for key, one in named.items()})
        except (RuntimeError, TypeError, ValueError, IndexError):
            pass  # what is refused has been noted; arguments that the trace cannot bring back are not judged


def _made(value):
    """An argument as it was, tensors without memory."""
    if isinstance(value, dict):
        if "dtype" in value:
            return getattr(torch, value["dtype"], None)
        return torch.empty(value["s"], dtype=getattr(torch, value["t"], torch.float32), device="meta")
    return [_made(one) for one in value] if isinstance(value, list) else value


class _Verdict:
    """Stands in for the recorder: events count as often as the call was made, on its line."""

    def __init__(self):
        self._events: dict[tuple, dict] = {}
        self._count, self._line = 1, None

    def begin(self, count: int, line) -> None:
        self._count, self._line = count, line

    def event(self, kind: str, operator: str | None, message: str, seconds: float = 0.0, line=None) -> None:
        known = self._events.setdefault(
            (kind, operator, message),
            {"kind": kind, "operator": operator, "message": message, "phase": "forward", "count": 0, "seconds": 0.0,
             "first": self._line, "lines": {}},
        )
        known["count"] += self._count
        if self._line is not None:
            known["lines"][self._line] = known["lines"].get(self._line, 0) + self._count

    def events(self) -> list[dict]:
        """As the recorder writes them."""
        found = []
        for event in self._events.values():
            lines = event.pop("lines")
            found.append({**event, "most": max(lines, key=lines.__getitem__, default=event["first"])})
        return found
