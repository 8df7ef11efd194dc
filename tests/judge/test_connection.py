"""The judge's end of a connection, and a process at the other that takes its time."""

from __future__ import annotations

import socket
import threading

import numpy as np
import pytest

from autograder.checks.channel import Channel
from autograder.checks.exam import Call
from autograder.judge.connection import Line
from autograder.judge.patience import OutOfTimeError, Patience
from autograder.settings import Settings

CALL = Call({"x": 1.0})
SETTINGS = Settings(call_seconds=10)


@pytest.fixture
def ends():
    """The judge's end of a connection, and a student's."""
    one, other = socket.socketpair()
    with Line.of(one) as line, other:
        other.settimeout(60)
        yield line, other


def impatient() -> Patience:
    """One whose time is over at its second look."""
    used = iter(range(0, 10**6, 11))
    patience = Patience(SETTINGS, lambda: float(next(used)), lambda call: 0.0)
    patience.begin(CALL)
    return patience


def test_whoever_writes_byte_by_byte_is_waited_for_no_longer(ends):
    line, other = ends
    over = threading.Event()

    def trickle():
        other.sendall((2000).to_bytes(8, "big"))
        for _ in range(2000):
            if over.wait(0.001):
                break
            other.sendall(b"x")

    thread = threading.Thread(target=trickle)
    thread.start()
    try:
        with line.patiently(impatient()), pytest.raises(OutOfTimeError):
            Channel(line).read()
    finally:
        over.set()
        thread.join()


def test_whoever_does_not_read_is_waited_for_no_longer(ends):
    line, _ = ends
    with line.patiently(impatient()), pytest.raises(OutOfTimeError):
        line.sendall(bytes(10**7))


def test_a_large_message_goes_both_ways_whole(ends):
    line, other = ends
    heap = np.arange(10**6)
    theirs = Channel(other)
    echo = threading.Thread(target=lambda: theirs.send(theirs.receive()))
    echo.start()
    patience = Patience(SETTINGS, lambda: 0.0, lambda call: 0.0)
    with line.patiently(patience):
        ours = Channel(line)
        ours.send(heap)
        assert np.array_equal(ours.receive(), heap)
    echo.join()


def test_without_patience_a_line_has_its_timeout_again(ends):
    line, _ = ends
    line.settimeout(0.01)
    with line.patiently(impatient()):
        assert line.gettimeout() == 0
    with pytest.raises(TimeoutError) as caught:
        line.recv_into(bytearray(1))
    assert not isinstance(caught.value, OutOfTimeError)
