"""Which lines of the user's ran, so that findings on lines that did not are told apart from findings that are wrong."""

import sys
import threading
from collections import defaultdict

from .lines import UserLines

# Files of which lines are kept; a program of more is not one that somebody looks through.
_MOST_FILES = 5_000
_TOOL = 3  # of sys.monitoring: one that nobody has reserved


class RanLines:
    """`lines` grows while the program runs: file -> its lines."""

    def __init__(self, root: str):
        self.lines: dict[str, set[int]] = defaultdict(set)
        self._users = UserLines()
        self._root = root

    def watch(self) -> None:
        """Begins. A debugger that is there already stays."""
        if hasattr(sys, "monitoring"):
            self._monitor()
        elif sys.gettrace() is None:
            sys.settrace(self._called)
            threading.settrace(self._called)

    def describe(self, document: dict) -> None:
        """Adds the lines to what is written."""
        document["lines"] = {file: sorted(lines) for file, lines in list(self.lines.items())}

    def _wants(self, file: str) -> bool:
        return file.startswith(self._root) and self._users.is_users(file) and len(self.lines) < _MOST_FILES

    def _monitor(self) -> None:
        monitoring = sys.monitoring
        if monitoring.get_tool(_TOOL) is not None:
            return
        monitoring.use_tool_id(_TOOL, "acclimate")

        def line(code, number):
            if self._wants(code.co_filename):
                self.lines[code.co_filename].add(number)
            return monitoring.DISABLE

        monitoring.register_callback(_TOOL, monitoring.events.LINE, line)
        monitoring.set_events(_TOOL, monitoring.events.LINE)

    def _called(self, frame, event, _argument):
        file = frame.f_code.co_filename
        if not self._wants(file):
            return None
        known = self.lines[file]
        known.add(frame.f_lineno)

        def within(inner, kind, _value):
            known.add(inner.f_lineno)
            return within

        return within
