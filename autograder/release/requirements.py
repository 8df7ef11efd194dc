"""What a student's machine needs, taken from pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

REQUIREMENTS = """\
# What the lab needs; start.py installs it.
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
    """requirements.txt and environment.yml of a bundle.

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
    return {"requirements.txt": requirements.encode(), "environment.yml": environment.encode()}
