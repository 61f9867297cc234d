"""All limits that are known, of all releases."""

from .algebra import ALGEBRA
from .arguments import ARGUMENTS
from .coordinates import COORDINATES
from .draws import DRAWS
from .histograms import HISTOGRAMS
from .indexing import INDEXING
from .layers import LAYERS
from .losses import LOSSES
from .numbers import NUMBERS
from .optimizers import OPTIMIZERS
from .outputs import OUTPUTS
from .pooling import POOLING
from .special import SPECIAL

ALL_LIMITS = (*NUMBERS, *SPECIAL, *LAYERS, *ALGEBRA, *INDEXING, *DRAWS, *HISTOGRAMS, *COORDINATES, *ARGUMENTS, *LOSSES, *OPTIMIZERS, *OUTPUTS, *POOLING)
