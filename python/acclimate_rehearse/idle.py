"""Training that stays on the CPU though the GPU is there: the most common way in which a program for CUDA wastes a Mac."""

import weakref

from torch.optim.optimizer import register_optimizer_step_pre_hook

from .recorder.recorder import Recorder

_MESSAGE = "training runs on the CPU: none of the optimizer's parameters is on the GPU"


def watch_training(recorder: Recorder, flag: str) -> None:
    """`flag` is the attribute of tensors on the device. Notes each optimizer that has nothing on the device, at the line of its first step."""
    seen = weakref.WeakSet()

    def look(optimizer, *_args) -> None:
        if optimizer in seen:
            return
        seen.add(optimizer)
        parameters = [one for group in optimizer.param_groups for one in group["params"]]
        if parameters and not any(getattr(one, flag) for one in parameters):
            recorder.event("left-device", None, _MESSAGE)

    register_optimizer_step_pre_hook(look)
