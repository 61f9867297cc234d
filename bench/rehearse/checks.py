"""Which checks of Metal's kernels a rehearsal knows: texts of the libraries for Macs, counted by release.

Limits: a module of limits says when the text applies. Own: another module of the rehearsal has it. Shared: the CPU's library has the same
text, so that the CPU's own check says it. The rest are not raised; many cannot be come to (parts of longer messages, failures of Metal
itself, what PyTorch refuses before), and `--rest RELEASE` lists them.

usage: PYTHONPATH=python python bench/rehearse/checks.py [--rest RELEASE]     a Python with PyTorch for the CPU
"""

import re
import sys
from collections import Counter
from pathlib import Path

import acclimate_rehearse
import torch
from acclimate_rehearse.install import knowledge
from acclimate_rehearse.limits.all_limits import ALL_LIMITS

_FIRST = (2, 2)
_PRINTED = re.compile(rb"[\x20-\x7e]{4,}")

limits = {limit.text for limit in ALL_LIMITS}
sources = "".join(file.read_text("utf-8") for file in Path(acclimate_rehearse.__file__).parent.rglob("*.py"))
libraries = Path(torch.__file__).parent / "lib"
on_cpu = {
    found.decode().strip() for name in ("libtorch_cpu.so", "libtorch_python.so") for found in _PRINTED.findall((libraries / name).read_bytes())
}


def kind_of(text: str) -> str:
    """How a rehearsal comes to say a text."""
    if text in limits:
        return "limits"
    if text.strip() in on_cpu:
        return "shared"
    return "own" if text.strip() in sources else "rest"


known = knowledge()
kinds = {text: kind_of(text) for _, _, text in known["texts"]}
print("release limits own shared rest")
for column, release in enumerate(known["releases"]):
    there = [(exception, text) for exception, row, text in known["texts"] if row[column] == "y"]
    if tuple(map(int, release.split(".")[:2])) < _FIRST or not there:
        continue
    counts = Counter(kinds[text] for _, text in there)
    print(release, *(counts[kind] for kind in ("limits", "own", "shared", "rest")))
    if sys.argv[1:] == ["--rest", release]:
        for exception, text in there:
            if kinds[text] == "rest":
                print(f"  {exception}: {text}")
