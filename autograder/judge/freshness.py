"""Whether stored cases are those that would be set now, but for round-off."""

from __future__ import annotations

from dataclasses import is_dataclass, replace

import numpy as np

from autograder.checks.comparing.comparison import Within
from autograder.checks.exam import Exam
from autograder.checks.plain import Tree
from autograder.checks.public import from_tree, to_tree

_RTOL, _ATOL = 1e-9, 1e-12
_MARGINS = 1e-3


def same(stored: Exam, fresh: Exam) -> bool:
    """Whether two exams of a checkpoint are the same, but for round-off."""
    ours, theirs = (from_tree(to_tree(exam)) for exam in (stored, fresh))
    bare, wanted = (
        replace(exam, variants=tuple, mistakes=tuple, together=stored.together, probes=())
        for exam in (ours, theirs)
    )
    return (
        close(bare, wanted)
        and close(list(ours.variants()), list(theirs.variants()))
        and close(list(ours.mistakes()), list(theirs.mistakes()), noisy=True)
    )


def close(ours: Tree, theirs: Tree, *, noisy: bool = False) -> bool:
    """Whether two trees are equal but for round-off.

    Parameters
    ----------
    ours, theirs : tree
    noisy : bool
        Whether margins are made of round-off too, so that the wider one holds.
    """
    if noisy and (isinstance(ours, Within) or isinstance(theirs, Within)):
        one, other = (
            tree if isinstance(tree, Within) else Within(tree, 0.0) for tree in (ours, theirs)
        )
        return _near(one.value, other.value, max(one.margin, other.margin))
    if isinstance(ours, str) and isinstance(theirs, str):
        return str(ours) == str(theirs)  # one may know its key as well
    if type(ours) is not type(theirs) and not isinstance(ours, np.ndarray | float):
        return False
    if isinstance(theirs, Within):
        return _near(ours.value, theirs.value, theirs.margin) and bool(
            np.isclose(ours.margin, theirs.margin, rtol=_MARGINS, atol=0)
        )
    if isinstance(theirs, dict):
        return list(ours) == list(theirs) and all(
            close(ours[key], theirs[key], noisy=noisy) for key in theirs
        )
    if isinstance(theirs, list | tuple):
        return len(ours) == len(theirs) and all(
            close(our, their, noisy=noisy) for our, their in zip(ours, theirs, strict=True)
        )
    if is_dataclass(theirs):
        return close(vars(ours), vars(theirs), noisy=noisy)
    if isinstance(theirs, np.ndarray | float):
        return _near(ours, theirs)
    return bool(ours == theirs)


def _near(ours: Tree, theirs: Tree, margin: float = 0.0) -> bool:
    return np.shape(ours) == np.shape(theirs) and bool(
        np.allclose(ours, theirs, _RTOL, _ATOL + margin, equal_nan=True)
    )
