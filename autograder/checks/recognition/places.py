"""Names of arrays: the output that each is part of, and what the wrong ones have in common."""

from __future__ import annotations

import re
from collections.abc import Collection

from autograder.checks.words import phrase

_STEP = re.compile(r" after step \d+$")
_KEY = re.compile(r"([Wb])(\d+)\b")
_LETTERS = {"W": "mistake.weights", "b": "mistake.biases"}
_PART = re.compile(r"[A-Za-z_ ]+")


def stepless(name: str) -> str:
    """The name of a leaf without its step."""
    return _STEP.sub("", name)


def group(name: str) -> str:
    """The output that a leaf is part of: ``v`` of ``v['dW1'] after step 2``, ``dW`` of ``dW1``."""
    name = stepless(name)
    found = _PART.match(name)
    return found[0].strip() if found else name


def alone(
    wrong: Collection[str], names: Collection[str], everything: Collection[str] | None = None
) -> str:
    """Whether only one array is wrong, or the biases, or the weights, or those of one layer.

    Parameters
    ----------
    wrong : collection of str
    names : collection of str
        What could have been wrong.
    everything : collection of str, optional
        What there is: its layers tell which is the first and which the last.
    """
    letters, layers = _letters(wrong), _layers(wrong)
    all_letters, all_layers = _letters(names), _layers(names if everything is None else everything)
    if len(letters) == 1 < len(all_letters):
        if len(layers) == 1 < len(all_layers) and len(arrays := {*map(stepless, wrong)}) == 1:
            return phrase("mistake.one-array", name=arrays.pop())
        return phrase(_LETTERS[letters.pop()])
    if len(layers) == 1 < len(all_layers):
        (layer,) = layers
        if layer == max(all_layers, key=int):
            return phrase("mistake.last-layer")
        if layer == min(all_layers, key=int):
            return phrase("mistake.first-layer")
    return ""


def _letters(names: Collection[str]) -> set[str]:
    return {found[0] for name in names for found in _KEY.findall(name)}


def _layers(names: Collection[str]) -> set[str]:
    return {found[1] for name in names for found in _KEY.findall(name)}
