"""Where epsilon stands: after the root, as in the paper, or inside it, as many write it."""

from __future__ import annotations

from autograder.labs.changes import Change, change

INSIDE = change(size="np.sqrt(second[key] / (1 - beta2**t) + epsilon)")


def either_way(
    corrected: str = "second[key] / (1 - beta2**t)", **values: str
) -> tuple[Change, Change]:
    """A common mistake, with epsilon after the root and with epsilon inside it.

    Parameters
    ----------
    corrected : str
        What the root is taken of.
    values : str
        What else is assigned, by name.
    """
    after, inside = f"np.sqrt({corrected}) + epsilon", f"np.sqrt({corrected} + epsilon)"
    return change(size=after, **values), change(size=inside, **values)
