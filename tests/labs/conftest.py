from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture
def record_named(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Takes note of a share of wrong answers that were named, which is shown at the end."""

    def record(what: str, named: int, whole: int) -> None:
        record_property("named", f"{what:<36}{named:>6} of {whole:<6}{named / whole:7.1%}")

    return record


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.stats.get("passed", ()), *terminalreporter.stats.get("failed", ())]
    properties = (each for report in reports for each in getattr(report, "user_properties", ()))
    lines = [text for name, text in properties if name == "named"]
    if lines:
        terminalreporter.section("wrong answers whose mistake was named")
        for line in lines:
            terminalreporter.write_line(line)
