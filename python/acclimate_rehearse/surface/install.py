"""Python's side of the device: the functions that ask for it, count its memory and make its generators."""

from ..machine import Machine
from ..rehearsal import Rehearsal
from .accelerator import install_accelerator
from .autocast import install_autocast
from .compiling import install_compiling
from .earlier_python import install_earlier_python
from .exchange import install_exchange
from .generators import install_generators
from .later_names import hide_later_names
from .mps import install_mps
from .processes import install_processes
from .storages import install_storages
from .without_cuda import remove_cuda


def install_surface(rehearsal: Rehearsal, machine: Machine) -> None:
    """Replaces what a CPU build says of Metal."""
    remove_cuda()
    install_mps(rehearsal, machine)
    install_accelerator(rehearsal)
    install_generators(rehearsal)
    install_storages(rehearsal.device.name)
    install_compiling(rehearsal)
    install_autocast(rehearsal)
    install_exchange(rehearsal)
    install_processes(rehearsal)
    install_earlier_python(rehearsal)
    hide_later_names(rehearsal)
