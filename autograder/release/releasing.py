"""A lab, released: nbgrader's assignment, and the bundles that are handed out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.course import Course
from autograder.release import archive
from autograder.release.assignment import generate
from autograder.release.contents import bundle, with_notebook
from autograder.release.planting import plant, replant
from autograder.release.roster import keep_seeds, read


@dataclass(frozen=True)
class Released:
    """Where a released lab lies: nbgrader's folder, and the zip files for students."""

    release_dir: Path
    bundles: list[Path]


def release(
    course: Course, lab: str, *, seed: int | None = None, roster: Path | None = None
) -> Released:
    """Release a lab.

    Parameters
    ----------
    course : Course
    lab : str
    seed : int, optional
        Where a lab differs from student to student, what the differences are drawn from.
    roster : Path, optional
        A CSV file of students: each gets a bundle, `build/bundles/<lab>/<student>.zip`, and a seed,
        which `seeds/<lab>.csv` keeps. Without it there is one bundle, `build/bundles/<lab>.zip`.

    Returns
    -------
    Released

    Raises
    ------
    CourseError
        The course has no such lab, nbgrader refused it, its public cases are missing, or the roster
        is not one.
    """
    students = read(roster) if roster is not None else None
    release_dir = generate(course, lab, seed or 0)
    files = bundle(course, lab)
    bundles = course.build / "bundles"
    if students is None:
        archive.write(bundles / f"{lab}.zip", lab, files)
        return Released(release_dir, [bundles / f"{lab}.zip"])
    seeds = keep_seeds(course.root / "seeds" / f"{lab}.csv", lab, students, seed)
    notebook = course.source(lab).name
    targets = []
    for student, own in seeds.items():
        theirs = replant(files[notebook], plant(course, lab, own))
        targets.append(bundles / lab / f"{student}.zip")
        archive.write(targets[-1], lab, with_notebook(files, lab, notebook, theirs))
    return Released(release_dir, targets)
