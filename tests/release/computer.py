"""A student's computer, on which start.py is tried: tiny packages are there, and no network is."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.release.example import ROOT

START = ROOT / "autograder" / "release" / "bundle" / "start.py"
JUPYTERLAB = """
import json, os, random, sys
said = {"arguments": sys.argv[1:], "folder": os.getcwd(), "prefix": sys.prefix}
print(json.dumps({**said, "file": __file__, "variables": dict(os.environ)}))
"""


PACKAGES = {
    "ipykernel": {"ipykernel.py": ""},
    "jupyterlab": {"jupyterlab/__init__.py": "", "jupyterlab/__main__.py": JUPYTERLAB},
}
HALF_OF_PIP = {"pip/__main__.py": "raise SystemExit('the other half of pip is missing')"}


def write(folder: Path, packages: dict[str, dict[str, str]]) -> Path:
    """A folder of packages that are found without a network."""
    folder.mkdir()
    for name, files in packages.items():
        about = f"{name}-99.dist-info"
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 99\n"
        kind = "Wheel-Version: 1.0\nGenerator: us\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        files = {**files, f"{about}/METADATA": metadata, f"{about}/WHEEL": kind}
        record = "".join(f"{path},,\n" for path in (*files, f"{about}/RECORD"))
        with zipfile.ZipFile(folder / f"{name}-99-py3-none-any.whl", "w") as wheel:
            for path, text in {**files, f"{about}/RECORD": record}.items():
                wheel.writestr(path, text)
    return folder


class Computer:
    """A lab in a folder with an odd name, and variables that say nothing about Python."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.wheels = write(root / "wheels", PACKAGES)
        self.none = root / "constraints.txt"
        self.none.touch()
        self.lab = root / "my láb #1 100% [new]"
        self.lab.mkdir()
        (self.lab / "start.py").write_bytes(START.read_bytes())
        (self.lab / "the lab.ipynb").touch()
        (self.lab / "random.py").write_text("raise SystemExit('a file of the student')")
        misleading = ("PYTHON", "VIRTUAL", "PIP_", "JUPYTER", "MPL", "CONDA")
        kept = {name: os.environ[name] for name in os.environ if not name.startswith(misleading)}
        home = {"HOME": str(root), "XDG_CONFIG_DIRS": str(root)}
        self.variables = {**kept, **home, "PIP_CONFIG_FILE": os.devnull}

        self.said = ""

    @property
    def found(self) -> list[str]:
        """Requirements that are found without a network."""
        return ["--no-index", f"--find-links {self.wheels}"]

    def requires(self, *more: str) -> None:
        """Require the tiny packages, and what else stands in requirements.txt."""
        (self.lab / "requirements.txt").write_text("\n".join(["ipykernel", "jupyterlab", *more]))

    def leave_half_made(self) -> None:
        """Have an environment in which every package is known, pip too, and none is whole."""
        venv = [sys.executable, "-m", "venv", "--without-pip", str(self.lab / ".venv")]
        subprocess.run(venv, check=True)
        (packages,) = (self.lab / ".venv" / "lib").glob("python*/site-packages")
        half = write(self.root / "half", {"pip": HALF_OF_PIP})
        for wheel in (*self.wheels.iterdir(), *half.iterdir()):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(packages)
        (packages / "jupyterlab" / "__init__.py").unlink()

    def installed(self) -> list[Path]:
        """What the tiny packages consist of in the environment."""
        (packages,) = (self.lab / ".venv" / "lib").glob("python*/site-packages")
        return [path for name in PACKAGES for path in packages.glob(f"{name}*")]

    def start(self, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run start.py from another folder; what it prints is text."""
        command = [sys.executable, str(self.lab / "start.py"), *options]
        environment = {**self.variables, **variables}
        return subprocess.run(
            command, cwd=self.root, env=environment, capture_output=True, encoding="utf-8"
        )

    def opened(self, **variables: str) -> dict:
        """How JupyterLab was started, and what it saw."""
        done = self.start("--port", "9000", **variables)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout.splitlines()[-1])
