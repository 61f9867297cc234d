"""What PyTorch's own Python did otherwise in releases before the one installed."""

import sys

import torch.optim
import torch.utils.data.dataloader as loading

from ..rehearsal import Rehearsal

_NAME = "_get_fused_kernels_supported_devices"


def install_earlier_python(rehearsal: Rehearsal) -> None:
    """Takes back what came later: fused optimizers with 2.5, and that memory is asked to be pinned, in vain, with 2.7."""
    if not rehearsal.release.since(2, 5):
        _without_fused(rehearsal.device.name)
    if not rehearsal.release.since(2, 7):
        _pin_for_cuda_alone()


def _without_fused(device: str) -> None:
    # No attribute of its package.
    module = sys.modules["torch.optim.optimizer"]
    own = getattr(module, _NAME, None)
    if own is not None:
        setattr(module, _NAME, lambda: [name for name in own() if name != device])


def _pin_for_cuda_alone() -> None:
    kind = loading._BaseDataLoaderIter
    own = kind.__init__

    def begin(self, loader) -> None:
        asked = loader.pin_memory
        loader.pin_memory = asked and bool(loader.pin_memory_device)
        try:
            own(self, loader)
        finally:
            loader.pin_memory = asked

    kind.__init__ = begin
