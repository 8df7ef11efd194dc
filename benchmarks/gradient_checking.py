"""Time of a gradient check by a loop and all at once; and how well right gradients pass it.

The loop is the lab's own `numerical_gradient`, from the solution in its notebook; both ways measure
the same slopes of the same net in the same run, in turns.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from autograder.course import Course
from autograder.judge.reference import reference
from helpers.activations import Array
from helpers.gradients import perturbed_costs
from helpers.network import backward, forward_with_cost
from helpers.parameters import Parameters, flatten, shapes, unflatten

EPSILON = 1e-6
ROUNDS = 7
LIMIT = 1e-7
"""A difference below it is read as right."""

Net = tuple[Parameters, Array, Array]


@dataclass(frozen=True, kw_only=True)
class Check:
    """A net to check, and how many times faster than the loop it should be without one."""

    layers_dims: tuple[int, ...]
    samples: int
    target: float


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Median seconds of a check both ways, of a net with so many parameters."""

    check: Check
    parameters: int
    loop: float
    at_once: float

    @property
    def ratio(self) -> float:
        return self.loop / self.at_once


@dataclass(frozen=True, kw_only=True)
class Passing:
    """How right gradients fare with a step: the worst difference, and the share above the limit."""

    epsilon: float
    worst: float
    refused: float


CHECKS = (
    Check(layers_dims=(4, 5, 3, 1), samples=6, target=1.0),
    Check(layers_dims=(20, 25, 18, 1), samples=5, target=20.0),
)


def net(dims: Sequence[int], m: int, seed: int) -> Net:
    """A random net with samples and labels, as the lab draws it."""
    rng = np.random.default_rng(seed)
    parameters = {name: rng.normal(0, 0.4, shape) for name, shape in shapes(dims).items()}
    Y = (np.arange(m).reshape(1, m) % 2).astype(float)
    return parameters, rng.normal(size=(dims[0], m)), Y


def at_once(checked: Net, epsilon: float = EPSILON) -> Array:
    """All slopes, of shape (n, 1), without a loop over the parameters."""
    parameters, X, Y = checked
    up, down = perturbed_costs(parameters, X, Y, epsilon)
    return (flatten(up) - flatten(down)) / (2 * epsilon)


def by_a_loop(checked: Net, dims: Sequence[int]) -> Callable[[], Array]:
    """The same slopes as the lab asks for them, one after the other."""
    parameters, X, Y = checked
    numerical_gradient = reference(
        Course.find(Path(__file__)), "gradient_checking", "numerical_gradient"
    )

    def cost(theta: Array) -> float:
        return forward_with_cost(X, Y, unflatten(theta, dims, copy=False))[0]

    def run() -> Array:
        slopes: Array = numerical_gradient(cost, flatten(parameters), EPSILON)
        return slopes

    return run


def measure(check: Check) -> Timing:
    """Time both ways, in turns.

    Raises
    ------
    RuntimeError
        They do not find the same slopes.
    """
    checked = net(check.layers_dims, check.samples, seed=1)
    runs = (by_a_loop(checked, check.layers_dims), lambda: at_once(checked))
    times: list[list[float]] = [[], []]
    with threadpool_limits(1):
        first, second = (run() for run in runs)
        if np.linalg.norm(first - second) > LIMIT * np.linalg.norm(first):
            raise RuntimeError("the loop and the stack measure different slopes")
        for turn in range(ROUNDS):
            for which in (0, 1) if turn % 2 else (1, 0):
                start = time.perf_counter()
                runs[which]()
                times[which].append(time.perf_counter() - start)
    return Timing(
        check=check, parameters=len(first), loop=median(times[0]), at_once=median(times[1])
    )


def passing(epsilon: float, nets: int = 400) -> Passing:
    """Check the right gradients of many small nets, as the lesson does, with one step."""
    differences = np.array(
        [_difference(net((4, 5, 3, 1), 28, seed), epsilon) for seed in range(nets)]
    )
    refused = float(np.mean(differences > LIMIT))
    return Passing(epsilon=epsilon, worst=float(differences.max()), refused=refused)


def _difference(checked: Net, epsilon: float) -> float:
    parameters, X, Y = checked
    gradient = flatten(backward(X, Y, forward_with_cost(X, Y, parameters)[1]), "d")
    slopes = at_once(checked, epsilon)
    size = np.linalg.norm(gradient) + np.linalg.norm(slopes)
    return float(np.linalg.norm(gradient - slopes) / size)
