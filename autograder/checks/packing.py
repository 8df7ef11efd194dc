"""Trees as bytes: JSON beside the raw bytes of their arrays. Nothing in them can run."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np

from autograder.checks.plain import KINDS, MAX_DEPTH, MAX_TEXT, MalformedData, Odd, Opaque, Tree
from autograder.checks.words import Phrase, phrase

MAX_BYTES = 64 * 2**20
MAX_HEADER = 4 * 2**20
MAX_BRANCHES = 50_000
"""Lists and dicts in one message: three bytes each as JSON, and seventy once they are read."""
_WORD = 8


def split(tree: Tree) -> tuple[Any, list[np.ndarray]]:
    """Separate a tree into JSON data and the arrays that the JSON refers to by number."""
    arrays: list[np.ndarray] = []

    def skeleton(node: Tree) -> Any:
        if isinstance(node, np.ndarray):
            arrays.append(np.ascontiguousarray(node).reshape(node.shape))
            return {"array": len(arrays) - 1}
        if isinstance(node, Opaque):
            return {"opaque": skeleton(node.kind)}
        if isinstance(node, Odd):
            return {"odd": [skeleton(node.kind), skeleton(node.value)]}
        if isinstance(node, Phrase) and node.key:
            return {"phrase": [node.key, skeleton(dict(node.parts))]}
        if isinstance(node, float) and not math.isfinite(node):
            return {"float": repr(node)}
        if isinstance(node, tuple):
            return {"tuple": [skeleton(item) for item in node]}
        if isinstance(node, list):
            return [skeleton(item) for item in node]
        if isinstance(node, dict):
            return {"dict": [[key, skeleton(item)] for key, item in node.items()]}
        return node

    return skeleton(tree), arrays


def join(skeleton: Any, *, arrays: list[np.ndarray], bounded: bool = True) -> Tree:
    """Put a tree together again from what `split` returned.

    Raises
    ------
    MalformedData
        The JSON data is not a skeleton, or refers to an array that is not there, or not its turn:
        an array that stood in many places would take its memory many times when it is read.
    """
    left = enumerate(arrays)

    def grow(node: Any, depth: int) -> Tree:
        if depth > 3 * MAX_DEPTH:
            raise MalformedData("data nested too deeply")
        if isinstance(node, str):
            return _whole(node)
        if node is None or isinstance(node, bool | int | float):
            return node
        if isinstance(node, list):
            return [grow(item, depth + 1) for item in node]
        if not isinstance(node, dict) or len(node) != 1:
            raise MalformedData("data that is no tree")
        ((kind, content),) = node.items()
        if kind == "array":
            number, array = next(left, (None, None))
            if array is not None and number == content:
                return array
            raise MalformedData("an array in the place of another")
        if kind == "opaque":
            return Opaque(_text(grow(content, depth + 1)))
        if kind == "odd" and isinstance(content, list) and len(content) == 2:
            return Odd(_text(grow(content[0], depth + 1)), grow(content[1], depth + 1))
        if kind == "phrase" and isinstance(content, list) and len(content) == 2:
            return _phrase(content[0], grow(content[1], depth + 1), bounded)
        if kind == "float" and content in ("nan", "inf", "-inf"):
            return float(content)
        if kind == "tuple" and isinstance(content, list):
            return tuple(grow(item, depth + 1) for item in content)
        if kind == "dict" and isinstance(content, list):
            return {_whole(_text(key)): grow(item, depth + 1) for key, item in _pairs(content)}
        raise MalformedData(f"an unknown kind of data, {kind!r}")

    return grow(skeleton, 0)


def _whole(text: str) -> str:
    """The text without halves of surrogate pairs, which can be stored nowhere."""
    return text.encode("utf-8", "replace").decode()


def _text(tree: Tree) -> str:
    if not isinstance(tree, str):
        raise MalformedData("a kind of thing that has no name")
    return tree


def _phrase(key: Any, parts: Tree, bounded: bool) -> Phrase:
    """A phrase that came from elsewhere: a sentence of ours, with words or numbers in it."""
    if not isinstance(parts, dict) or any(not isinstance(p, str | int) for p in parts.values()):
        raise MalformedData("a phrase with parts of the wrong type")
    try:
        made = phrase(key, **parts)
    except (LookupError, ValueError, TypeError, OverflowError) as error:
        raise MalformedData("a phrase that is none of ours") from error
    # Its parts may be phrases too, so that a few of them could grow without end.
    if bounded and len(made) > MAX_TEXT:
        raise MalformedData("a phrase that is too long")
    return made


def _pairs(content: list[Any]) -> list[Any]:
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in content):
        raise MalformedData("a dict whose items are no pairs")
    return content


def pack(tree: Tree) -> bytes:
    """Write a tree as bytes: the length of a JSON header, the header, the arrays' bytes."""
    return b"".join(pieces(tree))


def pieces(tree: Tree) -> list[bytes | memoryview]:
    """What `pack` writes, in pieces: those of arrays are their own memory, and not a copy."""
    skeleton, arrays = split(tree)
    shapes = [[array.dtype.str, list(array.shape)] for array in arrays]
    header = json.dumps({"tree": skeleton, "arrays": shapes}).encode()
    header += b" " * (-len(header) % _WORD)  # so that the numbers behind it are aligned
    flat = [array.reshape(-1).view(np.uint8).data for array in arrays]
    return [len(header).to_bytes(_WORD, "big"), header, *flat]


def unpack(data: bytes | memoryview, *, bounded: bool = True) -> Tree:
    """Read a tree from what `pack` wrote, trusting nothing.

    Parameters
    ----------
    data : bytes or memoryview
        The arrays of the tree lie in it; it is not copied.
    bounded : bool
        Whether to refuse a tree of very many pieces, which takes far more memory than its bytes,
        and a very long phrase.

    Raises
    ------
    MalformedData
        The bytes are not exactly one packed tree.
    """
    start = _WORD + int.from_bytes(data[:_WORD], "big")
    if start > len(data):
        raise MalformedData("a header longer than its message")
    text = bytes(data[_WORD:start])
    if bounded and (start > MAX_HEADER or text.count(b"[") + text.count(b"{") > MAX_BRANCHES):
        raise MalformedData(phrase("message.too-many-pieces"))
    try:
        header = json.loads(text)
        skeleton, shapes = header["tree"], header["arrays"]
        arrays = []
        for code, shape in shapes:
            dtype = np.dtype(code)
            if dtype.kind not in KINDS or any(not 0 <= size < 2**40 for size in shape):
                raise MalformedData("an array that is not of numbers")
            stop = start + dtype.itemsize * math.prod(shape)
            if stop > len(data):
                raise MalformedData("an array longer than its message")
            array = np.frombuffer(data, np.uint8, stop - start, start)
            arrays.append(array.view(dtype).reshape(shape))
            start = stop
    # NumPy has some descriptions of types parsed as Python.
    except (ValueError, TypeError, KeyError, RecursionError, SyntaxError) as error:
        raise MalformedData(f"a message that cannot be read ({error})") from error
    if start != len(data):
        raise MalformedData("bytes left over after the last array")
    return join(skeleton, arrays=arrays, bounded=bounded)
