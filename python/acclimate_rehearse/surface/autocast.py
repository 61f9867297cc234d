"""Autocast in releases that did not have all of it on Metal, or spoke of it in other words."""

import warnings

import torch

from ..rehearsal import Rehearsal

_NO_DEVICE = "User specified an unsupported autocast device_type 'mps'"
_NO_TYPE = "In MPS autocast, but the target dtype is not supported. Disabling autocast.\nMPS Autocast only supports dtype of {} currently."


def install_autocast(rehearsal: Rehearsal) -> None:
    """Refuses what the release refuses: all of it before 2.5, bfloat16 before 2.6, and other types in the words of the release."""
    release = rehearsal.release
    if not release.since(2, 8):
        _scale_in_float64()
    if release.since(2, 10):
        return
    taken = (torch.bfloat16, torch.float16) if release.since(2, 6) else (torch.float16,)
    kind = torch.autocast
    own = kind.__init__

    def begin(self, device_type, dtype=None, enabled=True, *args, **kwargs):
        if device_type == "mps" and not release.since(2, 5):
            rehearsal.recorder.event("raised", None, _NO_DEVICE)
            raise RuntimeError(_NO_DEVICE)
        if device_type == "mps" and enabled and dtype is not None and dtype not in taken:
            # 2.5 takes float16, and speaks of the other.
            said = taken if release.since(2, 6) else (torch.bfloat16,)
            warnings.warn(_NO_TYPE.format(" and ".join(map(str, said))), stacklevel=2)
            enabled = False
        own(self, device_type, dtype, enabled, *args, **kwargs)

    kind.__init__ = begin


def _scale_in_float64() -> None:
    """Before 2.8 gradients were scaled by a number of float64, which Metal refuses."""
    kind = getattr(torch.amp, "GradScaler", None)
    if kind is None:
        return
    own = kind.unscale_

    def unscale_(self, optimizer):
        if self.is_enabled() and self._scale is not None:
            self._scale.double()
        return own(self, optimizer)

    kind.unscale_ = unscale_
