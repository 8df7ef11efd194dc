from __future__ import annotations

import pytest

from tests.mutation.score import ROW, table


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.stats.get("passed", ()), *terminalreporter.stats.get("failed", ())]
    properties = (each for report in reports for each in getattr(report, "user_properties", ()))
    if rows := [told for name, told in properties if name == ROW]:
        terminalreporter.section("wrong answers rejected: mutants of the right ones")
        for line in table(rows):
            terminalreporter.write_line(line)
