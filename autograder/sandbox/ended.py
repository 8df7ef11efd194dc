"""Sentences on how a process came to its end."""

from __future__ import annotations


def phrase(key: str, /, **parts: object) -> str:
    """As `sentences.phrase`, which is not imported before somebody asks: it takes long."""
    from autograder.words import phrase

    return phrase(key, **parts)
