"""Records which operators decide whether a public function, method or module of PyTorch works on MPS.

usage: record-python-operators.py OPERATORS.tsv OUT.json [YYYY-MM-DD]

Each entry of PyTorch's own test databases is run with its sample inputs on the CPU under a dispatch mode that writes
down the operators that reach a backend. Kernels that are composed of others for every backend are opened, so that what
they call is seen too. Kept are the operators that MPS lacked in at least one release: under `python` what the call itself
needs, under `backward` what is needed besides when gradients are taken. Where that depends on the arguments there are
several lists, of which a call needs one; `ways` has by which arguments it is told, as far as the samples tell, and how many
of them go each way. `native` has the names of which no sample comes to an operator that any release lacked, each with the
operators that are younger than the oldest release.
"""

import collections
import datetime
import json
import pathlib
import re
import sys
import warnings

import torch
from deciding_arguments import ways_of
from sample_calls import calls, public
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

# What stands on the CPU for a kernel that MPS has under another name, or does without.
ON_MPS = {
    '_scaled_dot_product_flash_attention_for_cpu': '_scaled_dot_product_attention_math_for_mps',
    '_scaled_dot_product_flash_attention_for_cpu_backward': None,
    'mkldnn_rnn_layer': '_lstm_mps',
    'mkldnn_rnn_layer_backward': 'lstm_mps_backward',
}
# Composites that MPS once sent to the CPU as a whole, so that what they call never reached it. No dispatch mode sees
# them, but the profiler does.
WHOLE = {
    '_linalg_svd': 'linalg_svd',
    'upsample_nearest3d': 'upsample_nearest3d.vec',
}
# MPS has a path of its own inside these; what they call on the CPU is beside the point.
CLOSED = {
    'convolution',
    '_convolution',
    'convolution_overrideable',
    'convolution_backward',
    'convolution_backward_overrideable',
}


# Operators of one vendor's library, which nobody calls by name.
VENDORS = re.compile(r'cudnn_|miopen_|mkldnn_|fbgemm_')


class Table:
    """How operators fare on MPS; a letter for each release."""

    def __init__(self, path):
        head, *rows = pathlib.Path(path).read_text().splitlines()
        self.letters = dict(row.split('\t') for row in rows)
        series = '.'.join(torch.__version__.split('.')[:2])
        self.here = head.split('\t')[1].split(' ').index(f'{series}.0')

    def is_composite(self, name):
        """In the release that is recorded: what a composite is made of changes with releases."""
        return self.letters.get(name, '-' * 99)[self.here] == 'c'

    def was_short(self, name):
        return bool(set(self.letters.get(name, '')) & {'m', 'f'})

    def is_for_others(self, name):
        """Whether no dense tensor on MPS comes to it; operators of a vendor's library stand for kernels that MPS has."""
        return 'x' in self.letters.get(name, '') and not VENDORS.match(name)

    def is_younger(self, name):
        return '-' in self.letters.get(name, '')

    def short(self, names):
        return {name for name in names if self.was_short(name)}


def name_of(operator):
    packet = operator._schema.name.removeprefix('aten::')
    return f'{packet}.{operator._overloadname}' if operator._overloadname != 'default' else packet


class Recorder(TorchDispatchMode):
    def __init__(self, table):
        super().__init__()
        self.table = table
        self.seen = set()
        self.opened = []

    def __torch_dispatch__(self, operator, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        name = name_of(operator)
        self.seen.add(name)
        if self.table.is_composite(name) and name not in CLOSED and name not in self.opened:
            self.opened.append(name)
            try:
                with self:
                    return operator.redispatch(torch._C.DispatchKeySet(torch._C.DispatchKey.CPU), *args, **kwargs)
            except Exception:  # not every composite can be opened; then its own name has to do
                pass
            finally:
                self.opened.pop()
        return operator(*args, **kwargs)


def operators_of(call, table):
    """All operators that reach a backend, and what the call gives."""
    recorder = Recorder(table)
    with recorder:
        result = call()
    names = {ON_MPS.get(name, name) for name in recorder.seen} - {None}
    wholes = {WHOLE[name] for name in names if name in WHOLE}
    if wholes:
        with torch.autograd.profiler.profile() as profile:
            call()
        called = {event.name.removeprefix('aten::') for event in profile.function_events}
        names |= {whole for whole in wholes if base(whole) in called}
    return names, result


def backward_of(run, table):
    """What it takes to have gradients: of the call itself, which may go another way then, and of the way back."""
    forward, result = operators_of(run, table)
    outputs = [leaf for leaf in tree_leaves(result) if isinstance(leaf, torch.Tensor) and leaf.requires_grad]
    if not outputs:
        return None
    ones = [torch.ones_like(output) for output in outputs]
    backward, _ = operators_of(lambda: torch.autograd.backward(outputs, ones, retain_graph=True), table)
    return table.short(forward | backward)


def base(name):
    return name.split('.')[0]


def alternatives(samples):
    """What a call comes down to, by its arguments: each sample's operators, without those that include another's."""
    distinct = {frozenset(names) for names in samples}
    least = [names for names in distinct if not any(other < names for other in distinct)]
    return sorted(sorted(names) for names in least)


def says_more(name, names, found):
    """A form with an option is worth a row only where it says something else than the plain name."""
    plain = name.split('(')[0]
    return plain == name or names != found.get(plain)


def recorded(table, grad, measure):
    """For each name its samples: what they are given, and the operators that they come down to."""
    samples = collections.defaultdict(list)
    with torch.set_grad_enabled(grad):
        for name, run, given in calls(grad):
            try:
                names = measure(run, table)
                if names is not None:
                    samples[name].append((given, names))
            except Exception as error:
                print(f'{name}: {type(error).__name__}: {str(error).splitlines()[:1]}', file=sys.stderr)
    return samples


def alternatives_of(samples):
    """For each name, what a call of it may come down to."""
    return {name: alternatives([names for _, names in seen]) for name, seen in samples.items()}


def named_alike(table):
    """Public names that are an operator by themselves, for those that no database calls."""
    overloads = collections.defaultdict(list)
    for name in table.letters:
        if not name.endswith('out') and not VENDORS.match(name):
            overloads[base(name)].append(name)
    for name, own in overloads.items():
        for public_name in filter(public, (f'torch.{name}', f'torch.Tensor.{name}')):
            yield public_name, alternatives([{each} if table.was_short(each) else set() for each in own])


def native_in(called, table):
    """Names with a kernel for every sample in every release that has what they come down to."""
    found = {}
    for name, seen in called.items():
        reached = set().union(*(names for _, names in seen))
        if '(' not in name and reached and not table.short(reached) and not any(map(table.is_for_others, reached)):
            found[name] = sorted(filter(table.is_younger, reached))
    return dict(sorted(found.items()))


def telling(found):
    return {name: lists for name, lists in sorted(found.items()) if all(lists) and says_more(name, lists, found)}


def besides(backward, forward):
    """What gradients take that the call alone does not."""
    return {
        name: alternatives([set(names) - set().union(*forward.get(name, [])) for names in lists])
        for name, lists in backward.items()
    }


def ways(samples, already, is_backward):
    """What decides, for functions of which some samples need an operator and others do not.

    already: by name, operators that are told of otherwise.
    """
    for name, seen in sorted(samples.items()):
        if '(' in name or None in (given for given, _ in seen):
            continue
        for way in ways_of(name, [(given, names - already.get(name, set())) for given, names in seen]):
            yield way | ({'backward': True} if is_backward else {})


def operators_in(samples):
    return {name: set().union(*(names for _, names in seen)) for name, seen in samples.items()}


def rows_of(found):
    return ',\n'.join(f'    {json.dumps(name)}: {json.dumps(names)}' for name, names in found.items())


def lines_of(ways):
    return ',\n'.join(f'    {json.dumps(way)}' for way in ways)


def main():
    table = Table(sys.argv[1])
    day = sys.argv[3] if len(sys.argv) > 3 else datetime.date.today().isoformat()
    warnings.simplefilter('ignore')
    torch.manual_seed(0)
    reached = recorded(table, False, lambda run, table: operators_of(run, table)[0])
    called = {name: [(given, table.short(names)) for given, names in seen] for name, seen in reached.items()}
    torch.manual_seed(0)
    trained = recorded(table, True, backward_of)
    forward = dict(named_alike(table)) | alternatives_of(called)
    backward = besides(alternatives_of(trained), forward)
    deciding = [*ways(called, {}, False), *ways(trained, operators_in(called), True)]
    version = torch.__version__.split('+')[0]
    document = {
        'version': version,
        'source': {'url': f'pkg:pypi/torch@{version}', 'seen': day, 'kind': 'measurement'},
    }
    head = json.dumps(document, indent=2)[:-2]
    parts = f'  "python": {{\n{rows_of(telling(forward))}\n  }},\n  "backward": {{\n{rows_of(telling(backward))}\n  }},\n  "ways": [\n{lines_of(deciding)}\n  ],\n  "native": {{\n{rows_of(native_in(reached, table))}\n  }}'
    pathlib.Path(sys.argv[2]).write_text(f'{head},\n{parts}\n}}\n')


if __name__ == '__main__':
    main()
