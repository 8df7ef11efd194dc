"""What of a feedback page is folded away: parts of the notebook in which nothing is left to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from autograder.reports.document import Block, Card, Fold, Heading, Output, Text
from autograder.words import say

LEVEL = 3
"""Of the headings with which a part begins: those of the lesson's sections, and of exercises."""


def folded(
    told: Iterable[Block], comments: Collection[Block], short: Collection[str] = ()
) -> list[Block]:
    """A notebook whose parts are folded, but for those that somebody should read.

    Parameters
    ----------
    told : iterable of Block
        The notebook, with the cards.
    comments : collection of Block
        What the marker wrote.
    short : collection of str
        Anchors of the cards that have not earned everything, whatever their check has said.

    Returns
    -------
    list of Block
        A part stays open if something in it has not passed, has failed or is commented on, or if a
        card leads there.
    """
    parts = _parts(told)
    leading = {
        card.link.address.removeprefix("#")
        for part in parts
        for card in _cards(part)
        if card.link is not None
    }
    found: list[Block] = []
    for part in parts:
        if _is_to_be_read(part, comments, leading, short):
            found += part
            continue
        head, rest = part[0], part[1:]
        if not isinstance(head, Heading):
            head, rest = Heading(2, (Text(say("feedback.begins")),)), part
        says = ", ".join(f"{card.word} {card.points}" for card in _cards(part))
        found.append(Fold(head, tuple(rest), says) if rest else head)
    return found


def unfolded(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same as if nothing was folded."""
    for block in blocks:
        if isinstance(block, Fold):
            yield from (block.heading, *block.inside)
        else:
            yield block


def _parts(told: Iterable[Block]) -> list[list[Block]]:
    parts: list[list[Block]] = [[]]
    for block in told:
        if isinstance(block, Heading) and block.level <= LEVEL:
            parts.append([])
        parts[-1].append(block)
    return [part for part in parts if part]


def _cards(part: Sequence[Block]) -> list[Card]:
    return [one for one in part if isinstance(one, Card)]


def _is_to_be_read(
    part: Sequence[Block],
    comments: Collection[Block],
    leading: Collection[str],
    short: Collection[str],
) -> bool:
    return any(
        (isinstance(one, Card) and (one.state != "passed" or one.anchor in short))
        or (isinstance(one, Output) and one.error)
        or (isinstance(one, Heading) and one.anchor in leading)
        or one in comments
        for one in part
    )
