"""Which arguments decide what a call of PyTorch comes down to, told from sample calls of which some need an operator and
others do not: the dimensions of the input, an argument by its value, or both together."""

import collections
import inspect
import itertools

import torch

# From this share of the samples on a call is told to need an operator though nobody can tell by what.
TELLING_SHARE = 1 / 2
ABSENT = ('',)
DIMENSIONS = ('no dimension', 'one dimension', 'two dimensions', 'three dimensions', 'four dimensions', 'five dimensions')

Given = collections.namedtuple('Given', 'dimensions arguments')
Given.__doc__ = """What a sample is given: how many dimensions its first tensor has, and by name the texts of each argument,
or None where they have none."""


def signatures():
    """The parameters of PyTorch's public functions, as its own list of what can be overridden has them."""
    return {
        f'{function.__module__}.{function.__name__}'.replace('torch._C._nn', 'torch.nn.functional'): inspect.signature(form).parameters
        for function, form in torch.overrides.get_testing_overrides().items()
        if hasattr(function, '__name__') and getattr(function, '__module__', None)
    }


SIGNATURES = signatures()


def parameters_of(name):
    """The parameters of a public name in their order, its tensor first."""
    path = name.replace('torch.Tensor.', 'torch.')
    for known in (path, path.replace('torch.linalg.', 'torch._C._linalg.linalg_'), path.replace('torch.', 'torch._C._VariableFunctions.')):
        if known in SIGNATURES:
            return SIGNATURES[known]
    value = torch
    for part in path.split('.')[1:]:
        value = getattr(value, part, None)
    try:
        return inspect.signature(value).parameters
    except (TypeError, ValueError):
        return {}


def given_of(name, sample):
    parameters = parameters_of(name)
    names = list(parameters)[1:]
    arguments = {key: ABSENT if each.default is inspect.Parameter.empty else texts_of(each.default) for key, each in parameters.items()}
    arguments |= {key: texts_of(value) for key, value in zip(names, sample.args)}
    arguments |= {key: texts_of(value) for key, value in sample.kwargs.items()}
    first = sample.input
    return Given(first.dim() if isinstance(first, torch.Tensor) else None, arguments)


def texts_of(value):
    """A value in lower case as it is written, the parts of a tuple each; None where it is a tensor or the like."""
    if isinstance(value, (list, tuple)):
        parts = [texts_of(part) for part in value]
        return None if None in parts else tuple(itertools.chain(*parts))
    if isinstance(value, float) and value.is_integer():
        return (str(int(value)),)
    return (str(value).lower(),) if value is None or isinstance(value, (bool, int, float, str)) else None


def ways_of(name, samples):
    """What tells the samples that need an operator from those that do not.

    samples: pairs of a Given and the operators that it needs.
    """
    found = []
    for operators in sorted({tuple(sorted(needed)) for _, needed in samples if needed}):
        going = [given for given, needed in samples if needed == set(operators)]
        others = [given for given, needed in samples if not needed & set(operators)]
        if not others:
            continue
        way = {'calls': [name], 'operators': list(operators), 'samples': [len(going), len(samples)]}
        if len(going) + len(others) < len(samples):
            others += [given for given, needed in samples if needed != set(operators) and needed & set(operators)]
        condition = condition_of(name, going, others)
        if condition:
            found.append(way | condition)
        elif len(going) / len(samples) >= TELLING_SHARE:
            found.append(way | {'what': f"it is called as {len(going)} of PyTorch's {len(samples)} sample calls are", 'open': True})
    return found


def condition_of(name, going, others):
    """The least that holds for all that go a way and for none that do not."""
    singles = list(tests_of(name, going, others))
    for size in (1, 2):
        for tests in itertools.combinations(singles, size):
            if all(test.holds(given) for test in tests for given in going) and not any(
                all(test.holds(given) for test in tests) for given in others
            ):
                return joined(tests)
    return None


Test = collections.namedtuple('Test', 'what holds dimensions decider')


def joined(tests):
    dimensions = [test.dimensions for test in tests if test.dimensions is not None]
    deciders = [test.decider for test in tests if test.decider]
    return {
        'what': ' and '.join(test.what for test in tests),
        **({'dimensions': dimensions[0]} if dimensions else {}),
        **({'decides': deciders} if deciders else {}),
    }


def tests_of(name, going, others):
    """Tests that hold for all that go a way."""
    own = {given.dimensions for given in going}
    if 0 not in own and {given.dimensions for given in others} == {0}:
        yield Test('its input has a dimension', lambda given: given.dimensions != 0, None, None)
    elif len(own) == 1 and None not in own:
        (dimensions,) = own
        words = DIMENSIONS[dimensions] if dimensions < len(DIMENSIONS) else f'{dimensions} dimensions'
        yield Test(f'its input has {words}', lambda given: given.dimensions == dimensions, dimensions, None)
    for argument in dict.fromkeys(key for given in going for key in given.arguments):
        if argument not in ('input', 'self', 'out', 'dtype'):
            parameter = Parameter(name, argument)
            values = [given.arguments.get(argument, ABSENT) for given in going]
            usual = [given.arguments.get(argument, ABSENT) for given in others]
            if None not in values:
                yield from tests_of_argument(parameter, values, usual)


class Parameter:
    """A parameter of a public function: where it stands, if it may be given by position, and what it is when left out."""

    def __init__(self, name, argument):
        own = parameters_of(name)
        self.argument = argument
        self.is_required = argument in own and own[argument].default is inspect.Parameter.empty
        left_out = None if argument not in own or self.is_required else texts_of(own[argument].default)
        self.default = left_out[0] if left_out and len(left_out) == 1 else None
        self.decider = {'argument': argument}
        if argument in own:
            self.decider['position'] = list(own).index(argument) - name.startswith('torch.Tensor.')
        if self.default is not None:
            self.decider['default'] = self.default

    def value_in(self, given):
        return given.arguments.get(self.argument, ABSENT) or ('?',)


def tests_of_argument(parameter, values, usual):
    argument = parameter.argument
    words = sorted(set(itertools.chain(*values)))
    if '' in words:
        return
    if not any(is_number(word) for word in words):
        holds = lambda given: bool({*parameter.value_in(given)} & {*words})
        yield Test(f"{argument} is {' or '.join(words)}", holds, None, parameter.decider | {'is': words})
    if all(value == ABSENT for value in usual):
        holds = lambda given: parameter.value_in(given) != ABSENT
        yield Test(f'{argument} is given', holds, None, parameter.decider | {'not': []})
    rest = {*itertools.chain(*(each for each in usual if each))} - {''}
    if len(rest) == 1 and all({*each} - rest for each in values) and is_known_apart(*rest, parameter):
        holds = lambda given: not {*parameter.value_in(given)} <= {*rest, ''}
        yield Test(f'{argument} is not {min(rest)}', holds, None, parameter.decider | {'not': [*rest]})


def is_known_apart(word, parameter):
    """Whether it is by this very value that a call goes another way, and not by chance of the samples."""
    return word == parameter.default or parameter.is_required or not is_number(word)


def is_number(word):
    return word.lstrip('-').replace('.', '', 1).isdigit()
