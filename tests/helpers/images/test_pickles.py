"""Nothing that stands in a pickle is run: of each attack it is shown first that it would work."""

import os
import pickle
import shutil
import struct
import subprocess
import time
import tracemalloc
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.images.files import DataError
from helpers.images.pickles import MOST_STEPS, Call, read, text

PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)


class Reduced:
    """Pickled as a call of a function."""

    def __init__(self, function: Any, *arguments: Any) -> None:
        self.call = function, arguments

    def __reduce__(self):
        return self.call


class Woken:
    """Writes a file when it is given its state."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __setstate__(self, state: dict[str, str]) -> None:
        Path(state["path"]).touch()


class Newborn(str):
    """Writes a file when it is made."""

    __slots__ = ()

    def __new__(cls, path: str):
        Path(path).touch()
        return super().__new__(cls, path)


class Extended(list):
    """Writes a file when something is added to it."""

    def extend(self, paths):
        Path(next(iter(paths))).touch()

    append = extend


class Keyed(dict):
    """Writes a file when something is put into it."""

    def __setitem__(self, key, path):
        Path(path).touch()


def values(path: str) -> dict[str, Any]:
    """What writes a file when it is loaded from a pickle."""
    program = f"open({path!r}, 'w').close()"
    extended, keyed, newborn = Extended(), Keyed(), str.__new__(Newborn, path)
    list.extend(extended, [path, path])
    dict.__setitem__(keyed, "key", path)
    return {
        "the shell": Reduced(os.system, f"touch {path}"),
        "a command": Reduced(subprocess.getoutput, f"touch {path}"),
        "exec": Reduced(exec, program),
        "eval": Reduced(eval, program),
        "a function": Reduced(shutil.copy, __file__, path),
        "a method": Reduced(Path.touch, Path(path)),
        "a method of arrays": Reduced(np.ndarray.tofile, np.zeros(3, np.uint8), path),
        "a function of numpy": Reduced(np.savetxt, path, [1]),
        "a state": Woken(path),
        "a new object": newborn,
        "a key": {newborn: 1},
        "an entry": keyed,
        "an item": extended,
        "in the data": {"labels": [1], "data": Reduced(exec, program)},
        "in the labels": {"labels": [1, Reduced(exec, program)], "data": b""},
        "inside of others": ([{"a": [(1, (Reduced(exec, program),))]}],),
        "in an array": np.array([Reduced(exec, program)], dtype=object),
    }


def attacks(path: str) -> dict[str, bytes]:
    """Pickles that write a file when they are loaded."""
    found = {
        f"{name}, protocol {protocol}": pickle.dumps(value, protocol)
        for name, value in values(path).items()
        for protocol in PROTOCOLS
    }
    written = f"Vopen({path!r}, 'w').close()\n".encode()
    call = b"cbuiltins\nexec\n"
    return found | {
        "an instance": b"\x80\x02(" + written + b"ibuiltins\nexec\n.",
        "an object": b"\x80\x02(" + call + written + b"o.",
        "in a longer text": b"\x80\x02" + call + written + b"\x85R0N.",
        "remembered": b"\x80\x02" + call + b"q\0" + b"0h\0" + written + b"\x85R.",
        "a part of a name": b"\x80\x04\x8c\x05numpy\x8c\x0endarray.tofile\x93"
        b"cnumpy\nzeros\nK\x01\x85R\x8c" + bytes([len(path)]) + path.encode() + b"\x86R.",
    }


@pytest.mark.parametrize("name", attacks("x"))
def test_nothing_is_run_that_a_pickle_would_run(tmp_path: Path, name: str):
    written = tmp_path / "x"
    attack = attacks(str(written))[name]
    assert not written.exists()
    with suppress(Exception):
        pickle.loads(attack, encoding="bytes")
    assert written.exists(), "this is no attack"
    written.unlink()
    with pytest.raises(DataError, match=r"^it (asks for '.*: nothing in it was run|is damaged)"):
        read(attack, "it")
    assert not written.exists()


def test_what_a_pickle_asks_for_is_named():
    attack = pickle.dumps(Reduced(os.system, "true"), 2)
    with pytest.raises(DataError, match=f"^it asks for '{os.system.__module__}.system', which no"):
        read(attack, "it")


@pytest.mark.parametrize(
    "steps",
    [
        b"\x82\x01",  # a class by its number
        b"Pname\n",  # an object by its name
        b"K\x01Q",
        b"\x97",  # a buffer from elsewhere
        b"cnumpy\nndarray\nN\x81",  # a new object
        b"cnumpy\nndarray\n)}\x92",
        b"cnumpy\nndarray\n}b",  # an attribute of a class
        b"cnumpy\nndarray\nN}\x8c\x01aK\x01s\x86b",
        b"K\x01)R",  # a call of a number
        b"cnumpy\nndarray\nK\x01R",  # a call with a number for arguments
        b"]}b",
        b"]K\x01K\x01s",
        b"}K\x01a",
        b"\x8f",  # a set
        b"I1\n",
        b"S'\\d'\n",
        b"F1\n",
        b"h\x07",
        b"s",
        b"e",
        b"\x87",
        b"",
        b"NN",
    ],
)
def test_what_makes_no_plain_value_is_refused(steps: bytes):
    with pytest.raises(DataError, match=r"^it is damaged, or no pickle of plain values: download"):
        read(b"\x80\x02" + steps + b".", "it")


def test_a_call_that_an_array_needs_is_written_down_and_not_made():
    call = read(b"\x80\x02cnumpy\ndtype\nK\x07\x85R}b.", "it")
    assert isinstance(call, Call)
    assert (call.name, call.arguments, call.state) == ("numpy.dtype", (7,), {})
    bomb = read(b"\x80\x02c_codecs\nencode\nX\1\0\0\0aX\3\0\0\0zip\x86R.", "it")
    assert (bomb.name, bomb.arguments) == ("_codecs.encode", ("a", "zip"))


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31 - 1) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.lists(inner, max_size=5).map(tuple)
        | st.dictionaries(st.text(max_size=5), inner, max_size=5)
    ),
)


@given(plain | st.binary(max_size=300), st.sampled_from(PROTOCOLS[1:]))
def test_plain_values_are_what_pickle_reads(value: Any, protocol: int):
    assert read(pickle.dumps(value, protocol), "it") == value


@given(st.dictionaries(st.binary(min_size=1, max_size=9), plain), st.sampled_from(PROTOCOLS))
def test_keys_that_are_bytes_become_texts(value: dict[bytes, Any], protocol: int):
    expected = {key.decode("latin-1"): item for key, item in value.items()}
    assert read(pickle.dumps(value, protocol), "it") == expected


@given(plain.filter(lambda value: value is not None), st.sampled_from(PROTOCOLS), st.data())
def test_a_pickle_cut_off_anywhere_is_told_in_a_sentence(value: Any, protocol: int, data):
    whole = pickle.dumps(value, protocol)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    with pytest.raises(DataError, match=r"^it (is cut off|is damaged|should be a pickle)"):
        read(cut, "it")


@given(st.binary(max_size=80))
def test_any_bytes_are_a_value_or_one_sentence(content: bytes):
    with suppress(DataError):
        read(b"\x80\x02" + content, "it")
    with suppress(DataError):
        read(b"\x80\x02" + content + b".", "it")


def test_another_kind_of_file_is_told_by_its_first_byte():
    with pytest.raises(DataError, match=r"^it should be a pickle, .* with 80, got 89$"):
        read(b"\x89PNG\r\n", "it")
    with pytest.raises(DataError, match=r"^it should be a pickle"):
        read(pickle.dumps([1], 0), "it")


ENCODED = b"c_codecs\nencode\nq\0X\6\0\0\0latin1q\1X\0\0\x10\0" + b"a" * 2**20 + b"q\2"


@pytest.mark.parametrize(
    "steps",
    [
        b"Nr\xff\xff\xff\xff",  # number 2**32 - 1 of what is to be remembered
        b"\x8e" + struct.pack("<Q", 2**62),  # bytes
        b"\x8e" + struct.pack("<Q", 2**31),
        b"\x96" + struct.pack("<Q", 2**40),
        b"\x8d" + struct.pack("<Q", 2**62),  # text
        b"X" + struct.pack("<I", 2**32 - 1),
        b"T" + struct.pack("<i", 2**31 - 1),
        b"\x8b" + struct.pack("<i", 2**31 - 1),  # a whole number
        b"\x95" + struct.pack("<Q", 2**62) + b"N",  # a frame
        b"](" + ENCODED + b"h\0h\2h\1\x86R" * 1000 + b"e",
        b"}(" + ENCODED + b"h\0h\2h\1\x86RN" * 1000 + b"u",
    ],
)
def test_nothing_is_made_room_for_that_is_not_there(steps: bytes):
    tracemalloc.start()
    try:
        with suppress(DataError):
            read(b"\x80\x02" + steps + b".", "it")
        assert tracemalloc.get_traced_memory()[1] < 10 * 2**20
    finally:
        tracemalloc.stop()


def test_a_pickle_without_an_end_is_given_up():
    with pytest.raises(DataError, match=f"^it should take at most {MOST_STEPS} steps"):
        read(b"\x80\x02" + b"N" * (MOST_STEPS + 1), "it")


@pytest.mark.parametrize(
    "steps",
    [
        b")" + b"q\0h\0\x86" * 100_000,  # a pair of a pair of a pair, each twice the same
        b"}(" + b")" + b"q\0h\0\x86" * 50 + b"Nu",  # such a pair as a key
        b")" + b"\x85" * 400_000,  # one inside of another
        b"]q\0h\0a",  # a list that holds itself
        b"}q\0X\1\0\0\0ah\0s",
    ],
)
def test_what_is_nested_or_holds_itself_takes_no_time(steps: bytes):
    begin = time.process_time()
    value = read(b"\x80\x02" + steps + b".", "it")
    assert isinstance(value, tuple | list | dict)
    del value
    assert time.process_time() - begin < 5


def test_a_text_is_short_and_may_be_written_as_bytes():
    assert text("labels") == text(b"labels") == "labels"
    assert text(Call("_codecs.encode", ("labels", "latin1"))) == "labels"
    assert text(b"\xe9") == "\xe9"
    for other in (None, 3, ["labels"], "x" * 101, Call("_codecs.encode", ())):
        assert text(other) == ""
