"""Waits for the program to import torch, and then puts the stand-in device into it.

This runs in every Python process of the program, workers too, so it imports nothing that is not needed.
"""

import json
import os
import sys
from importlib.abc import Loader, MetaPathFinder

from .imports import HidingFinder

SETTINGS = "ACCLIMATE_REHEARSAL"


def begin() -> None:
    """Called when Python starts."""
    with open(os.environ[SETTINGS], encoding="utf-8") as file:
        settings = json.load(file)
    if settings.get("replay"):
        return
    ran = None
    if settings.get("watchesLines"):
        from .recorder.ran_lines import RanLines

        # From now on, since much of a program runs before it imports torch.
        ran = RanLines(os.getcwd() + os.sep)
        ran.watch()
    absent = HidingFinder(settings.get("absent") or {}, os.getcwd() + os.sep)
    absent.install()
    sys.meta_path.insert(0, _TorchFinder(settings, ran, absent))


class _TorchFinder(MetaPathFinder):
    """Finds torch where Python finds it, and wraps the way it is loaded."""

    def __init__(self, settings: dict, ran, absent: HidingFinder):
        self._handed = settings, ran, absent

    def find_spec(self, name, path=None, target=None):
        if name != "torch":
            return None
        sys.meta_path.remove(self)
        for finder in sys.meta_path:
            find = getattr(finder, "find_spec", None)
            spec = find(name, path, target) if find is not None else None
            if spec is not None and spec.loader is not None:
                spec.loader = _TorchLoader(spec.loader, *self._handed)
                return spec
        return None


class _TorchLoader(Loader):
    def __init__(self, own, settings: dict, ran, absent: HidingFinder):
        self._own = own
        self._settings = settings
        self._ran = ran
        self._absent = absent

    def create_module(self, spec):
        return self._own.create_module(spec)

    def exec_module(self, module):
        # PyTorch reads the variable once, when its library is loaded.
        fallback = os.environ.get("PYTORCH_ENABLE_MPS_FALLBACK", "")
        self._own.exec_module(module)
        from .install import install

        install(self._settings, fallback not in ("", "0"), self._ran, self._absent)

    def __getattr__(self, name):
        return getattr(self._own, name)
