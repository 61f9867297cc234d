"""Proves in another process that the stand-in device works with this PyTorch, before the program depends on it.

What fails there crashes there. A success is remembered for this build of PyTorch.
"""

import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import torch

from .compiled import build, can_build

_PATIENCE = 120  # seconds; importing PyTorch takes one on a fast disk and thirty on a slow one
_SWITCH = "ACCLIMATE_COMPILE"
_WAIT = "the first rehearsal with PyTorch {} tries the stand-in device{}"
_WAIT_LONGER = f" and compiles a small part of it, once: a quarter of a minute ({_SWITCH}=0 leaves that out)"
_TEST = "import torch; from acclimate_rehearse.device.self_test import run; run()"


def prove(settings: dict) -> str | None:
    """Nothing when the device works; otherwise the reason in one line."""
    if platform.system() != "Linux":
        if platform.system() == "Darwin":
            return "a rehearsal is for machines without Metal; on this Mac, run the program itself"
        return f"PyTorch for {platform.system()} has no place for the stand-in device; rehearse on Linux or in WSL"
    remembered = _cache() / f"proved-{_fingerprint()}"
    if remembered.exists():
        return None
    _say(_WAIT.format(torch.__version__, _WAIT_LONGER if _compiles() else ""))
    failure = _failure(settings)
    if failure is not None:
        return f"PyTorch {torch.__version__} does not take the stand-in device: {failure}"
    try:
        remembered.parent.mkdir(parents=True, exist_ok=True)
        _compile(settings)
        remembered.touch()
    except OSError:
        pass  # a home that cannot be written to costs a test a run
    return None


def _compiles() -> bool:
    """Machines of CI begin anew each time, so it would not pay there."""
    return not os.environ.get("CI") and os.environ.get(_SWITCH) != "0" and can_build()


def _say(line: str) -> None:
    """To standard error, since standard output is the program's."""
    if sys.stderr is not None:
        print(f"acclimate: {line}", file=sys.stderr, flush=True)


def compiled_library() -> Path:
    """Where the library of compiled.py is, if one was built for this PyTorch."""
    return _cache() / f"aliases-{_fingerprint()}.so"


def _compile(settings: dict) -> None:
    """Builds the library, and keeps it where the device works with it, too."""
    if not _compiles():
        return
    with tempfile.TemporaryDirectory(prefix=".acclimate-build-", dir=_cache()) as folder:
        built = Path(folder) / "aliases.so"
        if build(built) and _failure({**settings, "compiled": str(built)}) is None:
            built.replace(compiled_library())


def _failure(settings: dict) -> str | None:
    with tempfile.TemporaryDirectory(prefix="acclimate-proof-") as folder:
        own = Path(folder) / "settings.json"
        own.write_text(json.dumps({**settings, "isSelfTest": True, "pretend": None, "folder": folder, "torch": None}), "utf-8")
        # Settings of the program's, such as a limit of memory, are not what is tried.
        others = {name: value for name, value in os.environ.items() if not name.startswith("PYTORCH_")}
        environment = {**others, "ACCLIMATE_REHEARSAL": str(own)}
        try:
            ended = subprocess.run(
                [sys.executable, "-c", _TEST], env=environment, capture_output=True, text=True, timeout=_PATIENCE
            )
        except subprocess.TimeoutExpired:
            return "the test of it does not end"
    if ended.returncode == 0:
        return None
    last = ended.stderr.strip().splitlines()[-1:] or [f"the test of it ended with {ended.returncode}"]
    return last[0]


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "acclimate" / "rehearse"


def _fingerprint() -> str:
    """Of this PyTorch and this package: another build is another proof."""
    here = Path(__file__).parent
    parts = [torch.__version__, torch.version.git_version or "", torch.__file__, sys.version]
    parts += [file.read_text("utf-8") for file in sorted((*here.glob("*.py"), *here.glob("*.cpp")))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
