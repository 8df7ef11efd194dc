"""The Initialization lab: how a network starts decides whether it learns. One module a checkpoint."""

from __future__ import annotations

from autograder.labs.initialization.boundary import BOUNDARY
from autograder.labs.initialization.he import HE
from autograder.labs.initialization.random import RANDOM
from autograder.labs.initialization.symmetry import SYMMETRY
from autograder.labs.initialization.zeros import ZEROS

CHECKPOINTS = (ZEROS, RANDOM, HE, SYMMETRY, BOUNDARY)
