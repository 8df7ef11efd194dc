"""What the tests read off a cell that a warm kernel has run, and off its processes."""

from pathlib import Path


def printed(result):
    """What a cell that ended well has printed."""
    assert (result.error, result.died, result.interrupted) == (None, "", False), result
    return "".join(
        output.text for output in result.outputs if output.output_type == "stream"
    ).strip()


def alive(pid):
    """Whether a process runs; one that has ended and was not asked for does not."""
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
