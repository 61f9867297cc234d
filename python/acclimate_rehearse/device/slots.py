"""Where the functions of a C++ interface stand in its vtable, read from the headers that every wheel of PyTorch ships.

The interfaces grow from release to release. Under the Itanium ABI, which Linux and macOS use, virtual functions have their slots
in the order of declaration, those of the base first; a destructor takes two; an override takes that of what it overrides.
"""

import re
from pathlib import Path

_COMMENTS = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_VIRTUAL = re.compile(r"\bvirtual\s+[^;{]*?(~?\w+)\s*\(")


class UnknownLayout(Exception):
    """The headers do not say where a function stands."""


def slots_of(*headers: Path) -> dict[str, int]:
    """Name of each virtual function -> its slot; `headers` go from the base to the derived interface."""
    slots: dict[str, int] = {}
    after = 0
    for header in headers:
        if not header.is_file():
            raise UnknownLayout(f"this PyTorch has no {header.name}")
        for name in _VIRTUAL.findall(_COMMENTS.sub("", header.read_text("utf-8"))):
            key = "~" if name.startswith("~") else name
            if key in slots:
                continue
            slots[key] = after
            after += 2 if key == "~" else 1
    return slots
