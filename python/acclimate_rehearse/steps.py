"""Ends the program after a number of steps of its optimizers."""

from torch.optim.optimizer import register_optimizer_step_post_hook

from .recorder.recorder import Recorder


def stop_after(steps: int, recorder: Recorder) -> None:
    """Raises SystemExit after so many calls of any optimizer's `step`."""
    left = steps

    def count(*_args) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            recorder.ended = "max-steps"
            raise SystemExit(0)

    register_optimizer_step_post_hook(count)
