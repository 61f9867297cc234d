"""Max pooling in three dimensions, and what undoes pooling: they look at their sizes in words of their own."""

from .limit import Limit

_POOL = ("max_pool3d_with_indices",)
_DIMENSIONS = 3


def _window(kernel_size, stride=(), padding=0, dilation=1, *_rest) -> dict[str, list[int]]:
    """Sizes by argument, those of one number as they are."""
    given = {"kernel_size": kernel_size, "stride": stride, "padding": padding, "dilation": dilation}
    return {name: list(size) if isinstance(size, (list, tuple)) else [size] for name, size in given.items()}


def _of_another_length(name: str):
    def refuses(tensor, *window):
        length = len(_window(*window)[name])
        is_omitted = name == "stride" and length == 0
        return length not in (1, _DIMENSIONS) and not is_omitted and f"{_DIMENSIONS} ints"

    return refuses


def _without_stride(tensor, *window) -> bool:
    return 0 in _window(*window)["stride"]


def _negative_padding(tensor, *window) -> bool:
    return min(_window(*window)["padding"]) < 0


def _padding_too_wide(tensor, *window) -> bool:
    sizes = {name: size * _DIMENSIONS if len(size) == 1 else size for name, size in _window(*window).items()}
    rows = zip(sizes["kernel_size"], sizes["padding"], sizes["dilation"], strict=False)
    return any(pad > ((kernel - 1) * step + 1) // 2 for kernel, pad, step in rows)


def _of_another_count(count: int):
    def refuses(tensor, indices, size, *_rest, **_named):
        return len(size) != count and f"{count} elements but got {len(size)}"

    return refuses


def _limit(text: str, refuses) -> Limit:
    return Limit(_POOL, text, refuses, f"max_pool3d{text}{{}}")


POOLING = (
    *(Limit((f"max_unpool{count}d",), "There should be exactly ", _of_another_count(count)) for count in (2, 3)),
    _limit(": kernel_size must either be a single int, or a tuple of ", _of_another_length("kernel_size")),
    _limit(": stride must either be omitted, a single int, or a tuple of ", _of_another_length("stride")),
    _limit(": padding must either be a single int, or a tuple of ", _of_another_length("padding")),
    _limit(": dilation must be either a single int, or a tuple of ", _of_another_length("dilation")),
    _limit(": stride should not be zero", _without_stride),
    _limit(": pad must be non-negative", _negative_padding),
    _limit(": pad should be at most half of effective kernel size", _padding_too_wide),
)
