"""All limits that are known, of all releases."""

from .algebra import ALGEBRA
from .indexing import INDEXING
from .layers import LAYERS
from .numbers import NUMBERS
from .special import SPECIAL

ALL_LIMITS = (*NUMBERS, *SPECIAL, *LAYERS, *ALGEBRA, *INDEXING)
