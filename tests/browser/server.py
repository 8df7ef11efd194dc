"""JupyterLab as a student starts it, with settings and folders of its own."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
}
LONGEST_START = 60
"""Seconds; it takes five where nothing else runs."""


class Server:
    """A JupyterLab server of a folder; it starts at once, and `wait` returns when it answers.

    Its kernels import what lies beside the notebook, as on a student's machine.
    """

    def __init__(self, folder: Path, private: Path) -> None:
        self.token = secrets.token_hex(16)
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}"
        self._log = private / "jupyter.log"
        settings = private / "settings"
        settings.mkdir(parents=True)
        (settings / "overrides.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
        command = [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1"),
            "--allow-root",  # a container's user
            f"--port={port}",
            f"--IdentityProvider.token={self.token}",
            "--ServerApp.port_retries=0",
            f"--LabApp.app_settings_dir={settings}",
            "--LabApp.extension_manager=readonly",
        ]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, cwd=folder, env=_environment(private), stdout=log, stderr=log
            )

    def wait(self) -> None:
        """Return when the server answers."""
        deadline = time.monotonic() + LONGEST_START
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/api?token={self.token}", timeout=5):
                    return
            except (urllib.error.URLError, TimeoutError):
                time.sleep(0.1)
        log = self._log.read_text(encoding="utf-8")
        raise RuntimeError(f"JupyterLab did not start:\n{log[-2000:]}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._process.terminate()  # it ends its kernels
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(private: Path) -> dict[str, str]:
    """The variables of a process that shares no settings with whoever runs the tests."""
    theirs = ("JUPYTER", "IPYTHON", "PYTHON", "AUTOGRADER", "MPL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
    folders = {
        name: private / name.lower()
        for name in (
            *("HOME", "IPYTHONDIR", "MPLCONFIGDIR"),
            *("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"),
        )
    }
    for folder in folders.values():
        folder.mkdir()
    return kept | {name: str(folder) for name, folder in folders.items()}
