"""Packages that do not exist for Macs: they are not found, as there, though they are installed here."""

import sys
from importlib.machinery import PathFinder

from .recorder.lines import UserLines

_MACHINERY = ("<frozen importlib", "importlib/util.py", "importlib\\util.py")


class HidingFinder:
    """Stands in for Python's own finder. `absent`: module -> the library that it is of.

    `found(module, library)` is called where the program itself imports one.
    """

    def __init__(self, absent: dict[str, str], root: str):
        self._absent = absent
        self._root = root
        self._users = UserLines()
        # Filled before there is a recorder, too: imports may come before torch.
        self.refused: list[tuple[str, str]] = []
        self.found = lambda module, library: self.refused.append((module, library))

    def install(self) -> None:
        if self._absent:
            sys.meta_path[:] = [self if finder is PathFinder else finder for finder in sys.meta_path]

    def find_spec(self, name, path=None, target=None):
        spec = PathFinder.find_spec(name, path, target)
        if name not in self._absent or path is not None or (spec is not None and self._is_own(spec.origin or "")):
            return spec
        # Packages try what they can do without; only what the program itself imports is worth a word.
        if self._users.is_users(_importer()):
            self.found(name, self._absent[name])
        return None

    def invalidate_caches(self) -> None:
        PathFinder.invalidate_caches()

    def find_distributions(self, *args, **kwargs):
        return PathFinder.find_distributions(*args, **kwargs)

    def _is_own(self, origin: str) -> bool:
        """Whether the program has a module of its own with that name."""
        return origin.startswith(self._root) and self._users.is_users(origin)


def _importer() -> str:
    """The file of the import statement."""
    frame = sys._getframe(2)
    while frame is not None and any(part in frame.f_code.co_filename for part in _MACHINERY):
        frame = frame.f_back
    return frame.f_code.co_filename if frame is not None else ""
