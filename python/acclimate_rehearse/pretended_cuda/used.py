"""Tells which of the operators that a program uses on CUDA would be trouble on Metal."""

from ..operators.falling_back import fell_back_message, missing_message
from ..rehearsal import Rehearsal
from ..release import FALLS_BACK, MISSING

def watch_use(rehearsal: Rehearsal) -> None:
    """Adds to what is written: an event for each operator that Metal lacks, on the line that used it first."""
    release = rehearsal.release
    calls = rehearsal.recorder.calls = _FirstLines(rehearsal)

    def describe(document: dict) -> None:
        for name, count in list(calls.items()):
            status = release.status(name.removeprefix("aten::"))
            if status not in (MISSING, FALLS_BACK):
                continue
            message = missing_message(name, release) if status == MISSING else fell_back_message(name)
            document["events"].append(
                {
                    "kind": "raised" if status == MISSING else "fell-back",
                    "operator": name,
                    "message": message,
                    "phase": "forward",
                    "count": count,
                    "seconds": 0.0,
                    "first": calls.first.get(name),
                    "most": calls.first.get(name),
                }
            )

    rehearsal.recorder.before_writing(describe)


class _FirstLines(dict):
    """Counts as the recorder's own dictionary does, and keeps where an operator was first used."""

    def __init__(self, rehearsal: Rehearsal):
        super().__init__(rehearsal.recorder.calls)
        self.first: dict = {}
        self._lines = rehearsal.recorder.lines

    def __missing__(self, name: str) -> int:
        self.first[name] = self._lines.now()[0]
        return 0
