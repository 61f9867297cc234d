"""Calls of PyTorch's public functions, methods and modules, made of the samples of its own test databases."""

import functools
import pathlib
import runpy

import torch
from deciding_arguments import given_of
from torch.testing._internal.common_methods_invocations import op_db
from torch.testing._internal.common_modules import module_db

SAMPLES = 40
# Each function is called with the first of these that it takes.
DTYPES = (torch.float32, torch.int64, torch.complex64)


def functions(grad):
    """Public names, calls of them, and what these are given; entries of the database that differ in their samples share a name."""
    for info in op_db:
        dtype = next((dtype for dtype in DTYPES if dtype in info.dtypes), None)
        if dtype is None or (grad and not (info.supports_autograd and dtype.is_floating_point)):
            continue
        samples = guarded(lambda: info.sample_inputs('cpu', dtype, requires_grad=grad))
        for form in (info, *info.aliases):
            plain = form.name.removeprefix('torch.')
            call = info.op if form is info else form.op
            for name in filter(public, (f'torch.{plain}', f'torch.Tensor.{plain}', f'torch.nn.functional.{plain}')):
                yield from calls_of(name, call, samples)
        if info.inplace_variant is not None:
            for name in filter(public, (f'torch.{info.name}_', f'torch.Tensor.{info.name}_')):
                yield from calls_of(name, on_copy(info.inplace_variant), samples)


def on_copy(call):
    """What is changed in place must be neither a sample for others nor a leaf of the graph."""
    return lambda changed, *args, **kwargs: call(changed.clone(), *args, **kwargs)


def calls_of(name, call, samples):
    for sample in samples:
        run = functools.partial(differentiable, sample, functools.partial(call, sample.input, *sample.args, **sample.kwargs))
        yield from ((form, run, given_of(name, sample)) for form in forms(name, sample.kwargs))


def differentiable(sample, run):
    """Of some results only a part has a gradient that is defined."""
    return sample.output_process_fn_grad(run()) if torch.is_grad_enabled() else run()


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


def modules(grad):
    for info in module_db:
        cls = info.module_cls
        name = f'torch.nn.{cls.__name__}'
        if getattr(torch.nn, cls.__name__, None) is not cls:
            continue
        inputs = functools.partial(
            info.module_inputs_func, info, device='cpu', dtype=torch.float32, requires_grad=grad, training=True
        )
        for sample in guarded(inputs):
            made, given = sample.constructor_input, sample.forward_input
            if given is None:
                continue
            run = functools.partial(cls(*made.args, **made.kwargs), *given.args, **given.kwargs)
            yield from ((form, run, None) for form in forms(name, made.kwargs))


def others():
    """Calls written by hand, for names that the databases lack."""
    path = pathlib.Path(__file__).with_name('more-calls.py')
    for name, source in runpy.run_path(str(path))['CALLS'].items():
        yield name, functools.partial(eval, source, {'torch': torch}), None


def calls(grad):
    yield from functions(grad)
    yield from modules(grad)
    yield from others()
