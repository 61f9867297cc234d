"""The compiled half of capsule.py, where a compiler of C++ is at hand: built once for a build of PyTorch, into the user's cache.

Everything works without it, and is slower.
"""

import os
import shutil
import subprocess
import sysconfig
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import torch

_SOURCE = Path(__file__).with_name("aliases.cpp")
_PATIENCE = 120  # seconds; it takes about ten, and the program waits for it, also where others keep the machine busy
_STANDARDS = ("c++20", "c++17")


def can_build() -> bool:
    """Whether a compiler and the headers of Python are at hand."""
    return _compiler() is not None and Path(sysconfig.get_path("include"), "Python.h").exists()


def build(into: Path) -> bool:
    """Whether the library could be built."""
    compiler, headers, python = _compiler(), Path(torch.__file__).parent, sysconfig.get_path("include")
    if compiler is None:
        return False
    includes = (headers / "include", headers / "include/torch/csrc/api/include", python)
    words = [
        *("-O1", "-shared", "-fPIC", "-w", f"-D_GLIBCXX_USE_CXX11_ABI={int(torch._C._GLIBCXX_USE_CXX11_ABI)}"),
        *(f"-I{folder}" for folder in includes),
        *(str(_SOURCE), "-o", str(into), f"-L{headers / 'lib'}", "-ltorch_python", "-ltorch_cpu", "-lc10"),
    ]
    try:
        return any(_succeeds([compiler, f"-std={standard}", *words]) for standard in _STANDARDS)
    except (OSError, subprocess.TimeoutExpired):
        return False


def _compiler() -> str | None:
    return shutil.which(os.environ.get("CXX") or "c++")


def load(library: Path):
    """The module of a library that was built; none where it does not load."""
    loader = ExtensionFileLoader("aliases", str(library))
    try:
        module = module_from_spec(spec_from_loader("aliases", loader))
        loader.exec_module(module)
    except (ImportError, OSError):
        return None
    return module


def _succeeds(words: list[str]) -> bool:
    # Not captured: what a compiler has started would be waited for, also after the compiler is stopped.
    return subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=_PATIENCE).returncode == 0
