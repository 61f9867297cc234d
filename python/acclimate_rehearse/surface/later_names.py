"""Names of PyTorch's Python that came after the release that is rehearsed: there for PyTorch itself, and not for the program."""

import os
import sys
from types import ModuleType

import torch

from ..rehearsal import Rehearsal

_OWN = os.path.dirname(torch.__file__) + os.sep


def hide_later_names(rehearsal: Rehearsal) -> None:
    """Hides what the release has not; `torch.accelerator` as a whole where it has nothing of it."""
    absent = rehearsal.release.absent_names
    if "torch.accelerator.is_available" in absent:
        absent = {*absent, "torch.accelerator"}
    by_module: dict[str, set[str]] = {}
    for name in absent:
        module, _, own = name.rpartition(".")
        by_module.setdefault(module, set()).add(own)
    for module, names in by_module.items():
        place = sys.modules.get(module)
        if place is not None:
            _hide(place, names)


def _hide(module: ModuleType, names: set[str]) -> None:
    hidden = {name: vars(module)[name] for name in names if name in vars(module)}
    otherwise = getattr(module, "__getattr__", None)

    def __getattr__(name: str):
        if name in hidden and sys._getframe(1).f_code.co_filename.startswith(_OWN):
            return hidden[name]
        if name not in hidden and otherwise is not None:
            return otherwise(name)
        raise AttributeError(f"module '{module.__name__}' has no attribute '{name}'")

    if hidden:
        for name in hidden:
            delattr(module, name)
        module.__getattr__ = __getattr__
