"""What a build for CUDA has and one for Macs has not: programs ask for it to find out where they are."""

import torch
import torch.distributed

# By these PyTorch's own Python finds out whether it was built for CUDA.
_OF_CUDA = ("_cuda_getDeviceCount", "_cuda_init", "_CudaDeviceProperties")
_FLAGS = ("_has_cuda", "_has_cudnn", "_has_magma")


def remove_cuda() -> None:
    """Takes away what tells a build for CUDA; nothing is changed in others."""
    if torch.version.cuda is None:
        return
    torch.version.cuda = None
    for name in _OF_CUDA:
        if hasattr(torch._C, name):
            delattr(torch._C, name)
    for name in _FLAGS:
        if hasattr(torch._C, name):
            setattr(torch._C, name, False)
    if hasattr(torch.cuda.device_count, "cache_clear"):
        torch.cuda.device_count.cache_clear()
    torch.cuda._cached_device_count = None
    _remove_nccl()


def _remove_nccl() -> None:
    collectives = getattr(torch._C, "_distributed_c10d", None)
    if collectives is not None and hasattr(collectives, "ProcessGroupNCCL"):
        del collectives.ProcessGroupNCCL
    module = getattr(torch.distributed, "distributed_c10d", None)
    if hasattr(module, "_NCCL_AVAILABLE"):
        module._NCCL_AVAILABLE = False
