"""Records which operators decide whether a public function, method or module of PyTorch works on MPS.

usage: record-python-operators.py OPERATORS.tsv OUT.json [YYYY-MM-DD]

Each entry of PyTorch's own test databases is run with its sample inputs on the CPU, forward only, under a dispatch mode
that writes down the operators that reach a backend. Kernels that are composed of others for every backend are opened,
so that what they call is seen too. Kept is what every sample needs and what MPS lacked in at least one release.
"""

import collections
import datetime
import functools
import json
import pathlib
import runpy
import sys
import warnings

import torch
from torch.testing._internal.common_methods_invocations import op_db
from torch.testing._internal.common_modules import module_db
from torch.utils._python_dispatch import TorchDispatchMode

SAMPLES = 40
# What stands on the CPU for a kernel that MPS has under another name.
ON_MPS = {
    '_scaled_dot_product_flash_attention_for_cpu': '_scaled_dot_product_attention_math_for_mps',
    'mkldnn_rnn_layer': '_lstm_mps',
}
# Composites that MPS once sent to the CPU as a whole, so that what they call never reached it. No dispatch mode sees
# them, but the profiler does.
WHOLE = {
    '_linalg_svd': 'linalg_svd',
    'upsample_nearest3d': 'upsample_nearest3d.vec',
}
# MPS has a path of its own inside these; what they call on the CPU is beside the point.
CLOSED = {'convolution', '_convolution', 'convolution_overrideable'}


def read_table(path):
    lines = pathlib.Path(path).read_text().splitlines()[1:]
    return dict(line.split('\t') for line in lines)


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
        letters = self.table.get(name, '')
        if letters.endswith('c') and name not in CLOSED and name not in self.opened:
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
    recorder = Recorder(table)
    with recorder:
        call()
    names = {ON_MPS.get(name, name) for name in recorder.seen}
    wholes = {WHOLE[name] for name in names if name in WHOLE}
    if wholes:
        with torch.autograd.profiler.profile() as profile:
            call()
        called = {event.name.removeprefix('aten::') for event in profile.function_events}
        names |= {whole for whole in wholes if base(whole) in called}
    return names


def ever_short(names, table):
    return {name for name in names if set(table.get(name, '')) & {'m', 'f'}}


def base(name):
    return name.split('.')[0]


def decisive(samples):
    """Operators of which every sample needs some overload, and that were missing or on the CPU in some release."""
    bases = set.intersection(*({base(name) for name in names} for names in samples))
    return sorted(name for name in set.union(*samples) if base(name) in bases)


def functions():
    """Pairs of a public name and a call of it; entries of the database that differ in their samples share a name."""
    for info in op_db:
        if torch.float32 not in info.dtypes:
            continue
        samples = guarded(lambda: info.sample_inputs('cpu', torch.float32, requires_grad=False))
        for form in (info, *info.aliases):
            plain = form.name.removeprefix('torch.')
            call = info.op if form is info else form.op
            for name in filter(public, (f'torch.{plain}', f'torch.Tensor.{plain}', f'torch.nn.functional.{plain}')):
                yield from calls_of(name, call, samples)
        if info.inplace_variant is not None:
            for name in filter(public, (f'torch.{info.name}_', f'torch.Tensor.{info.name}_')):
                yield from calls_of(name, info.inplace_variant, samples)


def calls_of(name, call, samples):
    for sample in samples:
        run = functools.partial(call, sample.input, *sample.args, **sample.kwargs)
        yield from ((form, run) for form in forms(name, sample.kwargs))


def forms(name, options):
    """A name, and the name with each option that is a word, since words such as `mode='bicubic'` choose a kernel."""
    yield name
    for option, value in options.items():
        if isinstance(value, str):
            yield f"{name}({option}='{value}')"


def public(name):
    value = torch
    for part in name.split('.')[1:]:
        value = getattr(value, part, None)
    return callable(value) and not any(part.startswith('_') for part in name.split('.'))


def guarded(samples):
    try:
        return list(samples())[:SAMPLES]
    except Exception:
        return []


def modules():
    for info in module_db:
        cls = info.module_cls
        name = f'torch.nn.{cls.__name__}'
        if getattr(torch.nn, cls.__name__, None) is not cls:
            continue
        inputs = functools.partial(
            info.module_inputs_func, info, device='cpu', dtype=torch.float32, requires_grad=False, training=True
        )
        for sample in guarded(inputs):
            made, given = sample.constructor_input, sample.forward_input
            if given is None:
                continue
            run = functools.partial(cls(*made.args, **made.kwargs), *given.args, **given.kwargs)
            yield from ((form, run) for form in forms(name, made.kwargs))


def says_more(name, names, found):
    """A form with an option is worth a row only where it says something else than the plain name."""
    plain = name.split('(')[0]
    return plain == name or names != found.get(plain)


def others():
    """Calls written by hand, for names that the databases lack."""
    path = pathlib.Path(__file__).with_name('more-calls.py')
    for name, source in runpy.run_path(str(path))['CALLS'].items():
        yield name, functools.partial(eval, source, {'torch': torch})


def main():
    table = read_table(sys.argv[1])
    day = sys.argv[3] if len(sys.argv) > 3 else datetime.date.today().isoformat()
    torch.manual_seed(0)
    warnings.simplefilter('ignore')
    samples = collections.defaultdict(list)
    for name, run in (*functions(), *modules(), *others()):
        try:
            samples[name].append(ever_short(operators_of(run, table), table))
        except Exception as error:
            print(f'{name}: {type(error).__name__}: {str(error).splitlines()[:1]}', file=sys.stderr)
    found = {name: decisive(seen) for name, seen in samples.items() if seen}
    telling = {name: names for name, names in sorted(found.items()) if names and says_more(name, names, found)}
    version = torch.__version__.split('+')[0]
    document = {
        'version': version,
        'source': {'url': f'pkg:pypi/torch@{version}', 'seen': day, 'kind': 'measurement'},
    }
    rows = (f'    {json.dumps(name)}: {json.dumps(names)}' for name, names in telling.items())
    head = json.dumps(document, indent=2)[:-2]
    pathlib.Path(sys.argv[2]).write_text(head + ',\n  "python": {\n' + ',\n'.join(rows) + '\n  }\n}\n')


if __name__ == '__main__':
    main()
