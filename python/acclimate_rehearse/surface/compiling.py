"""`torch.compile` runs eagerly: what it would make for Metal cannot run here."""

import torch

from ..rehearsal import Rehearsal

_NOTE = "torch.compile runs eagerly in a rehearsal; whether it compiles for Metal is not tried"


def install_compiling(rehearsal: Rehearsal) -> None:
    """Replaces the function and the method of modules."""

    def compile(model=None, **_options):
        if model is None:
            return lambda function: compile(function)
        rehearsal.recorder.event("note", None, _NOTE)
        return model

    torch.compile = compile
    torch.nn.Module.compile = lambda self, *args, **kwargs: rehearsal.recorder.event("note", None, _NOTE)
