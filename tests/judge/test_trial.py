"""`python -m autograder try`, as an instructor types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from autograder.checks.name import CheckpointName
from autograder.judge.trial import trials
from autograder.sandbox.bubblewrap import available
from autograder.settings import Settings

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
    argv = [sys.executable, "-m", "autograder", *map(str, words)]
    return subprocess.run(argv, capture_output=True, text=True, check=False, cwd=cwd)


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


@pytest.mark.parametrize(
    "where", ["while True: pass", "def initialize_parameters_he(d, r):\n while 1: 0"]
)
def test_a_file_that_never_ends_is_judged_failed(tmp_path, project, where):
    (tmp_path / "endless.py").write_text(where)
    brief = Settings(call_seconds=2.0)
    (verdict,) = trials(
        project, HE, [tmp_path / "endless.py"], sandbox=available() is None, settings=brief
    )
    assert (verdict.status, verdict.points) == ("failed", 0)
    assert "within 2 s" in verdict.message


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
