"""Histograms: what their kernel asks of the weights."""

from .limit import Limit

_MADE = tuple(f"histogram.{kind}{out}" for kind in ("bin_ct", "bins_tensor") for out in ("", "_out"))
_MANY = ("_histogramdd_from_bin_cts", "_histogramdd_from_bin_cts.out", "_histogramdd_from_bin_tensors")


def _has_scattered_weights(*_given, weight=None, **_named) -> bool:
    return weight is not None and not weight.reshape(-1).is_contiguous()


HISTOGRAMS = (
    Limit((*_MADE, *_MANY), "histogramdd(): weight should be contiguous on MPS", _has_scattered_weights),
)
