"""The computer and the software that a report was made with, as far as they say it."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from autograder.reports.words import say

PACKAGES = {
    "NumPy": "numpy",
    "Matplotlib": "matplotlib",
    "scikit-learn": "scikit-learn",
}
JUPYTER = {"JupyterLab": "jupyterlab", "ipykernel": "ipykernel", "IPython": "ipython"}


def described() -> Iterator[tuple[str, str]]:
    """What there is to say, each with a label; nothing that tells whose computer it is."""
    yield say("machine.processor"), _processor()
    if memory := _memory():
        yield say("machine.memory"), f"{memory / 2**30:.1f} GB".replace(".0 GB", " GB")
    yield say("machine.system"), _system()
    yield "Python", f"{platform.python_version()} ({platform.python_implementation()})"
    yield say("machine.packages"), _versions(PACKAGES)
    yield "Jupyter", _versions(JUPYTER)


def _versions(packages: dict[str, str]) -> str:
    found = []
    for name, package in packages.items():
        with suppress(PackageNotFoundError):
            found.append(f"{name} {version(package)}")
    return ", ".join(found) or "–"


def _processor() -> str:
    cores = os.cpu_count() or 1
    name = _name_of_processor() or platform.processor() or platform.machine()
    key = "machine.core" if cores == 1 else "machine.cores"
    return say(key, name=re.sub(r"\s+", " ", name).strip() or "–", cores=cores)


def _name_of_processor() -> str:
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        if sys.platform == "darwin":
            return _asked("machdep.cpu.brand_string")
        if sys.platform == "win32":
            import winreg

            place = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
                return str(winreg.QueryValueEx(key, "ProcessorNameString")[0])
        text = Path("/proc/cpuinfo").read_text(errors="replace")
        match = re.search(r"^(?:model name|Model|Hardware)\s*:\s*(.+)$", text, re.MULTILINE)
        return match[1] if match else ""
    return ""


def _memory() -> int:
    """Bytes; 0 where the system does not say."""
    with suppress(OSError, ValueError, AttributeError, subprocess.SubprocessError):
        if sys.platform == "darwin":
            return int(_asked("hw.memsize"))
        if sys.platform == "win32":
            import ctypes

            size = ctypes.c_ulonglong()
            ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(size))
            return size.value * 1024
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return 0


def _asked(name: str) -> str:
    command = ["/usr/sbin/sysctl", "-n", name]
    done = subprocess.run(command, capture_output=True, text=True, timeout=5, check=True)
    return done.stdout.strip()


def _system() -> str:
    if sys.platform == "darwin":
        return f"macOS {platform.mac_ver()[0]} ({platform.machine()})"
    if sys.platform == "win32":
        return f"Windows {platform.release()} ({platform.version()})"
    with suppress(OSError):
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']} ({platform.machine()})"
    return f"{platform.system()} {platform.release()} ({platform.machine()})"
