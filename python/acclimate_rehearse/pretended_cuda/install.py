"""A stand-in for CUDA instead of Metal: programs that insist on it run, and are told what they use before they are ported."""

from pathlib import Path

import torch

from ..device.capsule import Capsules
from ..device.guard import install_guard
from ..device.hooks import install_cuda_hooks
from ..device.number import CUDA
from ..device.vtable import MachineCode
from ..memory import Memory
from ..random_numbers import Generators
from ..random_states import states_of_cuda
from ..rehearsal import Rehearsal
from ..surface.accelerator import install_accelerator
from ..surface.compiling import install_compiling
from ..surface.generators import install_generators
from ..surface.storages import install_storages
from .operators import register_operators
from .surface import install_surface
from .used import watch_use


def install_cuda(rehearsal: Rehearsal, machine) -> None:
    """Puts the device and what Python asks about it into PyTorch. `rehearsal.capsules` is made here."""
    folder, code = Path(torch.__file__).parent, MachineCode()
    torch.cuda._lazy_init = lambda: None
    install_guard(folder, CUDA, code)
    install_cuda_hooks(folder, code)
    rehearsal.capsules = Capsules(CUDA, code)
    rehearsal.generator = Generators(CUDA.type, CUDA.name, states_of_cuda())
    rehearsal.memory = Memory(rehearsal.recorder, machine, None, rehearsal.release)
    rehearsal.capsules.grown = rehearsal.memory.noted
    watch_use(rehearsal)
    register_operators(rehearsal)
    install_surface(rehearsal, machine)
    install_accelerator(rehearsal)
    install_generators(rehearsal)
    install_storages(CUDA.name)
    install_compiling(rehearsal)
