"""What is installed from the project: the data files beside the modules that read them."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("helpers", "autograder", "pyproject.toml", "README.md", "LICENSE")
DATA = (
    "helpers/data/*",
    "autograder/labs/image_classification/*.npz",
    "autograder/checks/public/*.npz",
    "autograder/reports/writing/*.css",
    "autograder/reports/writing/*.typ",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    pytest.importorskip("setuptools", reason="needs the build backend, setuptools")
    root = tmp_path_factory.mktemp("project")
    for name in PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    pip = [sys.executable, "-m", "pip", "wheel", "--no-index", "--no-build-isolation", "--no-deps"]
    subprocess.run([*pip, "--wheel-dir", root, root], check=True, capture_output=True)
    (path,) = root.glob("*.whl")
    return zipfile.ZipFile(path)


@pytest.mark.parametrize("pattern", DATA)
def test_data_files_are_installed_as_they_are(wheel: zipfile.ZipFile, pattern: str):
    files = {path.relative_to(ROOT).as_posix(): path for path in ROOT.glob(pattern)}
    assert files
    assert set(files) <= set(wheel.namelist())
    for name, path in files.items():
        assert wheel.read(name) == path.read_bytes()


def test_every_data_file_of_the_helpers_has_a_notice_beside_it():
    files = sorted((ROOT / "helpers" / "data").glob("*.npz"))
    assert files
    for path in files:
        notice = path.with_suffix(".txt").read_text(encoding="utf-8")
        assert notice.startswith(path.name)
        assert "Copyright" in notice
