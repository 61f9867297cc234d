"""Prints, for each operator of the PyTorch that is installed, which composite kernels its dispatcher holds, as JSON."""

import json

import torch

KEYS = ('CompositeImplicitAutograd', 'CompositeExplicitAutograd', 'CompositeExplicitAutogradNonFunctional')


def composites(name):
    return [key for key in KEYS if torch._C._dispatch_has_kernel_for_dispatch_key(name, key)]


names = (name for name in torch._C._dispatch_get_all_op_names() if name.startswith('aten::'))
print(json.dumps({name.removeprefix('aten::'): composites(name) for name in names}))
