"""What single kernels of Metal refuse: types, sizes, options.

Each limit names a text that a release's library has, or has not: the limit holds in the releases that have it, and the exception
that carries the text there is the one that is raised. When it applies stands in the modules beside this one.
"""

import builtins
from collections.abc import Callable
from dataclasses import dataclass

import torch

from ..rehearsal import Rehearsal

Tensor = torch.Tensor


@dataclass(frozen=True)
class Limit:
    """`operators` by name, those of a star with every overload; `refuses(*arguments)` is true, or the rest of the message."""

    operators: tuple[str, ...]
    text: str
    refuses: Callable
    # The whole message, for texts that do not begin it; {} is what `refuses` returns.
    message: str | None = None


class Limits:
    """The limits of the release that is rehearsed."""

    def __init__(self, rehearsal: Rehearsal, limits: tuple[Limit, ...]):
        self._rehearsal = rehearsal
        self._limits: dict[str, list[Limit]] = {}
        for limit in limits:
            if limit.text in rehearsal.release.texts:
                for operator in limit.operators:
                    self._limits.setdefault(operator, []).append(limit)

    def check(self, name: str, *args, **kwargs) -> None:
        """Raises what a kernel refuses of these arguments."""
        for limit in self._limits.get(name, ()):
            rest = limit.refuses(*args, **kwargs)
            if rest:
                self._raise(f"aten::{name.removeprefix('sparse:')}", limit, rest)

    def check_of(self, operator) -> Callable | None:
        """One function for all that an operator refuses; none when nothing is known of it."""
        base = operator._schema.name.removeprefix("aten::")
        overload = operator._schema.overload_name
        name = f"{base}.{overload}" if overload else base
        own = [*self._limits.get(name, ()), *self._limits.get(f"{base}*", ())]
        if not own:
            return None

        def check(*args, **kwargs):
            for limit in own:
                rest = limit.refuses(*args, **kwargs)
                if rest:
                    self._raise(f"aten::{name}", limit, rest)

        return check

    def fail(self, operator: str, kind: type[Exception], message: str) -> None:
        """Records that an operator refuses, and raises."""
        self._rehearsal.recorder.event("raised", operator, message)
        raise kind(message)

    def _raise(self, operator: str, limit: Limit, rest) -> None:
        exception = self._rehearsal.release.texts[limit.text]
        message = (limit.message or limit.text + "{}").format("" if rest is True else rest)
        if exception == "Warning":
            import warnings

            warnings.warn(message, UserWarning, stacklevel=4)
            self._rehearsal.recorder.event("fell-back" if "CPU" in message else "note", operator, message)
            return
        self.fail(operator, getattr(builtins, exception, RuntimeError), message)
