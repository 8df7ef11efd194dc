"""Functions of your own, from another lab's notebook that lies in the folder beside this one."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from helpers.activations import Array

State = tuple[Any, ...]


def functions_of(
    lab: str, *names: str, folder: str | Path = "."
) -> tuple[Callable[..., Any], ...] | None:
    """Functions that the notebook of another lab defines.

    Only these functions are taken, not the cells around them; they see NumPy as `np`, and each
    other. Where a notebook defines one twice, the last one counts.

    Parameters
    ----------
    lab : str
        Such as "optimization"; its notebook is ``<lab>.ipynb``, beside this one's folder or in it.
    *names : str
    folder : str or path
        Where this notebook is.

    Returns
    -------
    tuple of callable or None
        In the order of their names; None, and a line that says why, if one of them is not there.
    """
    here = Path(folder).resolve()
    places = (here.parent / lab / f"{lab}.ipynb", here / f"{lab}.ipynb")
    place = next((place for place in places if place.is_file()), None)
    without = f"going on without {' and '.join(names)}."
    if place is None:
        print(f"There is no notebook {lab}.ipynb in {lab}/ beside this folder: {without}")
        return None
    try:
        cells = json.loads(place.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, TypeError, KeyError):
        print(f"{place.name} cannot be read as a notebook: {without}")
        return None
    found = {}
    for source in sources:
        for statement in _statements(source):
            if isinstance(statement, ast.FunctionDef) and statement.name in names:
                found[statement.name] = statement
    lacking = [name for name in names if name not in found or _is_blank(found[name])]
    if lacking:
        print(f"{lacking[0]} is not written yet in {place.name}: {without}")
        return None
    namespace: dict[str, Any] = {"np": np, "numpy": np}
    exec(compile(ast.Module([*found.values()], []), str(place), "exec"), namespace)
    return tuple(namespace[name] for name in names)


def _statements(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError):  # a magic, or something unfinished
        return []


def _is_blank(function: ast.FunctionDef) -> bool:
    """Whether nothing stands in a function but that it is not written yet."""
    return any("NotImplementedError" in ast.unparse(part) for part in function.body)


class Yours:
    """An optimizer for `train` that makes its steps with your functions of the lab Optimization.

    Parameters
    ----------
    initialize : callable
        ``initialize_velocity`` or ``initialize_adam``.
    update : callable
        ``update_parameters_with_momentum`` or ``update_parameters_with_adam``.
    learning_rate : float
    beta : float, optional
        For momentum only.
    """

    def __init__(
        self,
        initialize: Callable[..., Any],
        update: Callable[..., Any],
        learning_rate: float,
        beta: float | None = None,
    ) -> None:
        self._initialize, self._update = initialize, update
        self._rate, self._beta = learning_rate, beta

    def init(self, theta: Array) -> State:
        """What your functions remember before the first step, and that no step is made yet."""
        made = self._initialize({"W1": theta})
        return (*(made if isinstance(made, tuple) else (made,)), 0)

    def step(self, gradient: Array, state: State, out: Array | None = None) -> tuple[Array, State]:
        """The change to add to theta, and the next state; see `helpers.optimizers.Optimizer`."""
        *remembered, t = state
        settings = (t + 1, self._rate) if self._beta is None else (self._beta, self._rate)
        begin = {"W1": np.zeros_like(gradient)}
        moved, *remembered = self._update(begin, {"dW1": gradient.copy()}, *remembered, *settings)
        change = np.asarray(moved["W1"])
        if out is not None:
            out[...] = change
        return change, (*remembered[: len(state) - 1], t + 1)
