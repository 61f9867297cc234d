"""Kernels that make tensors: what Metal checks before it gives out memory."""

import math

import torch

from ..device.capsule import ALIGNMENT
from ..device.dispatch import kernel_for
from ..device.number import MPS
from ..dtypes import REFUSED, note_refusal, refuse
from ..rehearsal import Rehearsal
from .results import MOST_DIMENSIONS, TOO_MANY_DIMENSIONS, move_into

_LAYOUT = "only strided tensors are supported on MPS"


def making_kernels(rehearsal: Rehearsal) -> dict:
    """Operator -> kernel."""
    capsules, calls = rehearsal.capsules, rehearsal.recorder.calls
    empty, empty_strided = torch.ops.aten.empty.memory_format, torch.ops.aten.empty_strided.default
    cpu = torch.device("cpu")

    is_metal = rehearsal.device is MPS
    make, deterministic = capsules.empty, torch._C._get_deterministic_algorithms

    def look_at(size, dtype: torch.dtype) -> None:
        if not is_metal:
            if dtype in REFUSED:
                note_refusal(rehearsal, "aten::empty", dtype)
            return
        if dtype in REFUSED:
            refuse(rehearsal, "aten::empty", dtype)
        if len(size) > MOST_DIMENSIONS:
            fail(RuntimeError, TOO_MANY_DIMENSIONS.format(len(size)))
        if rehearsal.memory is not None:
            size_in_bytes = math.prod(size) * dtype.itemsize
            if size_in_bytes > 0 and size_in_bytes >= rehearsal.memory.looks_from:
                rehearsal.memory.before_allocating(-(-size_in_bytes // ALIGNMENT) * ALIGNMENT, capsules.live)

    def fail(kind: type[Exception], message: str) -> None:
        rehearsal.recorder.event("raised", "aten::empty", message)
        raise kind(message)

    def make_empty(size, *, dtype=None, layout=None, device=None, pin_memory=None, memory_format=None):
        calls["aten::empty.memory_format"] += 1
        dtype = dtype or torch.get_default_dtype()
        if is_metal and layout not in (None, torch.strided):
            fail(NotImplementedError, _LAYOUT)
        look_at(size, dtype)
        is_usual = memory_format is None or memory_format is torch.preserve_format
        if is_usual and make is not None and not deterministic():
            return make(size, dtype)
        if is_usual:
            return capsules.on_device(empty(size, dtype=dtype, device=cpu))
        return capsules.on_device(empty(size, dtype=dtype, device=cpu, memory_format=memory_format))

    def make_empty_strided(size, stride, *, dtype=None, layout=None, device=None, pin_memory=None):
        calls["aten::empty_strided"] += 1
        dtype = dtype or torch.get_default_dtype()
        look_at(size, dtype)
        return capsules.on_device(empty_strided(size, stride, dtype=dtype, device=cpu))

    def resize(tensor, size, *, memory_format=None):
        calls["aten::resize_"] += 1
        if memory_format is torch.preserve_format:
            raise RuntimeError("Unsupported memory formatPreserve")
        made = empty(size, dtype=tensor.dtype, device=cpu)
        storage = tensor.untyped_storage()
        if made.numel() + tensor.storage_offset() <= storage.nbytes() // tensor.element_size():
            target = capsules.on_cpu(tensor).as_strided(made.size(), made.stride())
            move_in_place(tensor, target)
            return tensor
        kept = min(tensor.numel(), made.numel())
        if kept:
            made.view(-1)[:kept].copy_(capsules.on_cpu(tensor).reshape(-1)[:kept])
        if memory_format not in (None, torch.contiguous_format):
            made = made.contiguous(memory_format=memory_format)
        look_at(size, tensor.dtype)
        move_into(tensor, capsules.on_device(made))
        return tensor

    def move_in_place(tensor, shape) -> None:
        with torch._C._AutoDispatchBelowAutograd():
            _set(tensor, tensor.untyped_storage(), tensor.storage_offset(), shape.size(), shape.stride())

    return {"empty.memory_format": make_empty, "empty_strided": make_empty_strided, "resize_": resize}


_set = kernel_for(torch.ops.aten.set_.source_Storage_storage_offset, "CPU")
