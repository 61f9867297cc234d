"""Operators that Metal lacks: they raise, or run on the CPU with a warning."""

import time
import warnings

from ..rehearsal import Rehearsal
from .distributed import refuse_collective
from .signature import full_name

_MISSING = (
    "The operator '{}' is not currently implemented for the MPS device. If you want this op to be {} "
    "As a temporary fix, you can set the environment variable `PYTORCH_ENABLE_MPS_FALLBACK=1` to use the CPU as a fallback "
    "for this op. WARNING: this will be slower than running natively on MPS."
)
_ISSUE = (
    "considered for addition please comment on https://github.com/pytorch/pytorch/issues/{} and mention use-case, that "
    "resulted in missing op as well as commit hash {}."
)
_PRIORITY = (
    "added in priority during the prototype phase of this feature, please comment on "
    "https://github.com/pytorch/pytorch/issues/77764."
)
_FALLS_BACK = (
    "The operator '{}' is not currently supported on the MPS backend and will fall back to run on the CPU. "
    "This may have performance implications. (Triggered internally at aten/src/ATen/mps/MPSFallback.mm)"
)


class Missing:
    """The fallback of the dispatcher. `kernel_for` makes a kernel of an operator, as if Metal had it."""

    def __init__(self, rehearsal: Rehearsal, kernel_for):
        self._rehearsal = rehearsal
        self._kernel_for = kernel_for
        self._kernels: dict = {}
        # PyTorch warns of the first operator only.
        self._has_warned = False

    def __call__(self, operator, *args, **kwargs):
        """Raises in Metal's own words, unless the program has asked to fall back."""
        name = full_name(operator)
        if name.startswith("c10d::") and "The distributed operator '" in self._rehearsal.release.texts:
            refuse_collective(self._rehearsal, operator)
        if self._rehearsal.fallback:
            return self.on_cpu(operator, *args, **kwargs)
        message = missing_message(name, self._rehearsal.release)
        self._rehearsal.recorder.event("raised", name, message)
        raise NotImplementedError(message)

    def on_cpu(self, operator, *args, **kwargs):
        """Runs an operator on the CPU, as Metal does by itself with some."""
        name = full_name(operator)
        if not self._has_warned:
            self._has_warned = True
            file, line = self._rehearsal.recorder.lines.now()[0] or (__file__, 0)
            warnings.warn_explicit(fell_back_message(name), UserWarning, file, line)
        kernel = self._kernels.get(name)
        if kernel is None:
            kernel = self._kernels[name] = self._kernel_for(operator)
        start = time.perf_counter()
        result = kernel(*args, **kwargs)
        self._rehearsal.recorder.event("fell-back", name, fell_back_message(name), time.perf_counter() - start)
        return result


def fell_back_message(name: str) -> str:
    """What PyTorch warns of when an operator runs on the CPU instead."""
    return _FALLS_BACK.format(name)


def missing_message(name: str, release) -> str:
    """What that release of PyTorch says of an operator that is not there."""
    if not release.since(2, 6):
        return _MISSING.format(name, _PRIORITY)
    return _MISSING.format(name, _ISSUE.format("141287", release.revision[:11]))
