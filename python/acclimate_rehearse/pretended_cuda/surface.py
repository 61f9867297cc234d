"""What programs ask `torch.cuda`: one device of a recent kind, without streams to wait for."""

import contextlib
import time
from types import SimpleNamespace

import torch

from ..machine import Machine
from ..rehearsal import Rehearsal

_NAME = "CUDA device that Acclimate pretends"
_CAPABILITY = (8, 0)
_VERSION = "12.8"


def install_surface(rehearsal: Rehearsal, machine: Machine) -> None:
    """Replaces what a CPU build says of CUDA."""
    cuda = torch.cuda
    torch.version.cuda = torch.version.cuda or _VERSION
    properties = SimpleNamespace(
        name=_NAME,
        major=_CAPABILITY[0],
        minor=_CAPABILITY[1],
        total_memory=machine.memory,
        multi_processor_count=108,
        warp_size=32,
        is_integrated=False,
    )
    stream = _Stream()
    answers = {
        "is_available": lambda: True,
        "is_initialized": lambda: True,
        "init": lambda: None,
        "device_count": lambda: 1,
        "current_device": lambda: 0,
        "set_device": lambda device: None,
        "_exchange_device": lambda device: 0,
        "_maybe_exchange_device": lambda device: 0,
        "synchronize": lambda device=None: None,
        "ipc_collect": lambda: None,
        "get_device_name": lambda device=None: _NAME,
        "get_device_capability": lambda device=None: _CAPABILITY,
        "get_device_properties": lambda device=None: properties,
        "get_arch_list": lambda: ["sm_80"],
        "is_bf16_supported": lambda including_emulation=True: True,
        "can_device_access_peer": lambda device, peer: False,
        "Stream": _Stream,
        "Event": _Event,
        "current_stream": lambda device=None: stream,
        "default_stream": lambda device=None: stream,
        "set_stream": lambda stream: None,
        "stream": lambda stream: contextlib.nullcontext(),
        "_is_in_bad_fork": lambda: False,
        **_memory(rehearsal, machine),
        **_random(rehearsal),
    }
    for name, answer in answers.items():
        setattr(cuda, name, answer)
    for module in (cuda.memory, cuda.random):
        for name, answer in answers.items():
            if hasattr(module, name):
                setattr(module, name, answer)
    cuda.default_generators = (rehearsal.generator.default,)


def _memory(rehearsal: Rehearsal, machine: Machine) -> dict:
    memory, capsules = rehearsal.memory, rehearsal.capsules

    def forget_peak(device=None) -> None:
        memory.peak = capsules.live

    return {
        "memory_allocated": lambda device=None: capsules.live,
        "max_memory_allocated": lambda device=None: memory.peak,
        "memory_reserved": lambda device=None: max(capsules.live, memory.peak),
        "max_memory_reserved": lambda device=None: memory.peak,
        "mem_get_info": lambda device=None: (max(0, machine.memory - capsules.live), machine.memory),
        "memory_stats": lambda device=None: {"allocated_bytes.all.current": capsules.live},
        "memory_summary": lambda device=None, abbreviated=False: "",
        "empty_cache": lambda: None,
        "reset_peak_memory_stats": forget_peak,
        "reset_max_memory_allocated": forget_peak,
        "set_per_process_memory_fraction": lambda fraction, device=None: None,
    }


def _random(rehearsal: Rehearsal) -> dict:
    default = rehearsal.generator.default
    return {
        "manual_seed": lambda seed: default.manual_seed(int(seed)) and None,
        "manual_seed_all": lambda seed: default.manual_seed(int(seed)) and None,
        "seed": lambda: default.seed() and None,
        "seed_all": lambda: default.seed() and None,
        "initial_seed": lambda: default.initial_seed(),
        "get_rng_state": lambda device="cuda": default.get_state(),
        "get_rng_state_all": lambda: [default.get_state()],
        "set_rng_state": lambda state, device="cuda": default.set_state(state) and None,
        "set_rng_state_all": lambda states: default.set_state(states[0]) and None,
    }


class _Stream:
    """A stream in which everything is done at once."""

    device = torch.device("cuda", 0)
    cuda_stream = 0

    def __init__(self, *_args, **_named):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        return None

    def query(self) -> bool:
        return True

    def record_event(self, event=None):
        event = event or _Event()
        event.record()
        return event

    def synchronize(self) -> None:
        pass

    wait_event = wait_stream = lambda self, other: None


class _Event:
    """An event that has happened when it is recorded."""

    def __init__(self, *_args, **_named):
        self._at = 0.0

    def record(self, stream=None) -> None:
        self._at = time.perf_counter()

    def query(self) -> bool:
        return True

    def elapsed_time(self, end: "_Event") -> float:
        """Milliseconds."""
        return (end._at - self._at) * 1000.0

    synchronize = lambda self: None
    wait = lambda self, stream=None: None
