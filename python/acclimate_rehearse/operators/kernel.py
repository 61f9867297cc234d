"""The kernel of an operator that Metal has: the CPU's operator on the same memory.

Kernels are written as source for each schema, since they run for every operator of the program: a loop over the arguments would
cost as much as the operator.
"""

import re
from operator import attrgetter

import torch

from ..rehearsal import Rehearsal
from .lacking import Lacking
from .mixed_devices import Foreign
from .results import Results
from .signature import Argument, Signature, full_name, signature_of

_Tensor = torch.Tensor
_CALL = (" failure = None", " try: result = call(*args, **kwargs)", " except RuntimeError as error: failure = error")
_ON_CPU_NO_ROOM = re.compile(r"can't allocate memory: you tried to allocate (\d+) bytes")


def kernel_of(
    operator, rehearsal: Rehearsal, results: Results, foreign: Foreign, lacking: Lacking | None = None, check=None, within: dict | None = None
):
    """A function for `Library.impl`. `check(*arguments)` raises what Metal refuses before anything is computed.

    `lacking` does what the CPU has no kernel for; `within` is what the function has for its globals.
    """
    name = full_name(operator)
    signature = signature_of(operator._schema)
    capsules = rehearsal.capsules
    source = _source_of(signature, check is not None, rehearsal.device.flag, capsules.taken is not None)
    on_cpu = capsules.on_cpu

    is_there = attrgetter(rehearsal.device.flag)

    def to_cpu(tensor, place, is_first=None):
        if isinstance(tensor, _Tensor):
            return on_cpu(tensor) if is_there(tensor) else foreign.tensor(operator, tensor, place, place == 0 if is_first is None else is_first)
        return number(tensor)

    number = foreign.number_of(operator)

    def all_to_cpu(tensors, place):
        return [one if one is None else to_cpu(one, place, place == 0 and index == 0) for index, one in enumerate(tensors)]

    scope = {} if within is None else within
    scope |= {
        "calls": rehearsal.recorder.calls,
        "name": name,
        "operator": operator,
        # What an overload of Python would call.
        "call": getattr(operator, "_op", operator),
        "taken": capsules.taken,
        "given_back": capsules.given_back,
        "check": check,
        "to_cpu": to_cpu,
        "all_to_cpu": all_to_cpu,
        "cpu": torch.device("cpu"),
        "drawn": lambda given: rehearsal.generator.lent(given),
        "returned": rehearsal.generator.returned,
        "wrap": results.tensor,
        "into": results.into,
        "empty": torch.empty,
        "Tensor": _Tensor,
        "on_cpu": on_cpu,
        "no_room": lambda error: _ask_for_room(error, rehearsal),
        "instead": _raise if lacking is None else lacking.instead,
    }
    exec(compile(source, f"<kernel of {name}>", "exec"), scope)
    return scope["kernel"]


def made_when_called(make):
    """A kernel that is made by `make(globals)` when it is called first, and is that one from then on: each call in between would count."""
    scope: dict = {}
    exec("def kernel(*given, **named): return first(*given, **named)", scope)
    kernel = scope["kernel"]

    def first(*given, **named):
        made = make(scope)
        kernel.__code__ = made.__code__
        return made(*given, **named)

    scope["first"] = first
    return kernel


def _raise(error: RuntimeError, *_call):
    raise error


def _ask_for_room(error: RuntimeError, rehearsal: Rehearsal) -> None:
    wanted = _ON_CPU_NO_ROOM.search(str(error))
    if wanted is not None and rehearsal.memory is not None:
        rehearsal.memory.before_allocating(int(wanted[1]), rehearsal.capsules.live)


def _source_of(signature: Signature, is_checked: bool, flag: str, is_compiled: bool) -> str:
    lines = ["def kernel(*given, **named):", " calls[name] += 1"]
    if is_checked:
        lines.append(" check(*given, **named)")
    places = [argument.position for argument in signature.of_kind("tensor") if argument.position is not None]
    # All of them in one call.
    takes = is_compiled and bool(places)
    lines.append(f" args = taken(given, {sum(1 << place for place in places)}, to_cpu)" if takes else " args = list(given)")
    draws = bool(signature.of_kind("generator"))
    needs_names = any(argument.position is None for argument in signature.arguments if argument.kind != "other")
    if needs_names:
        lines.append(" kwargs = dict(named)")
    else:
        lines.append(" kwargs = named")
    for argument in signature.of_kind("tensor", "tensors", "device"):
        if takes and argument.kind == "tensor" and argument.position is not None:
            continue
        lines.extend(_conversion(argument, flag))
    if draws:
        lines.extend(_draw(signature.of_kind("generator")[0]))
    else:
        # What the CPU has no room for Metal is asked for, too: in its words.
        lines.extend([*_CALL, " if failure is not None:", "  no_room(failure)"])
        lines.append("  result = instead(failure, operator, args, kwargs)")
    lines.extend(_return(signature, is_compiled))
    return "\n".join(lines)


def _conversion(argument: Argument, flag: str) -> list[str]:
    place = argument.position
    if argument.is_out:
        if argument.kind == "tensors":
            return [f" kwargs[{argument.name!r}] = [on_cpu(one) for one in named[{argument.name!r}]]"]
        return [f" kwargs[{argument.name!r}] = empty(0, dtype=named[{argument.name!r}].dtype)"]
    if argument.kind == "device":
        if place is None:
            return [f" if named.get({argument.name!r}) is not None: kwargs[{argument.name!r}] = cpu"]
        return [f" if len(args) > {place} and args[{place}] is not None: args[{place}] = cpu"]
    convert = "to_cpu" if argument.kind == "tensor" else "all_to_cpu"
    if place is None:
        value = f"named.get({argument.name!r})"
        return [f" if {value} is not None: kwargs[{argument.name!r}] = {convert}({value}, {argument.name!r})"]
    guard = "" if place == 0 else f"if len(args) > {place} and args[{place}] is not None: "
    if argument.kind == "tensors":
        return [f" {guard}args[{place}] = all_to_cpu(args[{place}], {place})"]
    return [
        f" {guard}args[{place}] = on_cpu(args[{place}]) if args[{place}].__class__ is Tensor and args[{place}].{flag}"
        f" else to_cpu(args[{place}], {place})"
    ]


def _draw(generator: Argument) -> list[str]:
    place = generator.position
    if place is None:
        lend = [" lent = drawn(named.get('generator'))", " kwargs = {**kwargs, 'generator': lent}"]
    else:
        lend = [
            f" lent = drawn(args[{place}] if len(args) > {place} else named.get('generator'))",
            f" if len(args) > {place}: args[{place}] = lent",
            " else: kwargs = {**kwargs, 'generator': lent}",
        ]
    call = [*_CALL, " if failure is not None: result = instead(failure, operator, args, kwargs)"]
    return [*lend, " try:", *(f" {line}" for line in call), " finally: returned(lent)"]


def _return(signature: Signature, is_compiled: bool) -> list[str]:
    lines = []
    outs = [argument for argument in signature.written if argument.is_out]
    several = len(outs) > 1
    for index, argument in enumerate(outs):
        if argument.kind == "tensor":
            lines.append(f" into(named[{argument.name!r}], {f'result[{index}]' if several else 'result'}, name)")
    given = [f"named[{a.name!r}]" if a.position is None else f"given[{a.position}]" for a in signature.returned]
    if given:
        lines.append(f" return {given[0] if len(given) == 1 else '(' + ', '.join(given) + ')'}")
    elif outs or (signature.written and all(a.kind == "tensors" for a in signature.written)):
        lines.append(" return None")
    else:
        lines.append(" return given_back(result, name, wrap)" if is_compiled else " return wrap(result, name)")
    return lines
