"""Messages over a socket: whole, bounded, and no longer than the other side reads."""

from __future__ import annotations

import socket

import numpy as np
import pytest

from autograder.checks import channel as channels
from autograder.checks.channel import Channel, Closed
from autograder.checks.packing import pack
from autograder.checks.plain import MalformedData


@pytest.fixture
def ends():
    """Both ends of a connection."""
    one, other = socket.socketpair()
    with one, other:
        other.settimeout(60)
        yield one, other


def framed(data: bytes) -> bytes:
    return len(data).to_bytes(8, "big") + data


def test_messages_come_out_whole_and_one_by_one(ends):
    sent = [{"x": np.arange(3.0)}, "received", None]
    for tree in sent:
        Channel(ends[0]).send(tree)
    receiving = Channel(ends[1])
    got = [receiving.receive() for _ in sent]
    assert got[0]["x"].tolist() == [0, 1, 2]
    assert got[1:] == sent[1:]


@pytest.mark.parametrize("cut", [0, 3, 8, 12])
def test_a_message_that_ends_in_its_middle_is_the_end_of_the_other_side(ends, cut):
    ends[0].sendall(framed(pack("received"))[:cut])
    ends[0].shutdown(socket.SHUT_WR)
    with pytest.raises(Closed):
        Channel(ends[1]).receive()


def test_silence_lasts_no_longer_than_the_timeout(ends):
    ends[1].settimeout(0.01)
    with pytest.raises(TimeoutError):
        Channel(ends[1]).receive()


def test_a_tree_that_would_not_be_read_is_not_sent(ends, monkeypatch):
    monkeypatch.setattr(channels, "MAX_BYTES", 1000)
    with pytest.raises(MalformedData, match="more than 1000"):
        Channel(ends[0]).send(np.zeros(1000, np.uint8))
    Channel(ends[0]).send("the next one")
    assert Channel(ends[1]).receive() == "the next one", "nothing of the first was sent"


def test_a_size_that_is_only_claimed_is_refused_and_many_are_read_up_to_a_sum(ends):
    ends[0].sendall((2**40).to_bytes(8, "big"))
    with pytest.raises(MalformedData, match="more than"):
        Channel(ends[1]).receive()
    message = framed(pack("x" * 100))
    ends[0].sendall(message * 3)
    receiving = Channel(ends[1], at_most=2 * len(message))
    assert [receiving.receive(), receiving.receive()] == ["x" * 100] * 2
    with pytest.raises(MalformedData, match="in all"):
        receiving.receive()
