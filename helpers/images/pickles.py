"""Pickles of plain values and arrays, read without running what is in them.

A pickle is a program that may call anything. Here nothing is called, nor even looked up: what a
pickle asks to be called is written down as a `Call`, for somebody else to make something of.
"""

from __future__ import annotations

import pickletools
import warnings
from dataclasses import dataclass
from typing import Any, TypeVar

from helpers.images.files import DataError

T = TypeVar("T")

ENCODE = "_codecs.encode"
REBUILD = tuple(f"numpy.{core}.multiarray._reconstruct" for core in ("core", "_core"))
FROM_BUFFER = tuple(f"numpy.{core}.numeric._frombuffer" for core in ("core", "_core"))
KNOWN = {ENCODE, "numpy.ndarray", "numpy.dtype", *REBUILD, *FROM_BUFFER}
"""What arrays are made with, and bytes in old pickles; a pickle may name nothing else."""

MOST_STEPS = 500_000
"""A batch of CIFAR-10 takes 30,000, and a short pickle may repeat something without end."""

_LONGEST_TEXT = 100
_LITERALS = {
    *("BININT", "BININT1", "BININT2", "SHORT_BINSTRING", "BINSTRING", "SHORT_BINBYTES"),
    *("BINBYTES", "BINBYTES8", "BYTEARRAY8", "SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8"),
}
_CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False, "EMPTY_TUPLE": ()}


@dataclass(frozen=True)
class Name:
    """The name of something that a pickle asks for."""

    name: str


@dataclass(eq=False)
class Call:
    """A call that a pickle asks for, and the state that it would give to what comes back."""

    name: str
    arguments: tuple[Any, ...]
    state: Any = None


def read(data: bytes, file: str) -> Any:
    """The value in a pickle: of dicts with texts as keys, lists, tuples, and calls not made.

    Parameters
    ----------
    data : bytes
    file : str
        What it came from, for messages.

    Raises
    ------
    DataError
        It names what no array needs, takes too long, is damaged, or is no pickle of protocol 2 or
        newer.
    """
    if not data.startswith(b"\x80"):
        raise DataError(f"{file} should be a pickle, which begins with 80, got {data[:1].hex()}")
    steps = _Steps(file)
    try:
        with warnings.catch_warnings(action="ignore"):  # about escapes in what is refused anyway
            for opcode, argument, _ in pickletools.genops(data):
                steps.take(opcode.name, argument)
        return steps.result()
    except DataError:
        raise
    except (ValueError, IndexError, KeyError) as error:
        what = "is damaged, or no pickle of plain values" if data.endswith(b".") else "is cut off"
        raise DataError(f"{file} {what}: download it again") from error


def text(value: Any) -> str:
    """A short text, which Python 2 wrote as bytes; nothing of what is long, or no text."""
    if isinstance(value, Call) and value.name == ENCODE and value.arguments:
        value = value.arguments[0]
    if not isinstance(value, str | bytes) or len(value) > _LONGEST_TEXT:
        return ""
    return value.decode("latin-1") if isinstance(value, bytes) else value


class _Steps:
    """What a pickle does, step by step: a stack, those below it, and what is to be remembered."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.taken = 0
        self.stack: list[Any] = []
        self.below: list[list[Any]] = []
        self.memory: dict[int, Any] = {}

    def take(self, opcode: str, argument: Any) -> None:
        self.taken += 1
        if self.taken > MOST_STEPS:
            raise DataError(f"{self.file} should take at most {MOST_STEPS} steps to read")
        match opcode:
            case "PROTO" | "FRAME" | "STOP":
                pass
            case "EMPTY_LIST":
                self.stack.append([])
            case "EMPTY_DICT":
                self.stack.append({})
            case "MARK":
                self.below.append(self.stack)
                self.stack = []
            case "TUPLE":
                items = tuple(self._since_mark())
                self.stack.append(items)
            case "TUPLE1" | "TUPLE2" | "TUPLE3":
                items = tuple(self.stack.pop() for _ in range(int(opcode[-1])))
                self.stack.append(items[::-1])
            case "APPEND":
                item = self.stack.pop()
                _of(list, self.stack[-1]).append(item)
            case "APPENDS":
                added = self._since_mark()
                _of(list, self.stack[-1]).extend(added)
            case "SETITEM":
                item, key = self.stack.pop(), self.stack.pop()
                _of(dict, self.stack[-1])[text(key)] = item
            case "SETITEMS":
                pairs = self._since_mark()
                keys = map(text, pairs[::2])
                _of(dict, self.stack[-1]).update(zip(keys, pairs[1::2], strict=True))
            case "BINPUT" | "LONG_BINPUT":
                self.memory[argument] = self.stack[-1]
            case "MEMOIZE":
                self.memory[len(self.memory)] = self.stack[-1]
            case "BINGET" | "LONG_BINGET":
                self.stack.append(self.memory[argument])
            case "GLOBAL":
                self._ask_for(argument.replace(" ", "."))
            case "STACK_GLOBAL":
                name, module = text(self.stack.pop()), text(self.stack.pop())
                self._ask_for(f"{module}.{name}")
            case "REDUCE":
                arguments, function = _of(tuple, self.stack.pop()), _of(Name, self.stack.pop())
                self.stack.append(Call(function.name, arguments))
            case "BUILD":
                state = self.stack.pop()
                _of(Call, self.stack[-1]).state = state
            case _ if opcode in _CONSTANTS:
                self.stack.append(_CONSTANTS[opcode])
            case _ if opcode in _LITERALS:
                self.stack.append(argument)
            case _:
                raise ValueError(f"{opcode} makes no plain value")

    def result(self) -> Any:
        (value,) = self.stack
        return value

    def _since_mark(self) -> list[Any]:
        items, self.stack = self.stack, self.below.pop()
        return items

    def _ask_for(self, name: str) -> None:
        if name not in KNOWN:
            raise DataError(
                f"{self.file} asks for {name[:_LONGEST_TEXT]!r}, which no array of bytes needs: "
                "nothing in it was run, and it is not read"
            )
        self.stack.append(Name(name))


def _of(kind: type[T], value: Any) -> T:
    if not isinstance(value, kind):
        raise ValueError(f"there should be a {kind.__name__}, got a {type(value).__name__}")
    return value
