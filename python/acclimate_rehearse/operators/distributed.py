"""Collectives: on Metal they never fall back, whatever the variable says."""

from ..rehearsal import Rehearsal
from .signature import full_name

_COLLECTIVES = (
    "The distributed operator '{}' is not currently implemented for the MPS device. If you want this op to be considered for "
    "addition please comment on https://github.com/pytorch/pytorch/issues/141287 and mention use-case, that resulted in missing "
    "op as well as commit hash {}. Please note, that distributed operators can not fall back to CPU"
)


def refuse_collective(rehearsal: Rehearsal, operator) -> None:
    """Raises for an operator of torch.distributed."""
    name = full_name(operator)
    message = _COLLECTIVES.format(name, rehearsal.release.revision[:11])
    rehearsal.recorder.event("raised", name, message)
    raise NotImplementedError(message)
