"""Every sentence of reports in English, by its key; other languages have the same keys.

What stands in braces is put in; `place` is where something is, such as *cell 7*.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # Where something is.
    "place.cell": "cell {number}",
    # The form at the head of a report, and its sections.
    "form.title": "{kind}: {title}",
    "form.lab-report": "Lab report",
    "form.course": "Course and report",
    "form.experiment": "Experiment",
    "form.number": "Student number",
    "form.date": "Date",
    "form.class": "Class",
    "form.name": "Name",
    "form.email": "E-mail",
    "form.running": "{title}, {name}",
    "section.purpose": "Purpose",
    "section.environment": "Software and hardware",
    "section.principles": "Principles and methods",
    "section.steps": "Steps and results",
    "section.checks": "Results of the checks",
    "section.conclusions": "Conclusions",
    "section.questions": "Problems met, and how they were solved",
    "section.notes": "Notes {number}: ",
    "section.empty": "Nothing has been written here yet.",
    "section.empty-in": "Nothing is written yet under “{section}”.",
    "label.question": "**Question {number}:**",
    "label.answer": "**Answer:**",
    "figure.label": "Figure {number}. ",
    # The computer.
    "machine.processor": "Processor",
    "machine.memory": "Memory",
    "machine.system": "System",
    "machine.packages": "Packages",
    "machine.core": "{name}, one core",
    "machine.cores": "{name}, {cores} cores",
    # Results of checks.
    "card-state.passed": "passed",
    "card-state.failed": "not yet",
    "card-state.open": "not checked",
    "points.short": "{points:.4g} / {whole:g}",
    "points.alone": "{points:g} points",
    "table.checkpoint": "Checkpoint",
    "table.state": "State",
    "table.points": "Points at home",
    "table.tries": "Tries",
    "table.sum": "Together",
    "verdict.broken": (
        "In {place}, the result of {name} cannot be read: run its check again, and save."
    ),
    "verdict.none": "In {place}, {name} has no result yet: run its check, and save.",
    # What the student has not written yet.
    "exercise.blank": "This exercise is not done yet.",
    "exercise.blank-in": "The exercise in {place} is not done yet.",
    "answer.blank": "This question is not answered yet.",
    "answer.blank-in": "The question above {place} is not answered yet.",
    # The notebook.
    "source.large": "{name} is too large to be read: clear the outputs that you do not need.",
    "source.unreadable": "{name} cannot be read: {reason}.",
    "source.no-json": (
        "{name} is not a notebook, or it is damaged: open it in JupyterLab and save it again."
    ),
    "source.no-cells": "{name} is not a notebook: it has no cells.",
    "source.empty": "The notebook is empty.",
    "source.not-run": (
        "The notebook has no results: choose Kernel > Restart Kernel and Run All Cells, save, and"
        " write the report again."
    ),
    "cell.broken": "What is in {place} is no cell, and was left out.",
    "code.long": "The code in {place} is long: its last {count} lines were left out.",
    # Outputs.
    "outputs.many": "In {place}, {count} more outputs were left out.",
    "output.broken": "In {place}, an output is damaged, and was left out.",
    "output.long": "What is printed in {place} is long, and was cut.",
    "output.rest": "... (the rest is in the notebook)",
    "output.error": "In {place}, there is an error: {error}",
    "table.wide": "A table has {columns} columns, of which a page holds {most}: the rest was cut.",
    "table.long": "A table has {rows} rows, of which {most} are shown.",
    # Pictures.
    "played.video": "a video",
    "played.audio": "an audio clip",
    "played.page": "an embedded page",
    "played.drawn": "an output that only the notebook itself can show",
    "played.named": "{what} ({name})",
    "played.left": "In {place}, something that cannot be printed was left out: {what}.",
    "played.instead": "[Left out, as it cannot be printed: {what}]",
    "picture.left": "In {place}, the picture {name} was left out: {reason}.",
    "picture.one-left": "In {place}, a picture was left out: {reason}.",
    "picture.instead": "[Picture left out: {name} – {reason}]",
    "picture.one-instead": "[Picture left out: {reason}]",
    "picture.broken": "it is damaged, or of an unknown kind",
    "picture.large": "its file is too large",
    "picture.many": "there are too many or too large pictures before it",
    "picture.not-attached": "it is not attached to the cell",
    "picture.not-inside": "it is not in the notebook itself",
    "picture.elsewhere": "it is not in a file beside the text, and nothing is downloaded",
    "picture.outside": "it is outside the folder; put it beside the text that shows it",
    "picture.no-file": "there is no such file",
    "picture.no-paper": "the PDF cannot show it, but the page for the browser does",
    # Formulas.
    "formula.fault": "In {place}, the formula {tex} is shown as it is written: {reason}.",
    "formula.fault-somewhere": "The formula {tex} is shown as it is written: {reason}.",
    "formula.long": "it is too long",
    "formula.late": "the formulas before it took too long",
    "formula.undrawn": "it cannot be drawn",
    "formula.none": (
        "Formulas are shown as they are written, because the packages that draw them are not"
        " installed (or there are none for this computer)."
    ),
    # The student's own file.
    "student.file": """\
# Who you are: your lab reports take the table at their head from here.
# Write between the quotes and save. What you leave empty stays empty on the form.
# To fill it in once for all labs, move this file into the folder above this one.

name = ""
number = ""     # your student number
class = ""
email = ""
course = ""     # such as "Neural Networks and Deep Learning"
title = ""      # of the report; left empty, it is "Lab report"
date = ""       # left empty, it is the day on which the report is written
""",
    "student.made": (
        "Fill in who you are in {file}, now beside the notebook, and write the report again."
    ),
    "student.empty": "Nothing is filled in yet in {file}.",
    "student.unreadable": "{file} cannot be read: {reason}.",
    "student.unwritable": (
        "{file} cannot be made, so the head of the report is empty: is the folder read-only?"
    ),
    "student.line": ('Line {number} of {file} was left out: a line should look like name = "Ada".'),
    "student.key": "Line {number} of {file} was left out: {key} is not one of {known}.",
    "student.quotes": (
        'Line {number} of {file} was read as {value}; put it between straight quotes, like "this".'
    ),
    "student.kind": "Line {number} of {file} was left out: write a text between quotes.",
    "student.long": "Line {number} of {file} was cut after {most} letters.",
    "student.twice": "In line {number} of {file}, {key} stands for a second time; the last counts.",
    "student.email": "In {file}, the e-mail address {value} does not look like one.",
    # Notes.
    "notes.unreadable": "The notes {file} cannot be read: {reason}.",
    "notes.large": "The notes {file} are too large, and were left out.",
    "notes.no-text": "The notes {file} are not Markdown, so they were left out.",
    # The command.
    "report.written": "{file} is written.",
    "report.unwritable": (
        "{file} cannot be written: {reason}. If it is open in another program, close it there."
    ),
    "report.look": "What to look at:",
    "report.more": "... and {count} more like these.",
    "report.no-file": "There is no notebook {file}.",
    "report.letters": (
        "Some of your letters are in no font on this computer, so the PDF shows boxes for them:"
        " {letters}. Print the page from your browser instead, or install a font that has them."
    ),
    "report.no-paper": "There is no PDF: {reason}.",
    "report.no-typst": (
        "There is no PDF, because the package that makes it is not installed (or there is none for"
        " this computer). Print the page from your browser instead."
    ),
    "report.install": (
        "The report needs a few more packages. In the folder of the lab, run: python start.py"
        " report"
    ),
    "report.install-course": (
        "The report needs a few more packages: pip install --editable '.[report]'"
    ),
}
