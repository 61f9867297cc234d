"""`torch.compile` looks at its arguments and wraps what it is given, and then runs it eagerly: what it would make for Metal cannot run here."""

import torch

from ..rehearsal import Rehearsal

_NOTE = "torch.compile runs eagerly in a rehearsal; whether it compiles for Metal is not tried"


def install_compiling(rehearsal: Rehearsal) -> None:
    """Replaces the function and the method of modules."""
    own = torch.compile

    def compile(model=None, **options):
        if model is None:
            return lambda function: compile(function, **options)
        rehearsal.recorder.event("note", None, _NOTE)
        own(model, **options)
        return _uncompiled(model)

    torch.compile = compile
    torch.nn.Module.compile = lambda self, *args, **kwargs: rehearsal.recorder.event("note", None, _NOTE)


def _uncompiled(model):
    """The model as PyTorch wraps what it compiles: parameters of modules have other names then."""
    from torch._dynamo.eval_frame import DisableContext

    return DisableContext()(model)
