"""What a build for CUDA has and one for Macs has not: programs ask for it to find out where they are."""

import importlib
import sys

import torch
import torch.distributed
from torch._utils import _dummy_type

# Functions of C++ that a build for CUDA alone has begin with this, but for some that PyTorch's Python puts into every other build.
_OF_CUDA = "_cuda_"
_IN_ALL = ("CUDAAllocator", "beginAllocate", "endAllocate", "isCurrentStreamCapturing", "releasePool")
_FLAGS = ("_has_cuda", "_has_cudnn", "_has_magma")
# Classes that cannot be made without CUDA.
_CLASSES = ("Event", "ExternalStream", "CUDAGraph")
_NVTX = "torch.cuda.nvtx"


def remove_cuda() -> None:
    """Takes away what tells a build for CUDA; nothing is changed in others."""
    if torch.version.cuda is None:
        return
    torch.version.cuda = None
    for name in [name for name in dir(torch._C) if _is_of_cuda(name)]:
        delattr(torch._C, name)
    for name in _FLAGS:
        if hasattr(torch._C, name):
            setattr(torch._C, name, False)
    if hasattr(torch.cuda.device_count, "cache_clear"):
        torch.cuda.device_count.cache_clear()
    torch.cuda._cached_device_count = None
    for name in _CLASSES:
        if hasattr(torch.cuda, name):
            getattr(torch.cuda, name).__new__ = _dummy_type(name).__new__
    _remove_nvtx()
    _remove_nccl()


def _is_of_cuda(name: str) -> bool:
    return name == "_CudaDeviceProperties" or (name.startswith(_OF_CUDA) and not name.removeprefix(_OF_CUDA).startswith(_IN_ALL))


def _remove_nvtx() -> None:
    """Lets PyTorch's own Python see that it is not there."""
    if hasattr(torch._C, "_nvtx"):
        del torch._C._nvtx
    sys.modules.pop("torch._C._nvtx", None)
    if _NVTX in sys.modules:
        importlib.reload(sys.modules[_NVTX])


def _remove_nccl() -> None:
    collectives = getattr(torch._C, "_distributed_c10d", None)
    if collectives is not None and hasattr(collectives, "ProcessGroupNCCL"):
        del collectives.ProcessGroupNCCL
    module = getattr(torch.distributed, "distributed_c10d", None)
    if hasattr(module, "_NCCL_AVAILABLE"):
        module._NCCL_AVAILABLE = False
