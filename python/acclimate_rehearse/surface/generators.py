"""`torch.Generator(device="mps")`."""

import torch

from ..device.number import MPS
from ..rehearsal import Rehearsal

_CLASS = torch._C.Generator
_MARK = torch.zeros(8, dtype=torch.uint8, device="cpu")
_WRONG_SIZE = "RNG state is wrong size"


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
    if rehearsal.device is MPS:
        _install_state(rehearsal)


def _install_state(rehearsal: Rehearsal) -> None:
    """The state of the device's generator has another size than the CPU's, so that neither is taken for the other."""
    import torch.mps

    default = rehearsal.generator.default
    size = default.get_state().numel() + _MARK.numel()

    def get_rng_state(device="mps"):
        return torch.cat([default.get_state(), _MARK])

    def set_rng_state(new_state, device="mps"):
        if new_state.numel() != size:
            rehearsal.recorder.event("raised", None, _WRONG_SIZE)
            raise RuntimeError(_WRONG_SIZE)
        default.set_state(new_state[: -_MARK.numel()].clone())

    for function in (get_rng_state, set_rng_state):
        setattr(torch.mps, function.__name__, function)
