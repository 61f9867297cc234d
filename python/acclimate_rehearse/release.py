"""What is known of the release of PyTorch that is rehearsed, which need not be the one installed."""

from dataclasses import dataclass

NATIVE, COMPOSITE, FALLS_BACK, MISSING, ABSENT = "n", "c", "f", "m", "-"


@dataclass(frozen=True)
class Release:
    """`operators`: name -> letter, see above. `texts`: what its kernels say when they refuse -> the exception that carries it."""

    version: str
    numbers: tuple[int, ...]
    revision: str
    operators: dict[str, str]
    texts: dict[str, str]
    # Functions of Metal that the library has -> the number types that they take. Before 2.8 none has a name.
    functions: dict[str, frozenset[str]]
    # Operators that it has for sparse tensors.
    sparse: frozenset[str]
    # Names of Python about Metal and accelerators, torch.mps.Event, that it has not.
    absent_names: frozenset[str]

    def status(self, operator: str) -> str:
        """How an operator (`median.dim`) fares on Metal in that release."""
        return self.operators.get(operator, ABSENT)

    def since(self, *numbers: int) -> bool:
        return self.numbers >= numbers


def release_from(knowledge: dict, version: str) -> Release:
    """The release of the knowledge at or below a version; the oldest for versions before all of them."""
    numbers = numbers_of(version)
    column = max((i for i, name in enumerate(knowledge["releases"]) if numbers_of(name) <= numbers), default=0)
    letters = {operator: row[column] for operator, row in knowledge["operators"].items()}
    # Of a release whose library was not read, the one before it is what is known.
    read = max((i for i in range(column + 1) if any(row[1][i] == "y" for row in knowledge["texts"])), default=column)
    texts = {text: exception for exception, row, text in knowledge["texts"] if row[read] == "y"}
    return Release(version, numbers, knowledge["revisions"][column], letters, texts, _functions_of(knowledge, column), _having(knowledge["sparse"], column, "y"), _having(knowledge["names"], column, "-"))


def _having(rows: dict[str, str], column: int, letter: str) -> frozenset[str]:
    return frozenset(name for name, row in rows.items() if row[column] == letter)


def _functions_of(knowledge: dict, column: int) -> dict[str, frozenset[str]]:
    functions: dict[str, set[str]] = {}
    for key, row in knowledge["functions"].items():
        function, dtype = key.split(" ")
        if row[column] == "y":
            functions.setdefault(function, set()).add(dtype)
    return {function: frozenset(dtypes) for function, dtypes in functions.items()}


def numbers_of(version: str) -> tuple[int, ...]:
    """`2.6.0+cu124` and `2.6` -> (2, 6, 0)."""
    numbers = tuple(int(part) for part in version.split("+")[0].split(".") if part.isdigit())
    return numbers + (0,) * (3 - len(numbers))
