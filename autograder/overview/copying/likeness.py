"""Code that is alike beyond what everybody has: winnowing (Schleimer, Wilkerson, Aiken, 2003).

Of every run of words, in which one name is like another, some fingerprints are kept, such that two
programs which share a passage share one of them. What was released, what the reference has and what
many students have is left out. What is left leads from each fingerprint to the few who have it, so
that nobody is compared with everybody.
"""

from __future__ import annotations

import keyword
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from autograder.overview.copying.exercises import Exercises, tokens
from autograder.overview.copying.signs import ALIKE, Sign

RUN, WINDOW = 6, 4
"""Words in a fingerprint; of so many in a row, one is kept."""
LEAST, SHARE = 8, 0.5
"""So many fingerprints must be shared, and such a share of all rare ones of who has fewer."""


def signs(exercises: Exercises) -> Iterator[Sign]:
    """Pairs of students whose code is alike where it need not be."""
    cells = sorted(set(exercises.of.values()))
    common = {one for text in _known(exercises) for one in _hashes(text)}
    cache: dict[str, set[int]] = {}
    owners: dict[tuple[str, int], list[str]] = defaultdict(list)
    for student in exercises.work.written:
        for cell in cells:
            text = exercises.written(student, cell)
            if text not in cache:
                cache[text] = _prints(text) - common
            for one in cache[text]:
                owners[cell, one].append(student)
    own = Counter[str]()
    shared: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (cell, _), students in owners.items():
        if len(students) > exercises.few:
            continue
        own.update(students)
        for pair in combinations(sorted(students), 2):
            shared[pair][cell] += 1
    for pair, found in shared.items():
        count = found.total()
        share = count / min(own[student] for student in pair)
        if count >= LEAST and share >= SHARE:
            cell = found.most_common(1)[0][0]
            yield Sign(pair, ALIKE, "overview.alike", cell, {"share": share})


def _known(exercises: Exercises) -> list[str]:
    """Programs that everybody may have: released ones, right ones, those with known mistakes."""
    texts = list(exercises.released.values())
    for point, _ in exercises.points():
        right = exercises.reference(point)
        texts.append(right)
        texts += [
            text
            for known in (*point.bugs, *point.mistakes)
            if known.fits(right)
            for text in known.texts(right)
        ]
    return texts


def _prints(text: str) -> set[int]:
    """The fingerprints that are kept of a program."""
    every = _hashes(text)
    if len(every) <= WINDOW:
        return set(every)
    return {min(every[start : start + WINDOW]) for start in range(len(every) - WINDOW + 1)}


def _hashes(text: str) -> list[int]:
    words = _words([token for token in tokens(text) if token[0] != "string"])
    return [
        zlib.crc32("\0".join(words[start : start + RUN]).encode("utf-8", "replace"))
        for start in range(len(words) - RUN + 1)
    ]


def _words(found: list[tuple[str, str]]) -> list[str]:
    """The words of a program; names are all one, but for what is called or is part of a thing."""
    words = []
    for place, (kind, word) in enumerate(found):
        before = found[place - 1][1] if place else ""
        after = found[place + 1][1] if place + 1 < len(found) else ""
        stays = kind != "name" or keyword.iskeyword(word) or before == "." or after == "("
        words.append(word if stays else "V")
    return words
