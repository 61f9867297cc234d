"""What the parts of a rehearsal have in common, in one object."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .device.number import MPS, DeviceNumber
from .machine import macos_of
from .release import Release

if TYPE_CHECKING:
    from .device.capsule import Capsules
    from .recorder.recorder import Recorder


@dataclass
class Rehearsal:
    """`fallback`: whether PYTORCH_ENABLE_MPS_FALLBACK was set when the program first imported torch."""

    release: Release
    recorder: Recorder
    capsules: Capsules
    fallback: bool
    options: dict
    device: DeviceNumber = MPS
    # Keeps registrations of kernels alive.
    libraries: list = field(default_factory=list)
    generator: object = None
    memory: object = None

    @property
    def macos(self) -> tuple[int, ...]:
        """The macOS that is pretended."""
        return macos_of(self.options)
