"""Exercises by what students call them: a name, what stands behind its dot, or a function."""

from __future__ import annotations

from autograder.checks import public


def meant(exercise: object) -> str:
    """The name of the exercise that is meant, if one is; else what was said, as text."""
    said = getattr(exercise, "__name__", "") if callable(exercise) else str(exercise).strip()
    known = public.checkpoints()
    named = [name for name in known if said.casefold() in (name.casefold(), name.grade_id)]
    if callable(exercise) or len(named) != 1:
        named = [name for name in known if said in public.load(name).functions]
    return named[0] if named and (callable(exercise) or len(named) == 1) else said
