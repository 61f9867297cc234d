"""Arguments that Metal takes and the CPU does not, which are turned into such as the CPU takes, and results that lie otherwise."""

import torch

from ..release import Release

_ANY_INDEX = "index_fill_(): Expected dtype int32 or int64 for index"
# Operators by the place of the argument, the number type that Metal takes, and the one that the CPU does.
_INDICES = {f"index_fill{end}.int_{kind}": (2, torch.int32, torch.int64) for end in ("", "_") for kind in ("Scalar", "Tensor")}
_MASKS = {f"masked_fill{end}.{kind}": (1, torch.uint8, torch.bool) for end in ("", "_") for kind in ("Scalar", "Tensor")}


# Their results have other strides on the CPU.
_CONTIGUOUS = ("nonzero",)


def laid_out(operator, name: str):
    """The operator, whose result lies in memory as Metal has it."""
    if name not in _CONTIGUOUS:
        return operator

    def call(*args, **kwargs):
        return operator(*args, **kwargs).contiguous()

    call._schema = operator._schema
    return call


def taking(operator, name: str, release: Release):
    """The operator, which takes what Metal takes in that release."""
    kinds = {**_MASKS, **(_INDICES if _ANY_INDEX in release.texts else {})}
    if name not in kinds:
        return operator
    place, given, taken = kinds[name]

    def call(*args, **kwargs):
        if len(args) > place and args[place].dtype is given:
            args = (*args[:place], args[place].to(taken), *args[place + 1 :])
        return operator(*args, **kwargs)

    call._schema = operator._schema
    return call
