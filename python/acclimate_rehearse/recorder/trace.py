"""A compact trace of a run: which operators ran on the device with which types and shapes, how often and on which lines.

It holds no contents of tensors, so that it can be handed on, and judged again for another release (replay.py).
"""

import json
import os
import time
from pathlib import Path

import torch
from torch.utils._python_dispatch import TorchDispatchMode

from .recorder import Recorder

# Bytes of different calls kept, roughly as they are written; a program of more makes shapes of its data.
_MOST_BYTES = 4_500_000
# Of a call beside its operator, arguments and line.
_BESIDE = 32
# Numbers of a list, and letters of a word, that are kept of arguments.
_MOST_ITEMS = 32
# Seconds between two writings, so that a trace is there after a crash.
_INTERVAL = 15.0


class Trace(TorchDispatchMode):
    """Sees each operator below autograd, in the main thread and in those of backward."""

    def __init__(self, recorder: Recorder, folder: Path, device: str):
        super().__init__()
        self._recorder = recorder
        self._file = folder / f"trace-{os.getpid()}.json"
        self._device = device
        self._calls: dict[tuple, int] = {}
        self._bytes = 0
        self._written = time.monotonic()
        recorder.before_writing(self._write)

    def __torch_dispatch__(self, operator, types, args=(), kwargs=None):
        named = kwargs or {}
        given = [described(one) for one in args]
        extra = {key: described(one) for key, one in named.items()}
        if self._is_there(args) or self._is_there(list(named.values())):
            line = self._recorder.lines.now()[0]
            key = (str(operator._schema.name), operator._schema.overload_name, json.dumps([given, extra]), line)
            if key in self._calls:
                self._calls[key] += 1
            elif self._bytes < _MOST_BYTES:
                self._calls[key] = 1
                self._bytes += sum(map(len, key[:3])) + len(line[0] if line else "") + _BESIDE
        return operator(*args, **named)

    def _is_there(self, values) -> bool:
        return any(
            (isinstance(one, (torch.Tensor, torch.device)) and _device_of(one) == self._device)
            or (isinstance(one, (list, tuple)) and self._is_there(one))
            for one in values
        )

    def _write(self, document: dict) -> None:
        """Called whenever the recorder writes: at the end, and on the way more often than is needed."""
        now = time.monotonic()
        if now - self._written < _INTERVAL and not self._recorder.is_ending:
            return
        self._written = now
        calls = [
            [f"{name}.{overload}" if overload else name, *json.loads(arguments), count, line]
            for (name, overload, arguments, line), count in list(self._calls.items())
        ]
        self._file.write_text(json.dumps({"torch": document["torch"], "calls": calls}), "utf-8")


def _device_of(one) -> str:
    return one.type if isinstance(one, torch.device) else one.device.type


def described(value):
    """An argument without contents: {"t": type, "s": shape, "d": device} for a tensor, numbers and names as they are."""
    if isinstance(value, torch.Tensor):
        return {"t": str(value.dtype).removeprefix("torch."), "s": list(value.shape), "d": value.device.type}
    if isinstance(value, (list, tuple)):
        return [described(one) for one in value[:_MOST_ITEMS]]
    if isinstance(value, torch.dtype):
        return {"dtype": str(value).removeprefix("torch.")}
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    return value[:_MOST_ITEMS] if isinstance(value, str) else None
