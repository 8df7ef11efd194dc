"""Why the gradebook, or a file beside it, cannot be used: in a sentence."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError


def fault(error: SQLAlchemyError | OSError, db_url: str = "") -> str:
    """The sentence for an error of the database at `db_url`, or of the disk."""
    if isinstance(error, OSError):
        return f"{error.filename or 'the disk'} cannot be written: {error.strerror}"
    reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
    return f"the gradebook {db_url} cannot be used: {reason}"
