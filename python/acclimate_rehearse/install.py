"""Puts the parts of a rehearsal into a PyTorch that was just imported, in their order."""

import json
import sys
from pathlib import Path

import torch

from .device.capsule import Capsules
from .device.guard import install_guard
from .device.hooks import install_hooks
from .device.number import MPS
from .device.proof import prove
from .device.vtable import MachineCode
from .limits.all_limits import ALL_LIMITS
from .limits.limit import Limits
from .machine import Machine
from .memory import Memory
from .operators.register import register_operators
from .random_numbers import Generators
from .recorder.recorder import Recorder
from .rehearsal import Rehearsal
from .release import release_from
from .surface.install import install_surface


def install(settings_file: str, fallback: bool) -> Rehearsal:
    """`settings_file` is what the command line hands over; `fallback` whether operators may fall back to the CPU."""
    settings = json.loads(Path(settings_file).read_text("utf-8"))
    if not settings.get("isSelfTest"):
        reason = prove(settings)
        if reason is not None:
            sys.stderr.write(f"acclimate: {reason}\n")
            raise SystemExit(2)
    knowledge = json.loads(Path(settings["knowledge"]).read_text("utf-8"))
    release = release_from(knowledge, settings.get("torch") or torch.__version__)
    note = {"installedTorch": torch.__version__, "torch": release.version}
    recorder = Recorder(Path(settings["folder"]), note)
    code = MachineCode()
    capsules = _device(code, pins_on_device=not release.since(2, 14))
    rehearsal = Rehearsal(release, recorder, capsules, fallback, settings)
    rehearsal.generator = Generators(MPS.type, MPS.name)
    machine = Machine.of(settings)
    rehearsal.memory = Memory(recorder, machine.recommended, settings.get("memoryBudget"), machine.largest_buffer)
    capsules.grown = rehearsal.memory.grown
    register_operators(rehearsal, Limits(rehearsal, ALL_LIMITS))
    install_surface(rehearsal, machine)
    return rehearsal


def _device(code: MachineCode, pins_on_device: bool) -> Capsules:
    folder = Path(torch.__file__).parent
    install_guard(folder, MPS, code)
    install_hooks(folder, code, pins_on_device)
    return Capsules(MPS, code)
