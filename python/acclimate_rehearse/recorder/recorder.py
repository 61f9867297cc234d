"""Keeps what happens during a rehearsal and writes it to a file of this process.

The file is written when the program ends, and on the way about once a second, so that one is there however it ends.
"""

import atexit
import json
import os
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import torch

from .lines import Line, UserLines

# Seconds between two writings of the file.
_INTERVAL = 1.0
# Different lines kept for one event: who has more wants the most frequent of them, not all.
_MOST_LINES = 200
# Different events kept: a program that makes messages of numbers would fill the memory with them.
_MOST_EVENTS = 2_000


# Backward of the thread that asks for it has a number.
_graph_task = getattr(torch._C, "_current_graph_task_id", lambda: -1)


def _in_backward() -> bool:
    return _graph_task() != -1


@dataclass
class Event:
    kind: str
    operator: str | None
    message: str
    phase: str
    first: Line | None
    count: int = 0
    lines: dict[Line, int] = field(default_factory=lambda: defaultdict(int))
    seconds: float = 0.0


class Recorder:
    """`calls` counts the operators on the device by name; kernels add to it without asking."""

    def __init__(self, folder: Path, note: dict):
        self.calls: dict[str, int] = defaultdict(int)
        self.lines = UserLines()
        # How the program ended, where it is known: raised, or max-steps.
        self.ended: str | None = None
        self.is_ending = False
        self._folder = folder
        self._note = note
        self._events: dict[tuple, Event] = {}
        self._dirty = False
        self._lock = threading.Lock()
        self._on_write: list = []
        self._begin()
        os.register_at_fork(after_in_child=self._begin_anew)
        atexit.register(self._write_last)

    def has_raised(self, message: str) -> bool:
        """Whether an error that begins with these words is among the events."""
        return any(event.message.startswith(message) for event in self._events.values())

    def event(self, kind: str, operator: str | None, message: str, seconds: float = 0.0, line: Line | None = None) -> None:
        """Counts one event, at the user's current line where none is given."""
        is_waiting = False
        if line is None:
            line, is_waiting = self.lines.now()
        phase = "backward" if is_waiting or _in_backward() else "forward" if line is not None else "other"
        with self._lock:
            key = (kind, operator, message, phase)
            event = self._events.get(key)
            if event is None:
                if len(self._events) >= _MOST_EVENTS:
                    return
                event = self._events[key] = Event(kind, operator, message, phase, line)
            event.count += 1
            event.seconds += seconds
            if line is not None and (line in event.lines or len(event.lines) < _MOST_LINES):
                event.lines[line] += 1
            self._dirty = True

    def before_writing(self, fill) -> None:
        """`fill(document)` adds to what is written."""
        self._on_write.append(fill)

    def write(self) -> None:
        """Writes the file at once, as a whole or not at all."""
        with self._lock:
            events = [
                {
                    "kind": event.kind,
                    "operator": event.operator,
                    "message": event.message,
                    "phase": event.phase,
                    "count": event.count,
                    "seconds": event.seconds,
                    "first": event.first,
                    "most": max(event.lines, key=event.lines.__getitem__, default=event.first),
                }
                for event in self._events.values()
            ]
            document = {**self._note, "pid": os.getpid(), "calls": dict(self.calls), "events": events}
            if self.ended is not None:
                document["ended"] = self.ended
            for fill in self._on_write:
                fill(document)
            self._dirty = False
        unfinished = self._folder / f".{os.getpid()}.part"
        try:
            unfinished.write_text(json.dumps(document), "utf-8")
            unfinished.replace(self._folder / f"{os.getpid()}.json")
        except OSError:
            # The folder goes when the command line does; the program goes on.
            pass

    def _write_last(self) -> None:
        self.is_ending = True
        self.write()

    def _begin(self) -> None:
        threading.Thread(target=self._keep_writing, name="acclimate-recorder", daemon=True).start()

    def _begin_anew(self) -> None:
        self._lock = threading.Lock()
        self.calls.clear()
        self._events.clear()
        self._begin()

    def _keep_writing(self) -> None:
        seen = -1
        while True:
            time.sleep(_INTERVAL)
            calls = sum(list(self.calls.values()))
            if calls != seen or self._dirty:
                seen = calls
                self.write()
