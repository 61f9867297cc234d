"""Puts the kernels of a release into PyTorch's dispatcher."""

import warnings
from inspect import signature

import torch
from torch.library import Library

from ..limits.limit import Limits
from ..rehearsal import Rehearsal
from ..release import ABSENT, COMPOSITE, FALLS_BACK, MISSING, NATIVE, Release
from .attention import attention_kernels
from .complex_scalars import scalar_check
from .convolution import convolution_kernels
from .deterministic import alerts
from .dropping import dropping_kernels
from .falling_back import Missing
from .kernel import kernel_of, made_when_called
from .lacking import Lacking
from .linear import linear_kernels
from .making import making_kernels
from .mixed_devices import Foreign
from .moving import moving_kernels
from .out_of_range import REPORTED, reporting
from .pooling import pooling_kernels
from .recurrent import recurrent_kernels
from .results import Results
from .singular import SINGULAR, watching
from .sparse import Sparse
from .stubs import stub_kernels
from .taken import laid_out, taking
from .signature import full_name, overload
from .without_function import function_check

_has_kernel = torch._C._dispatch_has_kernel_for_dispatch_key
# Some kernels of PyTorch's own for Metal are in Python, and are there before.
_OVERRIDES = {"allow_override": True} if "allow_override" in signature(Library.impl).parameters else {}
# Operators whose kernel for Metal is written in Python (torch/_refs/linalg), which the tables of C++ do not know.
_OF_PYTHON = {"linalg_lu_solve.out": (2, 10)}
# Composed of others everywhere but on Metal, in releases that have a kernel for it.
_OF_ITS_OWN = ("linalg_lu_factor", "linalg_lu_factor.out")
# They are above autograd on Metal, too, or a CPU build would take them for its own.
_ALSO_ABOVE = ("scaled_dot_product_attention", "lstm.input")


def register_operators(rehearsal: Rehearsal, limits: Limits) -> None:
    """A kernel for each operator that the release has; the rest raises or falls back."""
    sparse = Sparse(rehearsal, limits)
    results, foreign, lacking = Results(rehearsal, sparse), Foreign(rehearsal), Lacking(rehearsal, limits)

    alerted = alerts(rehearsal)

    def kernel_for(operator, within=None):
        name = full_name(operator).removeprefix("aten::")
        checks = _there(
            limits.check_of(operator),
            alerted.get(name),
            function_check(name, rehearsal, limits),
            scalar_check(name, rehearsal, limits),
        )
        operator = laid_out(taking(operator, name, rehearsal.release), name)
        if name in REPORTED:
            operator = reporting(operator, f"aten::{name}", rehearsal)
        if name in SINGULAR:
            operator = watching(operator, name, rehearsal, limits)
        return kernel_of(operator, rehearsal, results, foreign, lacking, _all_of(checks), within)

    missing = Missing(rehearsal, kernel_for)
    by_hand = {
        **making_kernels(rehearsal),
        **moving_kernels(rehearsal),
        **linear_kernels(rehearsal, limits),
        **convolution_kernels(rehearsal, limits),
        **pooling_kernels(rehearsal, limits),
        **attention_kernels(rehearsal, limits),
        **recurrent_kernels(rehearsal, limits),
        **dropping_kernels(rehearsal, limits),
        **stub_kernels(rehearsal, limits),
    }
    library = Library("aten", "IMPL", "MPS")
    rehearsal.libraries.append(library)
    with warnings.catch_warnings():
        # Some of these override kernels of PyTorch's own, which is what they are for.
        warnings.simplefilter("ignore")
        for name, kernel in by_hand.items():
            _implement(library, name, kernel)
        for name in _names_of_operators():
            if name in by_hand:
                continue
            chosen = _choose(name, _status(name, rehearsal.release), kernel_for, missing)
            if chosen is None and not hasattr(Library, "fallback") and _has_nothing_for_metal(name):
                # PyTorch 2.2: each operator by itself.
                chosen = _missing_one(name, missing)
            if chosen:
                library.impl(name, chosen, **_OVERRIDES)
        above = Library("aten", "IMPL", "AutogradMPS")
        for name in _ALSO_ABOVE:
            _implement(above, name, by_hand[name])
        rehearsal.libraries.append(above)
        if hasattr(Library, "fallback"):
            everything = Library("_", "IMPL")
            everything.fallback(missing, "MPS")
            rehearsal.libraries.append(everything)
        sparse.register(results)


def _there(*checks) -> list:
    return [check for check in checks if check is not None]


def _all_of(checks: list):
    if len(checks) < 2:
        return checks[0] if checks else None

    def check(*args, **kwargs):
        for one in checks:
            one(*args, **kwargs)

    return check


def _names_of_operators() -> list[str]:
    names = [name for name in torch._C._dispatch_get_all_op_names() if name.startswith("aten::")]
    return sorted(name.removeprefix("aten::") for name in names)


def _status(name: str, release: Release) -> str:
    since = _OF_PYTHON.get(name)
    return NATIVE if since is not None and release.since(*since) else release.status(name)


def _choose(name: str, status: str, kernel_for, missing: Missing):
    """The kernel for an operator, or none where the dispatcher's own way is right."""
    full = f"aten::{name}"
    if status == FALLS_BACK:
        return lambda *args, **kwargs: missing.on_cpu(overload(name), *args, **kwargs)
    if _has_kernel(full, "CompositeImplicitAutograd"):
        # Some are composed only where there is no kernel (`silu_backward`); Metal has one.
        is_own = name in _OF_ITS_OWN or _has_kernel(full, "CPU")
        return _made_when_called(name, kernel_for) if status == NATIVE and is_own else None
    is_composite = _has_kernel(full, "CompositeExplicitAutograd")
    if status == NATIVE and (is_composite or _has_kernel(full, "CPU")):
        return _made_when_called(name, kernel_for)
    if status == ABSENT and (is_composite or _has_kernel(full, "CPU")):
        # Newer than the release: what it is made of says nothing of what was there before it.
        return _made_when_called(name, kernel_for)
    if status == COMPOSITE and not is_composite and _has_kernel(full, "CPU") and not _is_structured_out(full):
        return _made_when_called(name, kernel_for)
    if status == MISSING and (is_composite or _has_kernel(full, "MPS")):
        return _missing_one(name, missing)
    return None


def _missing_one(name: str, missing: Missing):
    return lambda *args, **kwargs: missing(overload(name), *args, **kwargs)


def _has_nothing_for_metal(name: str) -> bool:
    full = f"aten::{name}"
    keys = ("CompositeImplicitAutograd", "CompositeExplicitAutograd", "CompositeExplicitAutogradNonFunctional", "MPS")
    return overload(name) is not None and not any(_has_kernel(full, key) for key in keys)


def _made_when_called(name: str, kernel_for):
    """There are a thousand kernels, of which a program needs some dozens."""
    return made_when_called(lambda within: kernel_for(overload(name), within))


def _is_structured_out(full: str) -> bool:
    return _has_kernel(full, "CompositeExplicitAutogradNonFunctional")


def _implement(library: Library, name: str, kernel) -> None:
    if overload(name) is not None:
        library.impl(name, kernel, **_OVERRIDES)
