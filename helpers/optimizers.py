"""Optimizers: rules that turn a gradient into a change of theta; the loop is in `training`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np

from helpers.activations import Array

State: TypeAlias = tuple[Array, ...]


class Optimizer(Protocol):
    """What `training.train` asks of an optimizer; all its memory is in the state."""

    def init(self, theta: Array) -> State:
        """The state before the first step, for a theta of shape (n, 1)."""

    def step(self, gradient: Array, state: State, out: Array | None = None) -> tuple[Array, State]:
        """The change to add to theta, of shape (n, 1), and the next state."""


@dataclass(frozen=True)
class GradientDescent:
    """Gradient descent: the change is -learning_rate times the gradient; the state is empty."""

    learning_rate: float

    def __post_init__(self) -> None:
        if not self.learning_rate > 0:
            raise ValueError(f"learning_rate should be positive, got {self.learning_rate}")

    def init(self, theta: Array) -> State:  # noqa: ARG002
        """The state before the first step: nothing to remember."""
        return ()

    def step(self, gradient: Array, state: State, out: Array | None = None) -> tuple[Array, State]:
        """The change to add to theta, and the next state.

        Parameters
        ----------
        gradient : ndarray of shape (n, 1)
        state : tuple
            From `init` or from the step before.
        out : ndarray of shape (n, 1), optional
            Where to write the change; it may be `gradient` itself.
        """
        return np.multiply(gradient, -self.learning_rate, out=out), state
