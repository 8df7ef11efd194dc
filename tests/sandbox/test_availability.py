"""A machine without a sandbox says in one sentence what to do."""

import sys

import pytest

from autograder.sandbox.bubblewrap import available


@pytest.fixture
def ask():
    """Ask again, not what was found out before."""
    return available.__wrapped__


def test_bubblewrap_is_missing(ask, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ask() == (
        "the sandbox needs the program 'bwrap': install bubblewrap (Debian, Ubuntu: "
        "sudo apt-get install bubblewrap), or add --no-sandbox"
    )


def test_bubblewrap_is_too_old(ask, tools):
    tools("bwrap", "echo bubblewrap 0.6.1")
    assert ask().startswith("bubblewrap 0.6 is too old: install bubblewrap")


# As long as it is asked for its version, nothing is wrong.
FAILS = '[ "$1" = --version ] && echo bubblewrap 0.8.0 && exit; echo "{}" >&2; exit 1'


@pytest.mark.parametrize(
    "complaint",
    [
        "bwrap: No permissions to create new namespace, likely because the kernel forbids it",
        "bwrap: setting up uid map: Permission denied",
        "bwrap: Creating new namespace failed: Operation not permitted",
    ],
)
def test_user_namespaces_are_forbidden(ask, tools, complaint):
    tools("bwrap", FAILS.format(complaint))
    assert ask().startswith("this machine forbids user namespaces")


def test_another_trouble_is_passed_on(ask, tools):
    tools("bwrap", FAILS.format("no luck"))
    assert ask() == "the sandbox does not start (no luck): repair that, or add --no-sandbox"


def test_another_system(ask, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert ask() == "there is no sandbox on darwin: grade on Linux, or add --no-sandbox"
