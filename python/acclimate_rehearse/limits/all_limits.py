"""All limits that are known, of all releases."""

from .algebra import ALGEBRA
from .indexing import INDEXING
from .layers import LAYERS
from .numbers import NUMBERS

ALL_LIMITS = (*NUMBERS, *LAYERS, *ALGEBRA, *INDEXING)
