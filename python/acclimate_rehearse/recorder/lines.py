"""Which line of the user's a call comes from."""

import os
import sys
import sysconfig
import threading

_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
_LIBRARY = tuple({sysconfig.get_path(kind) + os.sep for kind in ("stdlib", "platstdlib", "scripts")})
_INSTALLED = (f"{os.sep}site-packages{os.sep}", f"{os.sep}dist-packages{os.sep}")

# Code that was given on the command line or typed. Libraries make code of these names, too, as dataclasses do.
_TYPED = ("<string>", "<stdin>")

Line = tuple[str, int]


class UserLines:
    """Tells lines of the user's program from those of PyTorch, of other packages and of Python."""

    def __init__(self) -> None:
        self._is_users: dict[str, bool] = {}
        self._main = threading.main_thread().ident

    def now(self) -> tuple[Line | None, bool]:
        """The innermost line of the user's, and whether it only waits for another thread, as it does in backward."""
        line = self._innermost(sys._getframe(1))
        if line is not None:
            return line, False
        # Backward runs in a thread of C++, while the program waits in the main one.
        main = sys._current_frames().get(self._main)
        return (self._innermost(main), True) if main is not None else (None, False)

    def is_users(self, file: str) -> bool:
        """Whether a file is of the program itself."""
        users = self._is_users.get(file)
        if users is None:
            users = self._is_users[file] = _is_users(file)
        return users

    def _innermost(self, frame) -> Line | None:
        while frame is not None:
            if self.is_users_frame(frame):
                return frame.f_code.co_filename, frame.f_lineno
            frame = frame.f_back
        return None

    def is_users_frame(self, frame) -> bool:
        """Whether the code of a frame is of the program itself."""
        file = frame.f_code.co_filename
        if file in _TYPED:
            return frame.f_globals.get("__name__") == "__main__"
        return self.is_users(file)


def _is_users(file: str) -> bool:
    if file.startswith("<") and not file.startswith("<ipython"):
        return False
    if file.startswith(_HERE) or any(part in file for part in _INSTALLED):
        return False
    return not file.startswith(_LIBRARY)
