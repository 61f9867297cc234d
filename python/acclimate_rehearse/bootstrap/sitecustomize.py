"""Python imports this by itself when the folder is on PYTHONPATH. It sets the rehearsal up and goes on to the user's own."""

import importlib.util
import os
import sys


def _begin() -> None:
    here = os.path.dirname(os.path.abspath(__file__))
    if os.environ.get("ACCLIMATE_REHEARSAL"):
        package = os.path.dirname(os.path.dirname(here))
        sys.path.append(package)
        from acclimate_rehearse.start import begin

        begin()
    _import_own(here)


def _import_own(here: str) -> None:
    """The sitecustomize that would have been imported without this one."""
    others = [place for place in sys.path if os.path.abspath(place) != here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", others)
    if spec is None or spec.loader is None:
        return
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)


_begin()
