"""What a kernel has to know of an operator's schema."""

from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Argument:
    """`kind` is tensor, tensors, device, generator or other; `position` is absent for those that are given by name only.

    `alias` is by what the schema calls the memory that is written: `Tensor(a!)`.
    """

    name: str
    kind: str
    position: int | None
    is_written: bool
    is_out: bool
    alias: frozenset[str]


@dataclass(frozen=True)
class Signature:
    arguments: tuple[Argument, ...]
    written: tuple[Argument, ...]
    returned: tuple[Argument, ...]

    def of_kind(self, *kinds: str) -> tuple[Argument, ...]:
        return tuple(argument for argument in self.arguments if argument.kind in kinds)


def signature_of(schema: torch.FunctionSchema) -> Signature:
    position = 0
    arguments = []
    for argument in schema.arguments:
        written = argument.alias_info is not None and argument.alias_info.is_write
        place = None if argument.kwarg_only else position
        position += not argument.kwarg_only
        is_out = bool(written and getattr(argument, "is_out", argument.kwarg_only))
        alias = frozenset(argument.alias_info.before_set) if written else frozenset()
        arguments.append(Argument(argument.name, _kind(str(argument.type)), place, bool(written), is_out, alias))
    written_ones = tuple(argument for argument in arguments if argument.is_written)
    aliases = [frozenset(r.alias_info.before_set) for r in schema.returns if r.alias_info is not None]
    returned = tuple(argument for alias in aliases for argument in written_ones if argument.alias == alias)
    return Signature(tuple(arguments), written_ones, returned)


def _kind(type_name: str) -> str:
    if type_name in ("Tensor", "Optional[Tensor]"):
        return "tensor"
    if type_name in ("List[Tensor]", "List[Optional[Tensor]]", "Optional[List[Tensor]]"):
        return "tensors"
    if "Device" in type_name or type_name == "Optional[Device]":
        return "device"
    return "generator" if "Generator" in type_name else "other"


def overload(name: str):
    """The operator `median.dim` of torch.ops.aten; nothing where this PyTorch has none."""
    base, _, which = name.partition(".")
    packet = getattr(torch.ops.aten, base, None)
    return getattr(packet, which or "default", None) if packet is not None else None


def full_name(operator) -> str:
    """`aten::median.dim`, as messages have it."""
    schema = operator._schema
    return f"{schema.name}.{schema.overload_name}" if schema.overload_name else schema.name
