"""What a student's machine needs, taken from pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

REQUIREMENTS = """\
# What the lab needs; start.py installs it.
{packages}
"""
FOR_REPORTS = """\
# What the lab report needs besides; start.py installs it where it can.
{packages}
"""
ENVIRONMENT = """\
# The same for conda users: conda env create --file environment.yml
name: {name}
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python{python}
{packages}
"""


def requirements_for_students(pyproject: Path) -> dict[str, bytes]:
    """requirements.txt, the same for reports, and environment.yml of a bundle.

    Every package that a student needs has the same name on conda-forge.
    """
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    packages = project["dependencies"]
    requirements = REQUIREMENTS.format(packages="\n".join(packages))
    environment = ENVIRONMENT.format(
        name=project["name"],
        python=project["requires-python"],
        packages="\n".join(f"  - {package}" for package in packages),
    )
    extra = FOR_REPORTS.format(packages="\n".join(project["optional-dependencies"]["report"]))
    files = {
        "requirements.txt": requirements,
        "requirements-report.txt": extra,
        "environment.yml": environment,
    }
    return {name: text.encode() for name, text in files.items()}
