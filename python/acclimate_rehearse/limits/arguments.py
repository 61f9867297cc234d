"""Arguments that do not go together, of which a kernel speaks in other words than the CPU's: lengths, indices, masks, steps."""

import torch

from .kinds import name_of
from .limit import Limit

_CTC = ("_ctc_loss", "_ctc_loss.Tensor")
_BAGS = ("_embedding_bag", "_embedding_bag_forward_only")
_INDICES = (torch.int32, torch.int64)
_MASKS = (torch.bool, torch.uint8)
_MASKED = ("masked_fill*", "masked_fill_*")


def _beyond_input(log_probabilities, targets, lengths, *_rest, **_named):
    """The most that a length of the input may be, and the first that is more."""
    most = log_probabilities.size(0)
    found = next((int(length) for length in lengths if not 0 <= int(length) <= most), None)
    return found is not None and f"{most}], but got value {found} (while checking arguments for ctc_loss_mps)"


def _negative_target(log_probabilities, targets, lengths, target_lengths, *_rest, **_named):
    found = next((int(length) for length in target_lengths if int(length) < 0), None)
    return found is not None and f"{found} (while checking arguments for ctc_loss_mps)"


def _of_other_dimensions(count: int, *more: int):
    return lambda tensor, *_rest, **_named: tensor.dim() not in (count, *more)


def _targets_of_other_dimensions(log_probabilities, targets, *_rest, **_named) -> bool:
    return targets.dim() not in (1, 2)


def _fewer_targets(log_probabilities, targets, lengths, target_lengths, *_rest, **_named):
    """The longest, and how long the rows of targets are."""
    longest = max((int(length) for length in target_lengths), default=0)
    if targets.dim() != 2 or targets.size(1) >= longest:
        return False
    return f"{longest} at dimension 1, but got size {targets.size(1)} (while checking arguments for ctc_loss_mps)"


def _bags_of_other_dimensions(weight, indices, *_rest, **_named):
    return indices.dim() != 1 and str(indices.dim())


def _without_last_offset(weight, indices, offsets, *rest, include_last_offset=False, **_named) -> bool:
    includes = rest[4] if len(rest) > 4 else include_last_offset
    return bool(includes) and offsets.dim() == 1 and offsets.numel() == 0


def _not_indices(tensor, dim, index, *_rest, **_named) -> bool:
    return index.dtype not in _INDICES


def _not_a_mask(tensor, mask, *_rest, **_named):
    return False if mask.dtype in _MASKS else name_of(mask.dtype)


def _without_step(start, end, step=1, *_rest, **_named) -> bool:
    return step == 0


ARGUMENTS = (
    Limit(_CTC, "log_probs must be 3-D (T, N, C)", _of_other_dimensions(3)),
    Limit(_CTC, "targets must have 1 or 2 dims", _targets_of_other_dimensions),
    Limit(_CTC, "Expected input_lengths to be in [0, ", _beyond_input),
    Limit(_CTC, "Expected target_lengths to have value at least 0, but got value ", _negative_target),
    Limit(_CTC, "Expected targets to have size at least ", _fewer_targets),
    Limit(_BAGS, "input has to be a 1D Tensor, but got Tensor of dimension ", _bags_of_other_dimensions),
    Limit(_BAGS, "include_last_offset: number of offsets should be at least 1", _without_last_offset),
    Limit(("repeat_interleave.Tensor",), "repeats has to be Long or Int tensor", lambda repeats, **_named: repeats.dtype not in _INDICES),
    Limit(("index_fill*", "index_fill_*"), "index_fill_(): Expected dtype int32 or int64 for index", _not_indices),
    Limit(_MASKED, "expected mask dtype to be Bool but got ", _not_a_mask),
    Limit(("arange.start_out",), "step must be nonzero", _without_step),
)
