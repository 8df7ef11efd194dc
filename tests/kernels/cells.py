"""What the tests read off a cell that a warm kernel has run."""


def printed(result):
    """What a cell that ended well has printed."""
    assert (result.error, result.died, result.interrupted) == (None, "", False), result
    return "".join(
        output.text for output in result.outputs if output.output_type == "stream"
    ).strip()
