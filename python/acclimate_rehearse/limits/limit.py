"""What single kernels of Metal refuse: types, sizes, options. Each check has the name of the text that it raises."""

from ..rehearsal import Rehearsal


class Limits:
    """Checks of the release that is rehearsed."""

    def __init__(self, rehearsal: Rehearsal):
        self._rehearsal = rehearsal
        self._checks: dict = {}

    def check(self, name: str, *args) -> None:
        """Raises what a kernel refuses of these arguments."""
        check = self._checks.get(name)
        if check is not None:
            check(*args)

    def check_of(self, operator):
        return None

    def fail(self, operator: str, kind: type[Exception], message: str) -> None:
        """Records that an operator refuses, and raises."""
        self._rehearsal.recorder.event("raised", operator, message)
        raise kind(message)
