"""Which ids of students can name folders and files, on every system that the course runs on."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 200
_MARKS = "._-@+"
_RESERVED = re.compile(r"(con|prn|aux|nul|conin|conout|(com|lpt)[0-9])(\..*)?", re.IGNORECASE)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_CHANGED = (
    (r"\d+([.,]\d+)?E[+-]\d+", "a spreadsheet shortened a long number to this"),
    (r"\d+[.,]0+", "a spreadsheet added the decimals"),
    (rf"\d{{1,2}}-({_MONTHS})(-\d+)?|({_MONTHS})-\d+", "a spreadsheet took the id for a date"),
    (r"#.*[!?]|#N/A|#+", "this is what a spreadsheet shows where it has no value"),
)
_AS_TEXT = "format the column as text, enter the id again, and save the file as CSV once more"


def fault(student: str) -> str:
    """Why an id can name no folder, and what to do about it; empty where it can."""
    for pattern, why in _CHANGED:
        if re.fullmatch(pattern, student, re.IGNORECASE):
            return f"{why}: {_AS_TEXT}"
    odd = [
        one for one in student if one not in _MARKS and unicodedata.category(one)[0] not in "LMN"
    ]
    if odd:
        allowed = " ".join(_MARKS)
        name = "a space" if odd[0].isspace() else odd[0] if odd[0].isprintable() else repr(odd[0])
        return f"it has {name} in it; an id can have only letters, digits and {allowed}"
    if not (student[:1].isalnum() or student.startswith("_")):
        return "an id should begin with a letter, a digit or _"
    if student.endswith("."):
        return "an id cannot end with a dot"
    if _RESERVED.fullmatch(unicodedata.normalize("NFKC", student)):
        return "Windows reserves this name, so no folder can have it"
    if len(student.encode()) > _LONGEST:
        return f"it is too long for a file name: at most {_LONGEST} plain letters"
    return ""


def alike(student: str) -> str:
    """What two ids have in common that a file system cannot tell apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", student).casefold())
