"""Which pairs of an operator and a number type PyTorch's own tests expect to fail on Metal, and the stand-in accepts.

The lists are those of the PyTorch installed (torch/testing/_internal/common_mps.py, from 2.8 on), or those of a file with the lists of
another release. They count where a test fails for wrong numbers, too, which no stand-in can show. Needs expecttest. Five samples of each
are run forward. Types that the tests use on Metal alone, since the CPU has no kernel for them, are told apart: `only there`.

usage: acclimate rehearse -- python bench/rehearse/expectations.py [--lists COMMON_MPS.PY] [OPERATOR…]
"""

import collections
import importlib.util
import itertools
import sys
import unittest
import warnings

import torch
from torch.testing._internal import common_utils
from torch.testing._internal.common_methods_invocations import op_db

SAMPLES = 5
TYPES = (*(torch.float32, torch.float16, torch.bfloat16, torch.complex64), *(torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool))

warnings.simplefilter("ignore")
# Some lists are for old systems alone.
common_utils.MACOS_VERSION = 26.0


def modifier_of(file: str | None):
    """What marks the operators that are expected to fail: of a file, or of the PyTorch installed."""
    if file is None:
        from torch.testing._internal.common_mps import mps_ops_modifier

        return mps_ops_modifier
    # It imports what stands beside it.
    spec = importlib.util.spec_from_file_location("torch.testing._internal.common_mps_of_release", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.mps_ops_modifier


def failure_of(info, dtype) -> str | None:
    """What an operator says when it refuses one of its samples."""
    for sample in itertools.islice(info.sample_inputs("mps", dtype), SAMPLES):
        try:
            info.op(sample.input, *sample.args, **sample.kwargs)
        except Exception as error:
            return f"{type(error).__name__}: {str(error)[:150]}"
    return None


def samples_fail(info, dtype) -> str | None:
    try:
        return failure_of(info, dtype)
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:150]}"


words = sys.argv[1:]
lists = words[1] if words[:1] == ["--lists"] else None
chosen = words[2:] if lists is not None else words
counts = collections.Counter()
for info in modifier_of(lists)(op_db):
    name = info.name + info.variant_test_name
    # Jiterators are for CUDA alone.
    if "jiterator" in name or (chosen and name not in chosen):
        continue
    on_cpu, there = info.supported_dtypes("cpu"), info.supported_dtypes("mps")
    for dtype in TYPES:
        if dtype in there and dtype not in on_cpu:
            failure = samples_fail(info, dtype)
            counts["only there", failure is not None] += 1
            if failure is not None:
                print(f"refused, only there: {name} {dtype}: {failure}", flush=True)
        if dtype not in on_cpu or dtype not in there:
            continue
        marks = info.get_decorators("TestConsistency", "test_output_match", "mps", dtype, {})
        if any(mark is not unittest.expectedFailure and "skip" in getattr(mark, "__qualname__", "") for mark in marks):
            continue
        is_expected = unittest.expectedFailure in marks
        failure = samples_fail(info, dtype)
        counts[is_expected, failure is not None] += 1
        if is_expected and failure is None:
            print(f"accepted {name} {dtype}", flush=True)
        elif failure is not None and not is_expected:
            print(f"refused {name} {dtype}: {failure}", flush=True)
print(
    f"expected to fail: {counts[True, True]} refused, {counts[True, False]} accepted; "
    f"expected to work: {counts[False, False]} accepted, {counts[False, True]} refused; "
    f"only there: {counts['only there', False]} accepted, {counts['only there', True]} refused"
)
