"""The Optimization lab: from a gradient to a step, and what the way there looks like."""

from __future__ import annotations

from autograder.labs.optimization.adam import ADAM
from autograder.labs.optimization.boundary import BOUNDARY
from autograder.labs.optimization.gd import GD
from autograder.labs.optimization.mini_batches import MINI_BATCHES
from autograder.labs.optimization.momentum import MOMENTUM
from autograder.labs.optimization.states import ADAM_STATE, VELOCITY

CHECKPOINTS = (GD, MINI_BATCHES, VELOCITY, MOMENTUM, ADAM_STATE, ADAM, BOUNDARY)
