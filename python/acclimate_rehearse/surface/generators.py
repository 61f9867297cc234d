"""`torch.Generator(device="mps")`."""

import torch

from ..rehearsal import Rehearsal

_CLASS = torch._C.Generator


class _AnyGenerator(type):
    """Generators that C++ makes are instances, too."""

    def __instancecheck__(cls, thing):
        return isinstance(thing, _CLASS)


def install_generators(rehearsal: Rehearsal) -> None:
    """Puts a class in the place of `torch.Generator` that makes generators of the device, too."""

    class Generator(metaclass=_AnyGenerator):
        def __new__(cls, device="cpu"):
            if torch.device(device).type == rehearsal.device.name:
                return rehearsal.generator.new()
            return _CLASS(device)

    Generator.__doc__ = _CLASS.__doc__
    Generator.__module__ = "torch"
    torch.Generator = Generator
