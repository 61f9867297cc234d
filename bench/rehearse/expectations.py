"""Which pairs of an operator and a number type PyTorch's own tests expect to fail on Metal, and the stand-in accepts.

The lists are those of the PyTorch installed (torch/testing/_internal/common_mps.py, from 2.8 on); they count where a test fails
for wrong numbers, too, which no stand-in can show. Needs expecttest. Five samples of each are run forward.

usage: acclimate rehearse -- python bench/rehearse/expectations.py [OPERATOR…]
"""

import collections
import itertools
import sys
import unittest
import warnings

import torch
from torch.testing._internal.common_methods_invocations import op_db
from torch.testing._internal.common_mps import mps_ops_modifier

SAMPLES = 5
TYPES = (*(torch.float32, torch.float16, torch.bfloat16, torch.complex64), *(torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool))

warnings.simplefilter("ignore")


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


counts = collections.Counter()
for info in mps_ops_modifier(op_db):
    name = info.name + info.variant_test_name
    if len(sys.argv) > 1 and name not in sys.argv[1:]:
        continue
    for dtype in TYPES:
        if dtype not in info.supported_dtypes("cpu"):
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
    f"expected to work: {counts[False, False]} accepted, {counts[False, True]} refused"
)
