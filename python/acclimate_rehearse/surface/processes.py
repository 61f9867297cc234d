"""How processes start and share tensors on a Mac: anew, and by files."""

import multiprocessing.context as contexts

import torch.multiprocessing

from ..rehearsal import Rehearsal

_STRATEGY = "file_system"
_NOT_SHARED = "_share_filename_: only available on CPU"


def install_processes(rehearsal: Rehearsal) -> None:
    """Makes `spawn` the default, as on a Mac, and the one strategy of sharing that there is."""
    default = contexts._default_context
    if getattr(default, "_default_context", None) is contexts._concrete_contexts.get("fork"):
        default._default_context = contexts._concrete_contexts["spawn"]
    torch.multiprocessing._all_sharing_strategies = {_STRATEGY}
    torch.multiprocessing.get_sharing_strategy = lambda: _STRATEGY
    if not rehearsal.release.since(2, 13):
        _refuse_sharing(rehearsal)


def _refuse_sharing(rehearsal: Rehearsal) -> None:
    """Before 2.13 a tensor of the device was shared as one of the CPU, which fails."""
    kind = torch.UntypedStorage
    share = kind.share_memory_

    def share_memory_(self, *args, **kwargs):
        if self.device.type == rehearsal.device.name:
            rehearsal.recorder.event("raised", None, _NOT_SHARED)
            raise RuntimeError(_NOT_SHARED)
        return share(self, *args, **kwargs)

    kind.share_memory_ = share_memory_
