"""Operators of Metal that say when they are not deterministic, if torch.use_deterministic_algorithms asks them to."""

import warnings

import torch

from ..limits.kinds import COMPLEX, FLOATING
from ..rehearsal import Rehearsal

_STRICT = (
    "{} does not have a deterministic implementation, but you set 'torch.use_deterministic_algorithms(True)'. You can turn off "
    "determinism just for this operation, or you can use the 'warn_only=True' option, if that's acceptable for your "
    "application. You can also file an issue at https://github.com/pytorch/pytorch/issues to help us prioritize adding "
    "deterministic support for this operation."
)
_WARN_ONLY = (
    "{} does not have a deterministic implementation, but you set 'torch.use_deterministic_algorithms(True, warn_only=True)'. "
    "You can file an issue at https://github.com/pytorch/pytorch/issues to help us prioritize adding deterministic support for "
    "this operation."
)


def alerts(rehearsal: Rehearsal) -> dict:
    """Operator -> a check to make before it runs. Metal's kernels have said nothing before 2.13, but for kthvalue."""

    def alert(caller: str) -> None:
        if not torch.are_deterministic_algorithms_enabled():
            return
        if torch.is_deterministic_algorithms_warn_only_enabled():
            warnings.warn(_WARN_ONLY.format(caller), UserWarning, stacklevel=4)
            return
        message = _STRICT.format(caller)
        rehearsal.recorder.event("raised", None, message)
        raise RuntimeError(message)

    def kthvalue(*_args, **_named) -> None:
        alert("kthvalue MPS")

    def scatter(tensor, *_args, **_named) -> None:
        # Whole numbers add up to the same in any order.
        if tensor.dtype in FLOATING or tensor.dtype in COMPLEX:
            alert("scatter_reduce_mps")

    def index_put(tensor, indices, values, accumulate=False, *_args, **_named) -> None:
        if accumulate and (tensor.dtype in FLOATING or tensor.dtype in COMPLEX):
            alert("index_put_with_accumulate_mps")

    def index_reduce(tensor, dim, index, source, reduce, *_args, **_named) -> None:
        if reduce in ("prod", "mean") and (tensor.dtype in FLOATING or tensor.dtype in COMPLEX):
            alert("index_reduce_mps")

    def scatter_reduce(tensor, dim, index, source, reduce, *_args, **_named) -> None:
        if reduce in ("sum", "add", "prod", "mean", "multiply"):
            scatter(tensor)

    checks = {"kthvalue.values": kthvalue, "kthvalue": kthvalue}
    if rehearsal.release.since(2, 13):
        checks |= {name: scatter for name in ("scatter_add", "scatter_add_", "scatter_add.out")}
        checks |= {
            name: scatter_reduce
            for name in ("scatter_reduce.two", "scatter_reduce_.two", "scatter_reduce.two_out", "scatter.reduce", "scatter_.reduce")
        }
        checks |= {"_index_put_impl_": index_put}
        checks |= {name: index_reduce for name in ("index_reduce", "index_reduce_", "index_reduce.out")}
    return checks
