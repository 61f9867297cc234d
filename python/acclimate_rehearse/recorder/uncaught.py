"""What ends the program: an exception that nobody caught."""

import sys
import traceback

from .recorder import Recorder


def watch_uncaught(recorder: Recorder) -> None:
    """Notes that the program ended by an exception, and which, unless it is one that the rehearsal raised."""
    own = sys.excepthook

    def hook(kind, value, trace):
        recorder.ended = "raised"
        message = str(value)
        missing = getattr(value, "name", None) if isinstance(value, ModuleNotFoundError) else None
        if not recorder.has_raised(message) and not recorder.has_raised(f"import {missing}: "):
            frames = [(frame, line) for frame, line in traceback.walk_tb(trace) if recorder.lines.is_users_frame(frame)]
            users = [(frame.f_code.co_filename, line) for frame, line in frames]
            text = f"{kind.__name__}: {message}" if message else kind.__name__
            recorder.event("raised", None, text, line=users[-1] if users else None)
        own(kind, value, trace)

    sys.excepthook = hook
