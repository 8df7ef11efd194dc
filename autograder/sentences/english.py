"""Every sentence of grading in English, by its key; other languages have the same keys.

As in `checks.words.english`, a clause has no capital and no full stop. What goes from one process
to another is put in as text or as a whole number.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
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
    "run.problem": "{name}: {problem}",
    "run.second": "a second run, with only what the checks need, earned more for {names}",
    "run.replaced": "{cell} is part of the lab, so it was run as it was released",
    "run.called": "{theirs} was taken for {name}, which the check asks for",
    "run.unchecked": "{name} could not be checked: {reason}",
    "run.uses": "the function of {name} uses {missing}",
    "run.lacks": "this needs {name}, which is not written yet",
    "run.blamed": "{clause}, because {name} has not passed",
    "run.missing": "{message}: {missing}",
    # What stood around an answer.
    "missing.because": "{name} is missing, because {cell} stopped with {error}",
    "missing.trouble": "{name} is missing: {trouble}",
    "missing.where": "{name} is missing: it {where}",
    "missing.which": "{name}, which {where}",
    "where.cell": "is defined in {cell}",
    "where.below": "is defined further down, in {cell}",
    "where.after": "is defined only after that, in {cell}",
    "where.nowhere": "is not defined anywhere in the notebook",
    "trouble.package-of-file": (
        "{cell} imports a file of yours that imports {package}, which is not installed for grading,"
        " so it was left out"
    ),
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
}
