"""Special functions of two arguments, whose kernels take floating types only, and functions that came with the latest releases."""

from .kinds import COMPLEX, FLOATING, is_bool, is_complex, name_of, not_float32_or_complex64
from .limit import Limit

_OF_TWO = (
    "special_xlog1py",
    "special_zeta",
    *(f"special_{kind}chebyshev_polynomial_{letter}" for kind in ("", "shifted_") for letter in "tuvw"),
    "special_hermite_polynomial_h",
    "special_hermite_polynomial_he",
)
# Bytes, on all chips of Apple.
_SHARED_BY_THREADS = 32768
_SINGLE = ("linalg_cholesky_ex", "linalg_cholesky_ex.L")
_DECOMPOSED = ("_linalg_svd", "_linalg_svd.U")


def _complex_among_two(first, second, *_rest, **_named) -> bool:
    return is_complex(first) or is_complex(second)



def _not_real(tensor, *_rest, **_named):
    return name_of(tensor.dtype) if is_complex(tensor) or is_bool(tensor) else False


def _not_floating_name(tensor, *_rest, **_named):
    return False if tensor.dtype in FLOATING else name_of(tensor.dtype)


def _drawn_not_floating(count, prob, *_rest, **_named):
    return _not_floating_name(count)


def _too_large_to_stage(matrix, *_rest, copies=1, **_named):
    """How much a matrix takes of the memory that threads share, where it is too much."""
    size = copies * matrix.size(-2) * matrix.size(-1) * matrix.element_size()
    return size > _SHARED_BY_THREADS and f"{size} > {_SHARED_BY_THREADS} bytes); falling back to CPU."


_ANOTHER_SHAPE = ": probability and self tensor should be of the same shape"


def _of_another_shape(tensor, probabilities, **_named) -> bool:
    return probabilities.dim() > 0 and probabilities.shape != tensor.shape


SPECIAL = (
    *(
        Limit(
            (name, f"{name}.out"),
            f"{name.removeprefix('special_')}_mps not implemented for non-floating types",
            _complex_among_two,
        )
        for name in _OF_TWO
    ),
    Limit(("aminmax", "aminmax.out"), "aminmax not implemented for ", lambda x, **_named: x.dtype in COMPLEX and name_of(x.dtype)),
    Limit(("kthvalue", "kthvalue.values"), "kthvalue_mps not implemented for ", _not_real),
    Limit(("median", "median.dim", "median.dim_values", "nanmedian"), "median_mps not implemented for ", _not_real),
    Limit(("igamma", "igamma.out"), "igamma_mps not implemented for ", _not_floating_name),
    Limit(("igammac", "igammac.out"), "igammac_mps not implemented for ", _not_floating_name),
    Limit(("addcmul", "addcmul.out", "addcmul_"), "addcmul_mps not implemented for 'Bool'", is_bool),
    Limit(("linalg_cross", "linalg_cross.out"), "linalg.cross: not implemented for 'Bool'", is_bool),
    Limit(("adaptive_max_pool2d", "adaptive_max_pool2d.out"), "Adaptive max pooling for complex is not supported for MPS", is_complex),
    Limit(("binomial",), "binomial only supports floating-point dtypes for count, got: ", _drawn_not_floating),
    Limit(_SINGLE, "linalg.cholesky: MPS supports float32 and complex64, but got ", not_float32_or_complex64),
    Limit(_DECOMPOSED, "linalg.svd: the MPS backend supports only float32 and complex64. Got ", not_float32_or_complex64),
    Limit(_DECOMPOSED, "linalg.svd: matrix too large to stage in MPS threadgroup memory (", _too_large_to_stage),
    Limit(
        ("_linalg_eigh", "_linalg_eigh.eigenvalues"),
        "linalg.eigh: matrix too large to stage in MPS threadgroup memory (",
        lambda matrix, *_rest, **_named: _too_large_to_stage(matrix, copies=2),
    ),
    Limit(
        _DECOMPOSED,
        "linalg.svd: driver= is not supported on MPS.",
        lambda x, *_rest, driver=None, **_named: driver is not None,
    ),
    Limit(
        ("bernoulli_.float",),
        "bernoulli_mps_ expects p to be in [0, 1], but got p=",
        lambda x, p=0.5, **_named: False if 0.0 <= p <= 1.0 else f"{p:g}",
    ),
    Limit(("bernoulli_.Tensor",), f"bernoulli_mps_{_ANOTHER_SHAPE}", _of_another_shape),
    Limit(("bernoulli_.Tensor",), _ANOTHER_SHAPE, _of_another_shape, f"bernoulli_mps_{_ANOTHER_SHAPE}{{}}"),
    Limit(("bernoulli_.float", "bernoulli_.Tensor"), "bernoulli is not implemented for complex types on MPS", is_complex),
    *(
        Limit((f"_{name}_helper",), f"\"{name}\" not implemented for '", lambda x, *_rest: is_complex(x) and f"{name_of(x.dtype)}'")
        for name in ("cummax", "cummin")
    ),
    Limit(
        ("logaddexp2", "logaddexp2.out"),
        "\"logaddexp2_mps\" not implemented for '",
        lambda x, *_rest, **_named: x.dtype not in FLOATING and x.dtype not in COMPLEX and f"{name_of(x.dtype)}'",
    ),
    Limit(("_unique", "_unique2"), "unique is not supported on MPS for dtype ", lambda x, *_rest, **_named: is_complex(x) and name_of(x.dtype)),
    Limit(("random_", "random_.from", "random_.to"), "random_mps handles only integral, floating-point and boolean types", is_complex),
    Limit(("trace",), "trace: expected a matrix, but got tensor with dim ", lambda x: False if x.dim() == 2 else str(x.dim())),
)
