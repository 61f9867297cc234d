"""What kernels give back: results of the CPU's operators as tensors of the device."""

import sys
import warnings

import torch

from ..device.dispatch import kernel_for
from ..device.number import MPS
from ..dtypes import REFUSED, note_refusal, refuse
from ..rehearsal import Rehearsal
from .sparse import Sparse

MOST_DIMENSIONS = 16
TOO_MANY_DIMENSIONS = "MPS supports tensors with dimensions <= 16, but got {}."

_set = kernel_for(torch.ops.aten.set_.source_Storage_storage_offset, "CPU")


class Results:
    """Wraps results for one rehearsal."""

    def __init__(self, rehearsal: Rehearsal, sparse: Sparse):
        self._rehearsal = rehearsal
        self._sparse = sparse
        self._most_dimensions = MOST_DIMENSIONS if rehearsal.device is MPS else sys.maxsize
        self._refuse = refuse if rehearsal.device is MPS else note_refusal
        self._on_device = rehearsal.capsules.on_device

    def tensor(self, result, name: str):
        """A result, which may be several or none."""
        if isinstance(result, torch.Tensor):
            if result.dtype in REFUSED:
                self._refuse(self._rehearsal, name, result.dtype)
            if result.device.type != "cpu":
                return result
            if result.dim() > self._most_dimensions:
                message = TOO_MANY_DIMENSIONS.format(result.dim())
                self._rehearsal.recorder.event("raised", name, message)
                raise RuntimeError(message)
            return self._sparse.on_device(result) if result.is_sparse else self._on_device(result)
        if isinstance(result, (list, tuple)):
            return type(result)([self.tensor(one, name) for one in result])
        return result

    def into(self, target: torch.Tensor, result: torch.Tensor, name: str) -> None:
        """Puts a result where the caller wants it: into a tensor of the device, which becomes as large as it has to be."""
        if target.size() == result.size():
            self._rehearsal.capsules.on_cpu(target).copy_(result)
            return
        if target.numel() != 0:
            warnings.warn(
                f"An output with one or more elements was resized since it had shape {list(target.size())}, which does not "
                f"match the required output shape {list(result.size())}.",
                stacklevel=3,
            )
        made = self.tensor(result.to(target.dtype).clone(), name)
        move_into(target, made)


def move_into(target: torch.Tensor, made: torch.Tensor) -> None:
    """Makes `target` a tensor of the memory of `made`."""
    with torch._C._AutoDispatchBelowAutograd():
        _set(target, made.untyped_storage(), made.storage_offset(), made.size(), made.stride())
