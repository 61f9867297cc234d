"""Indices out of range: Metal reports them after the fact, in words of its own, and many releases and operators not at all."""

import torch

from ..rehearsal import Rehearsal

_MESSAGE = "index {} is out of bounds: {}, range 0 to {}"
_SILENT = "an index is out of range; PyTorch {} reads or writes other memory on Metal without a word"
_SELECTS = ("index_select", "index_select.out", "embedding")
_INDEXES = ("index.Tensor", "index.Tensor_out", "_index_put_impl_")
_BAGS = ("_embedding_bag", "_embedding_bag_forward_only")
_ADDS = ("index_add", "index_add_", "index_add.out")
# These read and write without a look.
_NEVER = (
    *(f"{name}{end}" for name in ("index_copy", "index_reduce") for end in ("", "_", ".out")),
    *(f"index_fill_.int_{kind}" for kind in ("Scalar", "Tensor")),
)
REPORTED = frozenset((*_SELECTS, *_INDEXES, *_BAGS, *_ADDS, *_NEVER))
_WRITES = frozenset((*_ADDS, *_NEVER))


def reporting(operator, name: str, rehearsal: Rehearsal):
    """The operator with what Metal does of a wrong index instead of the CPU's error."""
    short = name.removeprefix("aten::")
    reports = _reports(short, rehearsal.release)
    kind = getattr(torch, "AcceleratorError", RuntimeError)

    def call(*args, **kwargs):
        try:
            return operator(*args, **kwargs)
        except (IndexError, RuntimeError) as error:
            if not any(words in str(error) for words in ("out of range", "out of bounds", "not in the valid range")):
                raise
            if not reports:
                rehearsal.recorder.event("wrong-there", name, _SILENT.format(rehearsal.release.version))
                return _without_a_word(operator, short, list(args), kwargs)
            message = _MESSAGE.format(*_offending(short, args))
            rehearsal.recorder.event("raised", name, message)
            raise kind(message) from None

    call._schema = operator._schema
    return call


def _reports(short: str, release) -> bool:
    """Whether the kernels of a release look at the indices."""
    if short in _NEVER:
        return False
    if short in _INDEXES or short in _BAGS:
        return release.since(2, 10)
    # Made of MPSGraph's gather and scatter until then, which take zero for what is not there and leave out the rest.
    return release.since(2, 14)


def _without_a_word(operator, short: str, args: list, kwargs: dict):
    """The result where indices out of range read zeros, and write nowhere."""
    if short in _INDEXES:
        return _indexed(operator, short, args, kwargs)
    place = 2 if short in _WRITES or short.startswith("index_select") else 1
    index = args[place]
    size = args[0].size(args[1]) if place == 2 else args[0].size(0)
    outside = (index < 0) | (index >= size)
    if short in _WRITES:
        inside = (~outside).reshape(-1).nonzero().reshape(-1)
        args[place] = index.reshape(-1)[inside]
        if len(args) > 3 and isinstance(args[3], torch.Tensor) and args[3].dim():
            args[3] = args[3].index_select(args[1], inside)
        return operator(*args, **kwargs)
    args[place] = index.masked_fill(outside, 0)
    result = operator(*args, **kwargs)
    if short in _BAGS:
        return result
    selected = outside.reshape(-1).nonzero().reshape(-1)
    if short == "embedding":
        return result.masked_fill(outside.unsqueeze(-1), 0)
    return result.index_fill(args[1], selected, 0) if result.dim() else torch.zeros_like(result)


def _indexed(operator, short: str, args: list, kwargs: dict):
    tensor, indices = args[0], list(args[1])
    outside = None
    for place, index in enumerate(indices):
        if index is None or index.dtype is torch.bool:
            continue
        size = tensor.size(place)
        wrong = (index >= size) | (index < -size)
        outside = wrong if outside is None else outside | wrong
        indices[place] = index.masked_fill(wrong, 0)
    args[1] = indices
    if short == "_index_put_impl_":
        # What would be written elsewhere is written nowhere: the place that stands in for it keeps what it has.
        kept = torch.ops.aten.index.Tensor(tensor, indices)
        if outside is not None and outside.shape == kept.shape[: outside.dim()]:
            mask = outside.reshape(*outside.shape, *[1] * (kept.dim() - outside.dim()))
            args[2] = torch.where(mask, kept, args[2])
        return operator(*args, **kwargs)
    return operator(*args, **kwargs)


def _offending(name: str, args) -> tuple[int, int, int]:
    """The first index out of range, its dimension and how many there are."""
    if name in _INDEXES:
        pairs = [(place, index) for place, index in enumerate(args[1]) if index is not None and index.dtype is not torch.bool]
    elif name.startswith(("index_select", "index_add")):
        pairs = [(args[1] % max(1, args[0].dim()), args[2])]
    else:
        pairs = [(0, args[1])]
    for dimension, index in pairs:
        size = args[0].size(dimension)
        outside = index[(index >= size) | (index < (-size if name in _INDEXES else 0))]
        if outside.numel():
            return int(outside.flatten()[0]), dimension, size
    return -1, 0, args[0].size(0)
