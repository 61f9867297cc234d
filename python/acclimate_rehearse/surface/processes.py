"""How processes start and share tensors on a Mac: anew, and by files."""

import multiprocessing.context as contexts

import torch.multiprocessing

_STRATEGY = "file_system"


def install_processes() -> None:
    """Makes `spawn` the default, as on a Mac, and the one strategy of sharing that there is."""
    default = contexts._default_context
    if getattr(default, "_default_context", None) is contexts._concrete_contexts.get("fork"):
        default._default_context = contexts._concrete_contexts["spawn"]
    torch.multiprocessing._all_sharing_strategies = {_STRATEGY}
    torch.multiprocessing.get_sharing_strategy = lambda: _STRATEGY
