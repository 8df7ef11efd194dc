"""Every sentence of the class report in English, by its key; other languages have the same keys."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "overview.title": "Class report: {lab}",
    "overview.number": "student {number}",
    "overview.more": "{names}, and {count} more",
    # What stands at the head of tables.
    "overview.head.checkpoint": "Checkpoint",
    "overview.head.what": "What came out",
    "overview.head.count": "How many",
    "overview.head.who": "Who",
    "overview.head.criterion": "Criterion",
    "overview.head.share": "Share",
    "overview.head.student": "Student",
    "overview.head.seconds": "Seconds",
    "overview.head.memory": "MB",
    "overview.head.median-tries": "Tries, median",
    "overview.head.most-tries": "Most tries",
    "overview.head.passed-home": "Passed",
    "overview.head.failed-home": "Not passed",
    "overview.head.happened": "What happened",
    "overview.head.question": "Question",
    # How the class did.
    "overview.how": "How the class did",
    "overview.handed-in": (
        "Submissions: {count}. Graded: {graded}, of these with something unusual: {problems}."
        " Rejected, since nothing could be read: {rejected}."
    ),
    "overview.scores": (
        "The median is {median:g} out of {most:g} points; half of the submissions that could be"
        " read lie between {low:g} and {high:g}."
    ),
    "overview.scores-alike": (
        "At least half of the submissions that could be read have {score:g} out of {most:g} points."
    ),
    "overview.score": "The score is {scores} out of {most:g} points.",
    "overview.few-scores": "The scores, out of {most:g} points: {scores}.",
    "overview.nothing": "No submission could be read, so there are no answers to report on.",
    "overview.by-hand": (
        "{points:g} of the points are given by hand; until then they are missing from the scores."
    ),
    "overview.late": "Handed in late: {count}. Late penalties are not taken off in these scores.",
    "overview.unfinished": (
        "The last run of grading was interrupted, so some of this may be older: run grade again."
    ),
    "overview.damaged": (
        "Lines of the ledger that cannot be read: {count}. The students in them are missing here,"
        " or shown with an older result: run grade again."
    ),
    "overview.no-book": (
        "The gradebook could not be read, so the scores are those of the last grading."
    ),
    "overview.histogram": "How many students have how many points.",
    "overview.columns": "{low:g} to {high:g}: {count}",
    "overview.bars": "What came of each checkpoint, of the submissions that could be read.",
    "overview.outcome.passed": "passed",
    "overview.outcome.partly": "partly right",
    "overview.outcome.failed": "failed",
    "overview.outcome.not attempted": "left blank",
    "overview.outcome.not run": "not checked",
    "overview.part": "{name} {share:.0%}",
    # Mistakes.
    "overview.mistakes": "Mistakes, the most frequent first",
    "overview.no-mistakes": "Nobody made a mistake that is known.",
    "overview.unexplained": "Wrong answers that no known mistake explains:",
    # What was left blank.
    "overview.blank": "Left blank",
    "overview.blank-code": "Exercises that were handed in as they came:",
    "overview.blank-words": "Questions without an answer below them:",
    "overview.no-blank": "No exercise was left blank.",
    # Criteria.
    "overview.criteria": "What the checks object to most",
    "overview.no-criteria": "No criterion was missed.",
    # Tries at home.
    "overview.tries": "What took the most tries before it passed",
    "overview.tries-of": (
        "Tries at home are known only where the file .tries.json came with the notebook."
        " Submissions with that file: {count} of {all}. No mark depends on it, and no student is"
        " named here."
    ),
    # Is it the text, or the check?
    "overview.suspicious": "Is it the text, or the check?",
    "overview.no-suspicious": (
        "No checkpoint was failed in the same way by nearly all who tried it, so the numbers give"
        " no reason to doubt the lab."
    ),
    "overview.few-tried": (
        "No checkpoint was tried by {count} students or more, and with fewer the numbers say little"
        " about the lab."
    ),
    "overview.suspicion": (
        "{checkpoint}: {count} of {tried} who tried it miss the criterion {criterion}. Where so"
        " many fail alike, the text may mislead, or the check may ask for more than the text says."
    ),
    "overview.suspicion-mistake": (
        "{checkpoint}: {count} of {tried} who tried it miss the criterion {criterion}, most of them"
        " by the mistake {mistake}. Does the text lead there?"
    ),
    # Time and memory.
    "overview.time": "Time and memory",
    "overview.seconds": "Half of the submissions ran in {median:.1f} seconds or less.",
    "overview.memory": (
        "Half of the submissions used {median:.0f} MB of memory or less, packages included."
    ),
    "overview.no-memory": (
        "How much memory the submissions used is not known: it was not recorded when they were"
        " graded."
    ),
    "overview.most": "The slowest, and those that used the most memory:",
    "overview.no-time": "No submission was run.",
    # What needs a look.
    "overview.look": "What needs a look",
    "overview.problems": "Something unusual happened, and this is what:",
    "overview.doubts": (
        "Here the judge found what an honest answer hardly ever shows. Read the code:"
    ),
    "overview.unreached": "Answers that could not be checked, so that they have earned nothing:",
    "overview.no-look": "Nothing unusual happened.",
    "overview.more-students": "Students who are not in this list, but in the CSV file: {count}.",
    # Signs of copying.
    "overview.copying": "Signs that work was shared",
    "overview.copying-is": (
        "These are reasons to look and to ask, not proof: people who worked together, read"
        " the same page or had the same idea can look like this. What was handed out, what is in"
        " the solution and what many students have is left out."
    ),
    "overview.alone": "There is no other work to compare with.",
    "overview.no-copying": "There is no sign that work was shared.",
    "overview.not-compared": (
        "Not compared, since there is no autograded notebook that can be read: {count}."
    ),
    "overview.more-cases": "Others, with weaker signs, that are not shown: {count}.",
    "overview.pair": "{one} and {other}",
    "overview.planted": (
        "In {checkpoint}, {one} has at the place of the bug {bug} just what {other} has there. Of"
        " the two only {other} was given this bug; in what {one} was given, the place was right."
    ),
    "overview.planted-many": (
        "In {checkpoint}, {one} has at the place of the bug {bug} just what those have who were"
        " given it ({count}). In what {one} was given, the place was right."
    ),
    "overview.wrong": (
        "In {checkpoint}, {one} and {other} have the same wrong answer, word for word but for"
        " blanks and comments, and it is no known mistake."
    ),
    "overview.rare": "{one} and {other} share mistakes that few others make: {mistakes}.",
    "overview.alike": (
        "{one} and {other} have passages in common that few others have: {share:.0%} of what is"
        " rare in the code of the one who has less of it."
    ),
    "overview.cell": "{name}, {cell}",
    "overview.cut": "# ... {count} more lines",
}
