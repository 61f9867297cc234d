"""`torch.accelerator`: the device that is there, whatever its name."""

import torch

from ..rehearsal import Rehearsal


def install_accelerator(rehearsal: Rehearsal) -> None:
    """Answers for one device. What a release does not have stays away."""
    device = torch.device(rehearsal.device.name)
    torch._C._get_accelerator = lambda check=None: device
    accelerator = getattr(torch, "accelerator", None)
    if accelerator is None:
        return
    answers = {
        "_accelerator_getAccelerator": lambda: device,
        "_accelerator_getDeviceIndex": lambda: 0,
        "_accelerator_setDeviceIndex": lambda index: None,
        "_accelerator_synchronizeDevice": lambda index: None,
        "_accelerator_isAllocatorInitialized": lambda: True,
        "_accelerator_emptyCache": lambda: None,
    }
    for name, answer in answers.items():
        if hasattr(torch._C, name):
            setattr(torch._C, name, answer)
    functions = {
        "is_available": lambda: True,
        "device_count": lambda: 1,
        "current_accelerator": lambda check_available=False: device,
        "synchronize": lambda device=None: None,
        "current_device_index": lambda: 0,
        # Before 2.13 these say that Metal's allocator is not one of theirs, as a CPU build does.
        **(_memory(rehearsal) if rehearsal.release.since(2, 13) else {}),
    }
    for name, answer in functions.items():
        if hasattr(accelerator, name):
            setattr(accelerator, name, answer)


def _memory(rehearsal: Rehearsal) -> dict:
    memory, capsules = rehearsal.memory, rehearsal.capsules

    def statistics(device_index=None) -> dict:
        now, most = {"current": capsules.live, "peak": memory.peak}, max(capsules.live, memory.peak)
        kinds = {"allocated_bytes": now, "reserved_bytes": {"current": most, "peak": memory.peak}}
        return {f"{kind}.all.{name}": size for kind, sizes in kinds.items() for name, size in sizes.items()}

    def forget_peak(device_index=None) -> None:
        memory.peak = capsules.live

    return {
        "memory_allocated": lambda device_index=None: capsules.live,
        "max_memory_allocated": lambda device_index=None: memory.peak,
        "memory_reserved": lambda device_index=None: max(capsules.live, memory.peak),
        "max_memory_reserved": lambda device_index=None: memory.peak,
        "memory_stats": statistics,
        "get_memory_info": lambda device_index=None: (max(0, memory.recommended - capsules.live), memory.recommended),
        "reset_peak_memory_stats": forget_peak,
        "reset_accumulated_memory_stats": lambda device_index=None: None,
        "empty_cache": lambda: None,
    }
