"""The student's side of grading: make the calls that the judge asks for, and send what came out."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.checks.calling.observation import Observation, observe
from autograder.checks.channel import ELSEWHERE, RECEIVED, Channel
from autograder.checks.exam import Call
from autograder.checks.plain import MalformedData, Tree
from autograder.checks.words import phrase

_answering: list[str] = []
"""The checkpoint that is being asked about, if one is."""


def answer(
    address: str,
    checkpoint: str,
    functions: Sequence[Callable[..., Any]],
    evidence: Mapping[str, Tree] | None = None,
    problem: str = "",
) -> bool:
    """Let the judge at an address ask about some functions.

    Parameters
    ----------
    address : str
        Path of the judge's socket.
    checkpoint : str
        ``<lab>.<grade_id>``.
    functions : sequence of callable
        What the student wrote.
    evidence : mapping, optional
        What was handed in beside the functions, as plain data.
    problem : str
        Why there is nothing to ask about, if so.

    Returns
    -------
    bool
        Whether the judge wanted to know; it does in the checkpoint's own test cell only.
    """
    if _answering:  # the function that is asked about asks itself: that is not the test cell
        return False
    _answering.append(checkpoint)
    try:
        return _conversed(address, checkpoint, functions, evidence, problem)
    finally:
        _answering.clear()


def _conversed(
    address: str,
    checkpoint: str,
    functions: Sequence[Callable[..., Any]],
    evidence: Mapping[str, Tree] | None,
    problem: str,
) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(address)
        channel = Channel(connection)
        channel.send({"checkpoint": checkpoint, "evidence": evidence, "problem": problem})
        while (message := channel.receive()) != RECEIVED:
            if message == ELSEWHERE:
                return False
            call = Call(**message)
            try:
                channel.send(observe(functions, call, evidence).to_tree())
            except MalformedData as error:
                told = phrase("message.returned", what=error.args[0])
                channel.send(Observation(error=told).to_tree())
    return True
