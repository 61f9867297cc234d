"""Kernels that copy between the devices, or give another view of the same memory."""

from operator import attrgetter

import torch

from ..device.dispatch import kernel_for
from ..device.number import MPS
from ..dtypes import EIGHT_BITS, REFUSED, refuse
from ..rehearsal import Rehearsal
from .signature import overload

# They look at a tensor's sizes and strides and never at its content, so the CPU's own kernels serve.
_VIEWS = (
    "_reshape_alias",
    "as_strided",
    "is_set_to",
    "set_",
    "set_.source_Storage",
    "set_.source_Storage_storage_offset",
    "set_.source_Tensor",
    "unfold",
    "view",
    "view_as_complex",
    "view_as_real",
    "view.dtype",
)


def moving_kernels(rehearsal: Rehearsal) -> dict:
    """Operator -> kernel."""
    is_metal = rehearsal.device is MPS
    is_there = attrgetter(rehearsal.device.flag)
    on_cpu, calls = rehearsal.capsules.on_cpu, rehearsal.recorder.calls
    copy, read = torch.ops.aten.copy_.default, torch.ops.aten._local_scalar_dense.default

    def copy_(target, source, non_blocking=False):
        calls["aten::copy_"] += 1
        if is_metal and target.dtype is not source.dtype:
            for tensor in (source, target):
                # Another view of bytes may be of a type that nothing is computed in.
                if tensor.dtype in EIGHT_BITS or (tensor.dtype in REFUSED and is_there(tensor)):
                    refuse(rehearsal, "aten::copy_", tensor.dtype)
        copy(
            on_cpu(target) if is_there(target) else target,
            on_cpu(source) if is_there(source) else source,
            False,
        )
        return target

    def copy_from(source, target, non_blocking=False):
        return copy_(target, source)

    def item(tensor):
        calls["aten::_local_scalar_dense"] += 1
        return read(on_cpu(tensor))

    views = {name: kernel_for(operator, "CPU") for name in _VIEWS if (operator := overload(name)) is not None}
    views["as_strided"] = rehearsal.capsules.of_views(views["as_strided"])
    return {
        **views,
        "copy_": copy_,
        "_copy_from": copy_from,
        "_copy_from_and_resize": copy_from,
        "_local_scalar_dense": item,
    }

