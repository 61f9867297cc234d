"""Indices out of range: Metal reports them after the fact, in words of its own, and older releases not at all."""

import torch

from ..rehearsal import Rehearsal

_MESSAGE = "index {} is out of bounds: {}, range 0 to {}"
_SILENT = "an index is out of range; PyTorch {} reads or writes other memory on Metal without a word"
_SELECTS = ("index_select", "index_select.out", "embedding")
_INDEXES = ("index.Tensor", "index.Tensor_out", "_index_put_impl_")
REPORTED = frozenset((*_SELECTS, *_INDEXES, "_embedding_bag", "_embedding_bag_forward_only"))


def reporting(operator, name: str, rehearsal: Rehearsal):
    """The operator with the errors of Metal instead of the CPU's."""
    short = name.removeprefix("aten::")
    reports = rehearsal.release.since(2, 10)
    kind = getattr(torch, "AcceleratorError", RuntimeError)

    def call(*args, **kwargs):
        try:
            return operator(*args, **kwargs)
        except (IndexError, RuntimeError) as error:
            if "out of range" not in str(error) and "out of bounds" not in str(error):
                raise
            if not reports:
                rehearsal.recorder.event("wrong-there", name, _SILENT.format(rehearsal.release.version))
                raise
            message = _MESSAGE.format(*_offending(short, args))
            rehearsal.recorder.event("raised", name, message)
            raise kind(message) from None

    call._schema = operator._schema
    return call


def _offending(name: str, args) -> tuple[int, int, int]:
    """The first index out of range, its dimension and how many there are."""
    if name in _INDEXES:
        pairs = [(place, index) for place, index in enumerate(args[1]) if index is not None and index.dtype is not torch.bool]
    elif name == "index_select" or name == "index_select.out":
        pairs = [(args[1] % max(1, args[0].dim()), args[2])]
    else:
        pairs = [(0, args[1])]
    for dimension, index in pairs:
        size = args[0].size(dimension)
        outside = index[(index >= size) | (index < (-size if name in _INDEXES else 0))]
        if outside.numel():
            return int(outside.flatten()[0]), dimension, size
    return -1, 0, args[0].size(0)
