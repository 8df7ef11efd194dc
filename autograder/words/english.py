"""Every sentence of grading in English, by its key; other languages have the same keys.

As in `checks.words.english`, a clause has no capital and no full stop. What goes from one process
to another is put in as text or as a whole number.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # How clauses and names are put together.
    "clause.more": "{before}; {after}",
    "names.more": "{names}, and {count} more",
    # What lies in a student's folder, ...
    "folder.several": "there are several folders for {lab}: {names}",
    "folder.called": "the folder is called {name}; it was graded as {lab}",
    "folder.elsewhere": "the notebook is not in a folder called {lab}",
    "folder.encoded": "the name of the student's folder is not UTF-8; it was read as {name}",
    "folder.none": "there is no folder called {lab}",
    "taken.folder-link": "the submission is a symbolic link, which is not followed",
    "taken.unreadable": "the submission cannot be read ({error})",
    "taken.no-time": "{file} holds no time, so nobody knows when this was handed in",
    "taken.link": "{name} is a symbolic link, which is not followed",
    "taken.irregular": "{name} is not a regular file",
    "taken.large": "{name} has {size} MB, at most {most} are read",
    "choice.none": ("there is no notebook (it should be called {name}, but any name would do)"),
    "choice.none-but": (
        "there is no notebook (it should be called {name}, but any name would do); there is {files}"
    ),
    "choice.foreign": "this seems to be the notebook of another lab, {labs}",
    "choice.others": "besides {name} there are other notebooks, which were left out: {others}",
    "choice.most-solved": (
        "of several notebooks {name} was taken, since it has the most exercises filled in"
        " ({count}); left out: {others}"
    ),
    "choice.renamed": "the notebook is called {name}; it was graded as {wanted}",
    "beside.renamed": "the file {name} was used as {module}, which the notebook imports",
    "beside.hiding": ("left out, since a module with this name exists already; rename it: {names}"),
    "beside.inside": (
        "left out, since the course's own folders are used; put files of yours beside the notebook:"
        " {names}"
    ),
    "beside.large": "left out, since at most {files} files and {size} MB are taken: {names}",
    "beside.unreadable": "left out, since it is no ordinary file, or cannot be read: {names}",
    "left.hiding": "a module with this name exists already, so rename it",
    "left.inside": "the course's own folders are used, so put it beside the notebook",
    "left.large": "at most {files} files and {size} MB are taken",
    "left.unreadable": "it is no ordinary file, or cannot be read",
    # ... and in the archives there.
    "archive.whole": "{name} was unpacked",
    "archive.part": "{name} was unpacked in part ({fault})",
    "archive.failed": "{name} cannot be unpacked ({fault})",
    "archive.kind": "only .zip, .tar and .tar.gz are supported",
    "archive.empty": "{name} is empty",
    "archive.many-files": "it has more than {count} files",
    "archive.cut": "its end is missing",
    "archive.password": "it is protected by a password",
    "archive.contents": "its table of contents is too long",
    "archive.tape": "it has more than {size} MB",
    "share.file": "these are larger than {size} (c.Settings.submission)",
    "share.student": (
        "at most {files} files and {size} are unpacked for one student (c.Settings.archive_files,"
        " c.Settings.archive)"
    ),
    "share.class": (
        "at most {files} files and {size} are unpacked for all students"
        " (c.Settings.archive_files_in_all, c.Settings.archive_in_all)"
    ),
    # Reading a notebook.
    "notebook.large": "the notebook has {size} MB, at most {most} are read",
    "notebook.long": "the cells hold {count} characters, at most {most} are read",
    "notebook.deep": "the notebook is nested too deeply to be read",
    "notebook.no-json": "the notebook is not valid JSON ({error})",
    "notebook.other": "the file is called a notebook, but {kind}: hand in the notebook itself",
    "other.archive": "it is an archive of a kind that is not unpacked",
    "other.document": "it is a document of a word processor",
    "other.empty": "there is nothing in it",
    "other.link": "it only says where the notebook is",
    "other.page": "it is a web page, such as what a browser saves where somebody has to log in",
    "other.pdf": "it is a PDF",
    "other.picture": "it is a picture",
    "other.python": "it holds Python without cells",
    "notebook.not-text": (
        "the notebook is not UTF-8 text throughout: characters that could not be read are shown as"
        " \ufffd"
    ),
    "notebook.none": "the file is valid JSON, but not a notebook",
    "notebook.no-cells": "the file is valid JSON, but not a notebook: it has no list of cells",
    "notebook.other-than-cells": (
        "the notebook's list of cells also holds what is no cell: that was left out"
    ),
    "notebook.version": ("the notebook says that its format is {version}; it was read as format 4"),
    "notebook.many-cells": "the notebook has {count} cells, at most {most} are read",
    "notebook.many-branches": (
        "the notebook holds {count} lists and dicts, at most {most} are read: clear its outputs,"
        " save it, and hand it in again"
    ),
    "notebook.many-values": (
        "the notebook holds {count} values, such as lines of output, at most {most} are read: clear"
        " its outputs, save it, and hand it in again"
    ),
    "notebook.picture": "(a picture that is too large)",
    "damaged.lenient": "the notebook's file is not quite JSON, but all of it could be read",
    "damaged.first": (
        "the notebook holds two versions, since a merge with git was not finished (line {line}):"
        " the first was read"
    ),
    "damaged.second": (
        "the notebook holds two versions, since a merge with git was not finished (line {line}):"
        " the second was read"
    ),
    "damaged.more-written": "{problem}, since it has more exercises filled in",
    "damaged.cell": (
        "the notebook's file is damaged in line {line} or after it: one cell could be read"
    ),
    "damaged.cells": (
        "the notebook's file is damaged in line {line} or after it: {count} cells could be read"
    ),
    # What had to be set right in its cells; the names are those of the cells.
    "problem.deleted": "deleted cells were put back: {names}",
    "problem.gone": ("answer cells were deleted, but what is written elsewhere counts: {names}"),
    "problem.changed": (
        "locked cells were changed; their text was put back, and what was written in them is kept"
        " next to them: {names}"
    ),
    "problem.beside": "left blank, but the answer may be in a cell nearby: {names}",
    "problem.beside-file": (
        "left blank, but the answer may be in a file that was handed in ({files}): {names}"
    ),
    "problem.turned": "cells whose kind was changed were turned back: {names}",
    "problem.copied": "of cells that are there more than once the first counts: {names}",
    "problem.repeated": (
        "exercises are there more than once, and what was defined last counts: {names}"
    ),
    "problem.copied-answer": (
        "of cells that are there more than once the first that was written in counts: {names}"
    ),
    "problem.added": "cells that are not the lab's own earn nothing: {names}",
    "question.added": "*Written by the student into the locked cell above:*",
    "output.handed-in": (
        "As handed in by the student: this cell only shows something and was not run again."
    ),
    "output.cut": "\n... the rest of this output was cut off ...",
    # How a process ended: "it" is the process, or the kernel.
    "process.processor": "it used more than {seconds} s of processor time",
    "process.crashed": "it crashed with a segmentation fault",
    "process.killed": "it was killed",
    "process.signal": "it was ended by the signal {name}",
    "process.status": "it ended itself with exit status {status}",
    "process.unwatched": "it cannot be watched: {error}",
    "process.wall": "it did not end within {seconds} s",
    "process.memory": "it used more than {size} MiB of memory",
    "process.deaf": "it did not listen",
    "process.stuck": "it could not be interrupted after {seconds} s",
    "process.nonsense": "it sent what no kernel sends",
    # What the judge waited for, and what came.
    "time.call-processor": (
        "the function did not return within {seconds} s of processor time: is there a loop that"
        " never ends?"
    ),
    "time.call-clock": (
        "the function did not return within {seconds} s by the clock: is the function waiting for"
        " something?"
    ),
    "time.calls-processor": (
        "the calls to the function took more than {seconds} s of processor time: is there a loop"
        " that never ends?"
    ),
    "time.calls-clock": (
        "the calls to the function took more than {seconds} s by the clock: is the function waiting"
        " for something?"
    ),
    "sitting.nonsense": "what it sent cannot be judged",
    "sitting.nonsense-error": "what it sent cannot be judged ({error})",
    "sitting.ended": "the process ended while the function ran",
    "sitting.received": "the judge received {what}",
    "sitting.large": "with a large input, {clause}",
    "sitting.large-loops": (
        "the function loops over {growing}: on a large input it takes far longer"
    ),
    "sitting.large-wrong": "the function returned a wrong answer",
    "doubt.loops": (
        "by the count in its own process it does not loop, but it takes as long as a loop"
    ),
    "doubt.undone": "with a large input it returns quickly, but the answer is wrong",
    # Trying an answer that is a file.
    "trial.unanswered": "the process ended before it had answered",
    "trial.unanswered-reason": "the process ended before it had answered: {reason}",
    "trial.reason": "{reason} ({last})",
    "trial.ended": "{message} The process came to this end: {reason}.",
    # What a cell is called.
    "cell.named": "the cell {name}",
    "cell.begins": "the cell that begins with {text}",
    "cell.line": "line {line} of {cell}",
    # How a notebook ran.
    "run.unasked": "the check was never asked",
    "run.too-long": "the notebook ran longer than {seconds} s before {cell}",
    "run.stuck": "{cell} could not be interrupted after {seconds} s",
    "run.died": "the kernel died in {cell}: {reason}",
    "run.interrupted": "{cell} ran longer than {seconds} s and was interrupted",
    "run.stopped": "{problem}; what follows was not run",
    "run.cut-off": "{cell} showed more than is kept: cut off",
    "run.second-failed": (
        "the notebook could not be taken apart for a second run ({error}, at {where}), so the first"
        " one counts"
    ),
    "run.problem": "{name}: {problem}",
    "run.second": "a second run, with only what the checks need, earned more for {names}",
    "run.replaced": "{cell} is part of the lab, so it was run as it was released",
    "run.called": "{theirs} was taken for {name}, which the check asks for",
    "run.unchecked": "{name} could not be checked: {reason}",
    "run.uses": "the function of {name} uses {missing}",
    "run.without": "the function of {name} uses {missing}, so it was run without that",
    "run.lacks": "this needs {name}, which is not written yet",
    "run.before": "{clause}, because it cannot be made without {name}, which is not written yet",
    "run.because": "{clause}, because {cell} stopped with {error}",
    "run.untrained": (
        "{subject} recognises {share:.0%} of the pictures in this check, expected {wanted:.0%} or"
        " more: it was trained with your answer to {name}, which has not passed yet, so look there"
        " first"
    ),
    "run.blamed": "{clause}, because {name} has not passed",
    "run.missing": "{message}: {missing}",
    # What stood around an answer.
    "missing.because": "{name} is missing, because {cell} stopped with {error}",
    "missing.trouble": "{name} is missing: {trouble}",
    "missing.where": "{name} is missing: it {where}",
    "missing.which": "{name}, which {where}",
    "missing.package": "{package}, which is not installed for grading",
    "missing.left-out": "{module}, and your file {file} was not taken: {why}",
    "missing.part": "{name} from {module}, which the version for grading does not have",
    "where.cell": "is defined in {cell}",
    "where.below": "is defined further down, in {cell}",
    "where.after": "is defined only after that, in {cell}",
    "where.failed": "is missing: {trouble}",
    "where.magic": "is only in {cell}, below {magic}, so it was not run",
    "where.nowhere": "is not defined anywhere in the notebook",
    "trouble.package-of-file": (
        "{cell} imports a file of yours that imports {package}, which is not installed for grading,"
        " so it was left out"
    ),
    "trouble.left-out": "{place} needs {module}, and your file {file} was not taken: {why}",
    "trouble.package-needed": "{cell} needs {package}, which is not installed for grading",
    "trouble.package-part": "{place} imports {part}, which {package} does not have here",
    "trouble.package": (
        "{place} imports {package}, which is not installed for grading, so it was left out (if"
        " {file} is a file of yours, hand it in with the notebook)"
    ),
    "trouble.import": (
        "{place} imports {name} from {module}, which the version for grading does not have, so it"
        " was left out"
    ),
    "trouble.import-python": (
        "{place} imports {name} from {module}, which Python {version} does not have, so it was left"
        " out"
    ),
    "trouble.name": "{place} uses {name}, which {where}, so it was left out",
    "trouble.name-line": "{place} uses {name}, which line {line} did not make, so it was left out",
    "trouble.syntax": "{place} is not valid Python {version} ({error})",
    "trouble.newer": (
        "{problem}: the notebook was written with Python {theirs} but is graded with {ours}, which"
        " does not know everything that the newer one does"
    ),
    "trouble.ended": "{cell} ended with {error}",
    # The note above a graded notebook.
    "note.head": "**About this submission**",
    "note.rejected": "**This submission could not be read**, so it earns nothing: {reason}.",
    "note.more": "and {count} more problems",
    # The feedback page.
    "feedback.title": "Feedback: {lab}",
    "feedback.student": "Student",
    "feedback.score": "Score",
    "feedback.late": "Late penalty",
    "feedback.late-points": "{points:g} points",
    "feedback.waiting": "Not marked yet",
    "feedback.waiting-count": "{count} (up to {points:g} points)",
    "feedback.about": "Please read this first",
    "feedback.rejected": (
        "This submission could not be read: {reason}. The checks could not run, so they earn"
        " nothing. Hand in the notebook again, or ask your instructor."
    ),
    "feedback.points": "Your points",
    "feedback.column-exercise": "Exercise",
    "feedback.column-state": "Result",
    "feedback.column-points": "Points",
    "feedback.together": "Total",
    "feedback.notebook": "Your notebook",
    "feedback.begins": "The beginning of the lab",
    "feedback.comment": "Comment",
    "feedback.by-hand": "These points were given by a person, not by the check.",
    "feedback.no-answer": "no answer",
    "feedback.marked": "marked",
    "feedback.unmarked": "not marked yet",
    "feedback.up-to": "up to {whole:g} points",
}
