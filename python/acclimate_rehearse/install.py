"""Puts the parts of a rehearsal into a PyTorch that was just imported, in their order."""

import json
import sys
from pathlib import Path

import torch

from .device.capsule import Capsules
from .device.guard import install_guard
from .device.heap import keep_memory
from .device.hooks import hide_cuda, install_hooks
from .device.number import CUDA, MPS
from .device.compiled import load
from .device.proof import compiled_library, prove
from .device.vtable import MachineCode
from .idle import watch_training
from .imports import HidingFinder
from .limits.all_limits import ALL_LIMITS
from .limits.limit import Limits
from .machine import Machine
from .memory import Memory
from .operators.register import register_operators
from .random_numbers import Generators
from .random_states import states_of_metal
from .recorder.ran_lines import RanLines
from .recorder.recorder import Recorder
from .recorder.uncaught import watch_uncaught
from .rehearsal import Rehearsal
from .release import release_from
from .steps import stop_after
from .surface.install import install_surface


_KNOWLEDGE = Path(__file__).parent / "knowledge.json"


def install(settings: dict, fallback: bool, ran: RanLines | None, absent: HidingFinder) -> Rehearsal:
    """`settings` are what the command line hands over; `fallback` is whether operators may fall back to the CPU."""
    if not settings.get("isSelfTest"):
        reason = prove(settings)
        if reason is not None:
            sys.stderr.write(f"acclimate: {reason}\n")
            raise SystemExit(2)
    release = release_from(knowledge(), settings.get("torch") or torch.__version__)
    note = {"installedTorch": torch.__version__, "torch": release.version}
    recorder = Recorder(Path(settings["folder"]), note)
    machine = Machine.of(settings)
    device = CUDA if settings.get("pretend") == CUDA.name else MPS
    rehearsal = Rehearsal(release, recorder, None, fallback, settings, device)
    if device is CUDA:
        from .pretended_cuda.install import install_cuda

        install_cuda(rehearsal, machine)
    else:
        _install_metal(rehearsal, machine)
    _tell_of_imports(absent, recorder)
    if ran is not None:
        recorder.before_writing(ran.describe)
    watch_uncaught(recorder)
    watch_training(recorder, device.flag)
    if settings.get("maxSteps"):
        stop_after(settings["maxSteps"], recorder)
    if settings.get("records"):
        from .recorder.trace import Trace

        Trace(recorder, Path(settings["folder"]), device.name).__enter__()
    return rehearsal


def knowledge() -> dict:
    """What is known of all releases."""
    return json.loads(_KNOWLEDGE.read_text("utf-8"))


def _install_metal(rehearsal: Rehearsal, machine: Machine) -> None:
    keep_memory()
    # Backward of a device has a thread of its own, which costs more here than what it does.
    torch.autograd.set_multithreading_enabled(False)
    folder, code = Path(torch.__file__).parent, MachineCode()
    if torch.version.cuda is not None:
        hide_cuda(folder, code)
    install_guard(folder, MPS, code)
    install_hooks(folder, code, pins_on_device=not rehearsal.release.since(2, 14))
    rehearsal.capsules = Capsules(MPS, code)
    _take_compiled(rehearsal)
    rehearsal.generator = Generators(MPS.type, MPS.name, states_of_metal(rehearsal.release.since(2, 5)))
    rehearsal.memory = Memory(rehearsal.recorder, machine, rehearsal.options.get("memoryBudget"), rehearsal.release)
    rehearsal.capsules.grown = rehearsal.memory.grown
    register_operators(rehearsal, Limits(rehearsal, ALL_LIMITS))
    install_surface(rehearsal, machine)


def _take_compiled(rehearsal: Rehearsal) -> None:
    """A self-test takes the library that it is told to try, and none otherwise."""
    tried = rehearsal.options.get("compiled")
    if tried is None and rehearsal.options.get("isSelfTest"):
        return
    library = Path(tried) if tried is not None else compiled_library()
    aliases = load(library) if library.exists() else None
    if aliases is not None:
        rehearsal.capsules.take(aliases)


def _tell_of_imports(absent: HidingFinder, recorder: Recorder) -> None:
    def refused(module: str, library: str) -> None:
        recorder.event("import-refused", None, f"import {module}: {library} does not exist for Macs")

    for module, library in absent.refused:
        refused(module, library)
    absent.found = refused
