"""Number types for which Metal has no function, though the CPU has a kernel: what the library says when it looks for one."""

from collections.abc import Callable

import torch

from ..limits.limit import Limits
from ..rehearsal import Rehearsal
from .lacking import IN_METAL, NO_FUNCTION

# Operators by the name of their function, as the table of functions has it, and as Metal is asked for it.
_NAMES = {
    "renorm": ("renorm_{}", "renorm_{0}"),
    "silu": ("silu", "silu_dense_{0}_{0}"),
    "unfold_backward": ("unfold_backward_{}", "unfold_backward_{0}"),
    "upsample_bicubic2d": ("upsample_bicubic2d_{}", "upsample_bicubic2d_{0}"),
    "upsample_linear1d": ("upsample_linear1d_{}", "upsample_linear1d_{0}"),
    "upsample_nearest3d": ("upsample_nearest_3d_{}", "upsample_nearest_3d_{0}"),
    "upsample_trilinear3d": ("upsample_trilinear_{}", "upsample_trilinear_{0}"),
}


def function_check(name: str, rehearsal: Rehearsal, limits: Limits) -> Callable | None:
    """What raises for the types that an operator's function is not there for; none where the release is not known to have one."""
    row, asked = _NAMES.get(name.partition(".")[0].rstrip("_"), ("", ""))
    taken = rehearsal.release.functions.get(row)
    if taken is None:
        return None

    def check(tensor: torch.Tensor, *_rest, **_named) -> None:
        dtype = str(tensor.dtype).removeprefix("torch.")
        if dtype not in taken and tensor.numel() > 0:
            limits.fail(f"aten::{name}", RuntimeError, NO_FUNCTION.format(asked.format(IN_METAL.get(dtype, dtype))))

    return check
