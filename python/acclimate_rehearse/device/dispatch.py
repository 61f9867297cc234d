"""Calls the kernel that an operator has for another device, whatever the device of its arguments."""

from collections.abc import Callable

import torch


def kernel_for(operator, key: str) -> Callable:
    """The operator's kernel for a dispatch key: `CPU`, `SparseCPU`."""
    dispatch_key = getattr(torch._C.DispatchKey, key)
    if hasattr(operator, "redispatch"):
        keys = torch._C.DispatchKeySet(dispatch_key)
        redispatch = operator.redispatch
        return lambda *args, **kwargs: redispatch(keys, *args, **kwargs)
    # PyTorch 2.2
    call = operator._op_dk
    return lambda *args, **kwargs: call(dispatch_key, *args, **kwargs)
