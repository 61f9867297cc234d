"""Sparse tensors: indices and values are tensors of the device, and operators run on the CPU's sparse tensors of the same memory."""

import torch
from torch.library import Library

from ..device.dispatch import kernel_for
from ..limits.limit import Limits
from ..rehearsal import Rehearsal
from .signature import full_name, overload

# They look at what a sparse tensor is made of and not at its content, so the kernels of the CPU serve.
_PARTS = (
    "_coalesced_",
    "_dimI",
    "_dimV",
    "_indices",
    "_nnz",
    "_sparse_coo_tensor_with_dims",
    "_sparse_coo_tensor_with_dims_and_tensors",
    "_values",
    "dense_dim",
    "indices",
    "is_coalesced",
    "sparse_dim",
    "sparse_resize_",
    "sparse_resize_and_clear_",
    "values",
)
_MISSING = (
    "Could not run '{}' with arguments from the 'SparseMPS' backend. This could be because the operator doesn't exist for this "
    "backend, or was omitted during the selective/custom build process (if using custom build). If you are a Facebook employee "
    "using PyTorch on mobile, please visit https://fburl.com/ptmfixes for possible resolutions."
)


class Sparse:
    """Turns sparse tensors of the CPU into those of the device, and back."""

    def __init__(self, rehearsal: Rehearsal, limits: Limits):
        self._rehearsal = rehearsal
        self._limits = limits
        self._native = rehearsal.release.sparse

    def register(self, results) -> None:
        """Puts kernels for sparse tensors into the dispatcher."""
        if not self._rehearsal.release.since(2, 9):
            # Without a kernel PyTorch says itself that there is none.
            return
        library = Library("aten", "IMPL", "SparseMPS")
        for name in _PARTS:
            operator = overload(name)
            if operator is not None:
                library.impl(name, kernel_for(operator, "SparseCPU"))
        rest = Library("_", "IMPL")

        def run(operator, *args, **kwargs):
            name = full_name(operator)
            self._rehearsal.recorder.calls[name] += 1
            if name.removeprefix("aten::") not in self._native:
                message = _MISSING.format(name)
                self._rehearsal.recorder.event("raised", name, message)
                raise NotImplementedError(message)
            self._limits.check(f"sparse:{name.removeprefix('aten::')}", *args, **kwargs)
            given = [self._to_cpu(one) for one in args]
            named = {key: self._to_cpu(one) for key, one in kwargs.items()}
            found = results.tensor(operator(*given, **named), name)
            return self._written(operator, args, kwargs, found)

        rest.fallback(run, "SparseMPS")
        for name in self._native:
            # What is composed for other tensors would be taken instead of the fallback.
            operator = overload(name)
            if operator is not None and name not in _PARTS and _is_composite(f"aten::{name}"):
                library.impl(name, _with(run, operator))
        self._rehearsal.libraries.extend((library, rest))

    def on_device(self, tensor: torch.Tensor) -> torch.Tensor:
        """A sparse tensor of the CPU as one of the device."""
        move = self._rehearsal.capsules.on_device
        made = torch.sparse_coo_tensor(
            move(tensor._indices().contiguous()), move(tensor._values().contiguous()), tensor.shape, check_invariants=False
        )
        return made._coalesced_(tensor.is_coalesced())

    def _written(self, operator, args, kwargs, found):
        """The tensor that the operator writes into, with what it found; `found` where it makes a new one."""
        for place, argument in enumerate(operator._schema.arguments):
            if argument.alias_info is None or not argument.alias_info.is_write:
                continue
            target = kwargs[argument.name] if argument.kwarg_only else args[place]
            if target.is_sparse:
                _copy(target, found, False)
            else:
                target.copy_(found)
            return target
        return found

    def _to_cpu(self, value):
        if isinstance(value, (list, tuple)):
            return type(value)(self._to_cpu(one) for one in value)
        if isinstance(value, torch.device):
            return torch.device("cpu")
        if not isinstance(value, torch.Tensor) or value.device.type != "mps":
            return value
        on_cpu = self._rehearsal.capsules.on_cpu
        if not value.is_sparse:
            return on_cpu(value)
        indices, values = on_cpu(value._indices()), on_cpu(value._values())
        made = torch.sparse_coo_tensor(indices, values, value.shape, check_invariants=False)
        return made._coalesced_(value.is_coalesced())


def _is_composite(name: str) -> bool:
    return any(_has_kernel(name, key) for key in ("CompositeExplicitAutograd", "CompositeImplicitAutograd"))


def _with(run, operator):
    return lambda *args, **kwargs: run(operator, *args, **kwargs)


_copy = kernel_for(torch.ops.aten.copy_sparse_to_sparse_.default, "SparseCPU")
_has_kernel = torch._C._dispatch_has_kernel_for_dispatch_key
