"""Records what each public name around CUDA does in a build of PyTorch without CUDA, by calling it.

usage: record-torch-calls.py OUT.json [YYYY-MM-DD]

Each call runs in a process of its own, forked from one that has imported torch, with a time limit. Names of
`torch.mps`, `torch.backends.mps` and `torch.accelerator` are only looked up: what they do on a machine without
Metal says nothing about a Mac.
"""

import datetime
import importlib
import inspect
import io
import json
import os
import pathlib
import re
import runpy
import select
import signal
import sys
import types
import warnings

import torch
import torch.distributed
import torch.utils.cpp_extension
import torch.utils.data

SECONDS = 60
REPR_LIMIT = 80
MESSAGE_LIMIT = 240
CALLED = (
    'torch.cuda', 'torch.cuda.amp', 'torch.cuda.comm', 'torch.cuda.jiterator', 'torch.cuda.memory', 'torch.cuda.nccl',
    'torch.cuda.nvtx', 'torch.cuda.profiler', 'torch.cuda.random', 'torch.cuda.tunable', 'torch.backends.cuda',
    'torch.backends.cudnn', 'torch.amp',
)
ONLY_LOOKED_UP = (
    'torch.mps', 'torch.mps.event', 'torch.mps.profiler', 'torch.backends.mps', 'torch.accelerator',
    'torch.accelerator.memory',
)


def enter(manager):
    with manager:
        return manager


def saved():
    file = io.BytesIO()
    torch.save(torch.zeros(1), file)
    file.seek(0)
    return file


def resolve(name):
    value = torch
    with warnings.catch_warnings(action='ignore'):
        for part in name.split('.')[1:]:
            value = getattr(value, part)
    return value


def exists(name):
    try:
        resolve(name)
    except AttributeError:
        return False
    return True


def belongs(value, module_name):
    """Leaves out what a module merely imported."""
    return (getattr(value, '__module__', None) or '').startswith(module_name)


def public_names(module_name):
    module = resolve(module_name)
    listed = getattr(module, '__all__', None)
    for name in sorted(set(listed or ()) | {name for name in dir(module) if not name.startswith('_')}):
        value = getattr(module, name, None)
        if isinstance(value, types.ModuleType) or (name not in (listed or ()) and not callable(value)):
            continue
        if name in (listed or ()) or belongs(value, module_name):
            yield f'{module_name}.{name}'


def source_of(name, table):
    """Python source that exercises a name, or nothing when its arguments are not known."""
    # torch.cuda re-exports what these two modules hold.
    known = re.sub(r'^torch\.cuda\.(memory|random)\.', 'torch.cuda.', name)
    for key in (name, known):
        if key in table:
            return table[key]
    value = resolve(name)
    if not callable(value) or isinstance(value, type) and issubclass(value, Exception):
        return name
    try:
        parameters = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return f'{name}()'
    optional = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return f'{name}()' if all(p.default is not p.empty or p.kind in optional for p in parameters) else None


def first_line(error):
    lines = str(error).strip().splitlines()
    return lines[0][:MESSAGE_LIMIT] if lines else ''


def announces_removal(warning):
    """A notice that a name will go away is no word about CUDA."""
    return issubclass(warning.category, (DeprecationWarning, FutureWarning)) or ' is deprecated' in str(warning.message)


def observe(source, later):
    scope = {'torch': torch, 'enter': enter, 'saved': saved}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            result = eval(source, scope)
        except Exception as error:
            return {'behaviour': 'raises', 'raises': type(error).__name__, 'message': first_line(error)}
    telling = [warning for warning in caught if not announces_removal(warning)]
    if later:
        try:
            exec(later, {**scope, 'result': result})
        except Exception as error:
            return {'behaviour': 'fails-later', 'raises': type(error).__name__, 'message': first_line(error)}
    if telling:
        return {'behaviour': 'warns', 'message': first_line(telling[-1].message)}
    text = repr(result)
    return {'behaviour': 'returns', 'returns': text[:REPR_LIMIT] if ' at 0x' not in text else type(result).__name__}


def observe_apart(source, later):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os.write(writing, json.dumps(observe(source, later)).encode())
        os._exit(0)
    os.close(writing)
    ready = select.select([reading], [], [], SECONDS)[0]
    answer = os.read(reading, 65536) if ready else b''
    if not answer:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)
    return json.loads(answer) if answer else {'behaviour': 'not-called'}


def main():
    out = sys.argv[1]
    day = sys.argv[2] if len(sys.argv) > 2 else datetime.date.today().isoformat()
    if torch.version.cuda is not None:
        sys.exit('needs a build of PyTorch without CUDA')
    for module in (*CALLED, *ONLY_LOOKED_UP):
        importlib.import_module(module)
    table = types.SimpleNamespace(**runpy.run_path(str(pathlib.Path(__file__).with_name('call-recipes.py'))))
    calls = {}
    for module in CALLED:
        for name in public_names(module):
            source = source_of(name, table.RECIPES)
            calls[name] = observe_apart(source, table.LATER.get(name)) if source else {'behaviour': 'not-called'}
    for name, source in table.FORMS.items():
        calls[name] = observe_apart(source, table.LATER.get(name))
    for name in (*table.ACCELERATOR_DECIDES, *(name for module in ONLY_LOOKED_UP for name in public_names(module))):
        calls[name] = {'behaviour': 'not-called'}
    for name in (*table.RECIPES, *table.ALSO_LOOKED_FOR):
        if not exists(name):
            calls[name] = {'behaviour': 'missing'}
    version = torch.__version__.split('+')[0]
    document = {
        'version': version,
        'source': {'url': f'pkg:pypi/torch@{version}', 'seen': day, 'kind': 'measurement'},
        'recordedOn': f'torch {torch.__version__}, Python {sys.version.split()[0]}, {sys.platform}',
        'calls': dict(sorted(calls.items())),
    }
    rows = ',\n'.join(f'    {json.dumps(name)}: {json.dumps(fact)}' for name, fact in document.pop('calls').items())
    head = json.dumps(document, indent=2)[:-2]
    pathlib.Path(out).write_text(head + ',\n  "calls": {\n' + rows + '\n  }\n}\n')


if __name__ == '__main__':
    main()
