"""Arguments that do not go together, of which a kernel speaks in other words than the CPU's: lengths, indices, masks, steps."""

import torch

from .kinds import name_of
from .limit import Limit

_CTC = ("_ctc_loss", "_ctc_loss.Tensor")
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


def _not_indices(tensor, dim, index, *_rest, **_named) -> bool:
    return index.dtype not in _INDICES


def _not_a_mask(tensor, mask, *_rest, **_named):
    return False if mask.dtype in _MASKS else name_of(mask.dtype)


def _without_step(start, end, step=1, *_rest, **_named) -> bool:
    return step == 0


ARGUMENTS = (
    Limit(_CTC, "Expected input_lengths to be in [0, ", _beyond_input),
    Limit(_CTC, "Expected target_lengths to have value at least 0, but got value ", _negative_target),
    Limit(("repeat_interleave.Tensor",), "repeats has to be Long or Int tensor", lambda repeats, **_named: repeats.dtype not in _INDICES),
    Limit(("index_fill*", "index_fill_*"), "index_fill_(): Expected dtype int32 or int64 for index", _not_indices),
    Limit(_MASKED, "expected mask dtype to be Bool but got ", _not_a_mask),
    Limit(("arange.start_out",), "step must be nonzero", _without_step),
)
