"""Training that stays on the CPU though the GPU is there: the most common way in which a program for CUDA wastes a Mac."""

import functools
import sys
import weakref

import torch
from torch.optim.optimizer import register_optimizer_step_pre_hook

from .recorder.lines import Line
from .recorder.recorder import Recorder

_MESSAGE = "training runs on the CPU: none of the optimizer's parameters is on the GPU"
_ASKED = "{} asks for CUDA, which no Mac has, and training then runs on the CPU"
# Places that are told; a program that asks in more of them has no one place that decides.
_MOST_ASKING = 8


def watch_training(recorder: Recorder, flag: str) -> None:
    """Notes each optimizer that has nothing on the device, at the line of its first step, and where the program asked for CUDA.

    `flag` is the attribute of tensors on the device.
    """
    seen = weakref.WeakSet()
    asked = _questions(recorder)

    def look(optimizer, *_args) -> None:
        if optimizer in seen:
            return
        seen.add(optimizer)
        parameters = [one for group in optimizer.param_groups for one in group["params"]]
        if parameters and not any(getattr(one, flag) for one in parameters):
            recorder.event("left-device", None, _MESSAGE)
            for line, function in () if torch.cuda.is_available() else asked.items():
                recorder.event("left-device", None, _ASKED.format(function), line=line)

    register_optimizer_step_pre_hook(look)


def _questions(recorder: Recorder) -> dict[Line, str]:
    """Lines of the program's own that ask whether CUDA is there, each with its function; filled as it runs."""
    asked: dict[Line, str] = {}
    own = torch.cuda.is_available

    @functools.wraps(own)
    def is_available() -> bool:
        frame = sys._getframe(1)
        if len(asked) < _MOST_ASKING and recorder.lines.is_users_frame(frame):
            name = frame.f_code.co_name
            asked.setdefault((frame.f_code.co_filename, frame.f_lineno), "this line" if name.startswith("<") else f"{name}()")
        return own()

    torch.cuda.is_available = is_available
    return asked
