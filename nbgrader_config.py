"""How nbgrader works in this course folder: the layout, and the steps of autograding.

Each step named here is a small class in `autograder/nbgrader/`; the rest is nbgrader as it comes.
"""

import os
import sys
from pathlib import Path

c = get_config()
root = Path(__file__).resolve().parent

# nbgrader starts `alembic` by its name, also where nobody activated the environment.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

if str(root) not in sys.path:
    sys.path.append(str(root))
from autograder.nbgrader.placeholders import hold_places  # noqa: E402
from autograder.nbgrader.plain_root import plain  # noqa: E402

# Submissions count under any name and in any place; nbgrader's command is to look at them all.
hold_places(root)

# The course folder may be called what it likes, such as `labs [copy]`, a pattern to nbgrader.
c.CourseDirectory.root = plain(root)
c.CourseDirectory.source_directory = "notebooks"
# Without a name, nbgrader refers to a course that is not there, which PostgreSQL does not let pass.
c.CourseDirectory.course_id = "default_course"

# What an author tried at home is no part of a lab; a report on the solved notebook least of all.
c.CourseDirectory.ignore.extend([".tries.json", "student.toml"])
c.CourseDirectory.ignore.extend(
    f"{path.stem}{ending}"
    for path in root.glob("notebooks/*/*.ipynb")
    for ending in (".pdf", ".html")
)

# A lab is handed out without its solutions; a function that is to be repaired has bugs instead.
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.LockCells",
    "autograder.nbgrader.handing_out.HandOut",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# What a student wrote runs in nobody's browser, be it in the formgrader or in feedback.
c.HTMLExporter.filters = {"markdown2html": "autograder.nbgrader.inert.markdown2html"}
c.HTMLExporter.raw_mimetypes = []
c.GenerateFeedback.exporter_class = "autograder.nbgrader.pages.FeedbackExporter"
c.GenerateFeedback.preprocessors = []

# What lies beside a notebook is collected with it; archives are unpacked without being trusted.
c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".py", ".csv", ".npy", ".npz"]
c.ZipCollectApp.extractor_plugin = "autograder.nbgrader.collecting.extractor.BoundedExtractor"

# Submissions are read and made clean without being trusted, ...
c.Autograde.exporter_class = "autograder.nbgrader.reading.SubmissionExporter"
c.Autograde.pre_convert_hook = "autograder.nbgrader.copied_along.take_one_notebook"
c.Autograde.sanitize_preprocessors = [
    "autograder.nbgrader.reading.Sanitise",
    "nbgrader.preprocessors.CheckCellMetadata",
]
# ... run in a sandbox with a judge listening, and scored by the judge's verdicts alone.
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader.execution.ExecuteJudged",
    "autograder.nbgrader.reading.Explain",
    "nbgrader.preprocessors.IgnorePattern",
    "autograder.nbgrader.scoring.SaveVerdicts",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.post_convert_hook = "autograder.nbgrader.copied_along.remove_leftovers"

# Every limit of grading, such as these two, is described in autograder/settings.py.
c.Settings.cell_seconds = 10
c.Settings.notebook_seconds = 60
