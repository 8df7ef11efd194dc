"""`python -m autograder try`, as an instructor types it."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace

import pytest

from autograder.checks.name import CheckpointName
from autograder.checks.verdict import Verdict
from autograder.judge import trial
from autograder.judge.trial import trials
from autograder.sandbox.bubblewrap import available
from autograder.sandbox.watch import kill
from autograder.settings import Settings
from tests import forked

pytestmark = pytest.mark.slow  # a sandbox is started each time

HE = CheckpointName.of("initialization", "he")
RIGHT = """
import numpy as np

def initialize_parameters_he(layers_dims, rng):
    print("much ado")
    parameters = {}
    for l, (n, m) in enumerate(zip(layers_dims, layers_dims[1:]), start=1):
        parameters[f"W{l}"] = rng.normal(0, np.sqrt(2 / n), (m, n))
        parameters[f"b{l}"] = np.zeros((m, 1))
    return parameters
"""
WRONG = RIGHT.replace("np.sqrt(2 / n)", "np.sqrt(1 / n)")
BROKEN = {
    "syntax.py": ("def f(:", "not valid Python"),
    "import.py": ("import there_is_no_such_module", "could not be imported"),
    "raises.py": ("1 / 0", "ZeroDivisionError"),
    "exits.py": ("raise SystemExit(0)", "could not be imported"),
    "lacks.py": ("initialize_parameters_he = 3", "defines no function initialize_parameters_he"),
    "dies.py": ("import os; os._exit(0)", "ended before"),
    "null.py": ("x = 1\n\0", "not valid Python"),
    "latin.py": (b"x = '\xe9'\n", "not valid Python"),
    "crashes.py": ("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)", "segmentation fault"),
}


def run(*words: object, cwd=None) -> subprocess.CompletedProcess[str]:
    return forked.run("autograder", *map(str, words), cwd=cwd)


@pytest.fixture
def confined() -> list[str]:
    if why_not := available():
        if os.environ.get("REQUIRE_SANDBOX"):
            pytest.fail(why_not)
        return ["--no-sandbox"]
    return []


def test_each_file_gets_a_verdict_a_line_and_nothing_else_is_printed(tmp_path, confined):
    files = {"right.py": RIGHT, "wrong.py": WRONG, **{k: text for k, (text, _) in BROKEN.items()}}
    for name, text in files.items():
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    ended = run("try", HE, *(tmp_path / name for name in files), "--json", *confined)
    assert ended.returncode == 0, ended.stderr
    verdicts = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [verdict["file"] for verdict in verdicts] == [str(tmp_path / name) for name in files]
    right, wrong, *broken = verdicts
    assert (right["status"], right["points"]) == ("passed", right["max_points"])
    assert (wrong["status"], wrong["mistake"]) == ("failed", "xavier")
    for verdict, (_, expected) in zip(broken, BROKEN.values(), strict=True):
        assert (verdict["status"], verdict["points"]) == ("failed", 0)
        assert expected in verdict["message"]
        assert [c["status"] for c in verdict["criteria"]][:2] == ["failed", "not judged"]


def test_what_an_exception_says_is_nothing_that_a_terminal_would_obey(tmp_path, confined):
    raising = RIGHT.replace('print("much ado")', r"raise ValueError('\x1b]0;mine\x07\x1b[2J')")
    (tmp_path / "raising.py").write_text(raising)
    ended = run("try", HE, tmp_path / "raising.py", *confined)
    assert "ValueError" in ended.stdout
    assert all(line.isprintable() for line in ended.stdout.splitlines())


BRIEF = Settings(cell_seconds=1, call_seconds=1, sitting_seconds=5, clock_times=20)


def tried(project, path, text, settings=BRIEF) -> Verdict:
    path.write_text(text)
    (verdict,) = trials(project, HE, [path], sandbox=available() is None, settings=settings)
    return verdict


@pytest.mark.parametrize(
    ("where", "seconds", "told"),
    [
        ("while True: pass", 0.5, "more than 1 s of processor time"),
        ("def initialize_parameters_he(d, r):\n while 1: 0", 1, "within 1 s of processor time"),
    ],
)
def test_a_file_that_never_ends_is_judged_failed(tmp_path, project, where, seconds, told):
    brief = replace(BRIEF, cell_seconds=0.5, call_seconds=seconds, sitting_seconds=seconds)
    verdict = tried(project, tmp_path / "endless.py", where, brief)
    assert (verdict.status, verdict.points) == ("failed", 0)
    assert told in verdict.message


def test_a_function_that_sleeps_is_given_up_by_the_clock(tmp_path, project, monkeypatch):
    ended = []
    monkeypatch.setattr(trial, "kill", lambda process: ended.append(process) or kill(process))
    text = "import time\ndef initialize_parameters_he(d, r):\n time.sleep(3600)"
    brief = replace(BRIEF, cell_seconds=60, clock_times=2)
    verdict = tried(project, tmp_path / "sleeps.py", text, brief)
    assert verdict.points == 0
    assert "within 2 s by the clock" in verdict.message
    assert len(ended) == 1, "its process is not waited for any longer"


def test_starting_and_importing_are_not_counted_against_the_answer(tmp_path, project):
    busy = "import time\nwhile time.process_time() < 1.5: pass\n"
    verdict = tried(project, tmp_path / "late.py", busy + RIGHT)
    assert verdict.status == "passed", verdict.message


@pytest.mark.parametrize(
    ("then", "told"),
    [
        ("while True: pass", "processor time"),
        ("os._exit(3)", "The process came to this end: it ended itself with exit status 3."),
        ("os.kill(os.getpid(), 11)", "a segmentation fault"),
        ("raise MemoryError", "with a large input, the function raised MemoryError"),
        ("return None", "with a large input, the function returned a wrong answer"),
    ],
)
def test_what_goes_wrong_with_a_large_input_costs_vectorised_alone(tmp_path, project, then, told):
    text = RIGHT.replace("def", "import os\n\ndef", 1).replace(
        '    print("much ado")', f"    if layers_dims[1] > 10_000:\n        {then}"
    )
    verdict = tried(project, tmp_path / "large.py", text)
    assert [c.name for c in verdict.criteria if c.status != "passed"] == ["vectorised"]
    assert told.lower() in verdict.message.lower()


def test_a_process_that_ends_badly_after_a_right_answer_costs_nothing(tmp_path, project):
    text = f"{RIGHT}\nimport atexit, os\natexit.register(os._exit, 7)"
    verdict = tried(project, tmp_path / "after.py", text)
    assert (verdict.status, verdict.message) == (
        "passed",
        "Well done: everything that was checked is right.",
    )


def test_the_public_cases_judge_as_the_fresh_ones_do(tmp_path, confined):
    for name, text in (("right.py", RIGHT), ("wrong.py", WRONG)):
        (tmp_path / name).write_text(text)
    ended = run(
        "try", HE, tmp_path / "right.py", tmp_path / "wrong.py", "--public", "--json", *confined
    )
    verdicts = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [verdict["mistake"] for verdict in verdicts] == [None, "xavier"]


def test_for_the_boundary_predict_alone_is_judged(tmp_path, confined):
    (tmp_path / "predict.py").write_text(
        "from helpers.network import forward\n"
        "def predict(parameters, X):\n    return forward(X, parameters)[0] > 0.5\n"
    )
    ended = run("try", "initialization.boundary", tmp_path / "predict.py", "--json", *confined)
    verdict = json.loads(ended.stdout)
    assert verdict["status"] == "passed", verdict["message"]
    assert not {"accuracy", "figure"} & {criterion["name"] for criterion in verdict["criteria"]}


def test_what_makes_no_sense_is_refused_with_one_sentence(tmp_path, project):
    (tmp_path / "right.py").write_text(RIGHT)
    for words, named in (
        (("try", "initialization.hee", tmp_path / "right.py"), "initialization.hee"),
        (("try", "nothing", tmp_path / "right.py"), "nothing"),
        (("try", HE, tmp_path / "absent.py"), "absent.py"),
        (("try", HE, tmp_path), str(tmp_path)),
        (("try", HE, tmp_path / "right.py", "--seed", "-3"), "-3"),
        (("try", HE, tmp_path / "right.py", "--seed", "five"), "five"),
        (("grade", "no_such_lab"), "no_such_lab"),
        (("release", "no_such_lab"), "no_such_lab"),
    ):
        ended = run(*words, cwd=project.root)
        assert ended.returncode == 2, words
        assert ended.stdout == ""
        assert named in ended.stderr
        assert (
            len(ended.stderr.replace("usage:", "").strip().splitlines()) == 1
            or "seed" in ended.stderr
        )


def test_outside_a_course_folder_the_command_says_so(tmp_path):
    ended = run("cases", "--course", tmp_path)
    assert ended.returncode == 2
    assert "nbgrader_config.py" in ended.stderr
