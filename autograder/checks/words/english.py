"""Every sentence of the checks in English, by its key; other languages have the same keys.

What stands in braces is put in. A clause has no capital and no full stop: it becomes a sentence
where it is the first thing that is said. Where a number changes a sentence there are two.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # How sentences and lists are put together.
    "list.more": "{before}, {after}",
    "list.last": "{before} and {after}",
    "sentence.ends": ".?!",
    "sentence.more": "{before} {after}",
    "sentence.whole": "{text}.",
    # What things are called.
    "name.part": "{name}[{key}]",
    "name.step": "{name} after step {number}",
    "thing.a": "a {type}",
    "thing.an": "an {type}",
    "thing.array": "an array of shape {shape}",
    "thing.array-of-dtype": "an array of dtype {dtype}",
    "thing.number": "the {type} {value}",
    "thing.object": "an object of type {type}",
    "thing.too-many-items": "{what} with too many items",
    "thing.too-many-to-keep": "{what} with too many items to keep in memory",
    "thing.unreadable": "{what} that cannot be read (it raises {error})",
    "thing.unreadable-evidence": "something that cannot be read ({error})",
    "thing.wanted-array": "a NumPy array of real numbers",
    "thing.wanted-number": "a number",
    # What was raised.
    "raised.line": "{error} (line {number}: {code})",
    "raised.text": "{kind}: {text}",
    "raised.unreadable": "its text cannot be read (that raises {kind})",
    # `check`, and the same as a command.
    "check.no-checkpoint": "there is no checkpoint {name} here (there are: {known})",
    "check.no-checkpoints": "there is no checkpoint {name} here (there are: none)",
    "check.name-first": (
        'the name of the exercise comes first, and then the function: check("{known}", ...)'
    ),
    "check.no-function": ("check was given no function: pass the function itself after the name"),
    "check.not-a-function": ("check was given {given}: pass the function itself, without brackets"),
    "check.received": "received",
    "check.usage": "usage: python -m autograder.checks CHECKPOINT FILE",
    "file.invalid": "the file is not valid Python: {error}",
    "file.invalid-line": "the file is not valid Python: {error} (line {number})",
    "file.no-function": "the file defines no function {name}",
    "file.stopped": "the file could not be imported: {error}",
    # What crosses to the judge.
    "message.too-large": "an answer of {size} bytes, more than {most}",
    "message.too-much": "more than is read in all",
    "message.too-many-pieces": "data in too many pieces: arrays are sent as one",
    "message.returned": "it returned {what}",
    # The verdict.
    "verdict.passed": "Well done: everything that was checked is right.",
    "verdict.blocked": "not judged, because of {name}",
    "verdict.unanswered": "the function did not answer every call that this needs",
    # The criterion "returns".
    "returns.unwritten": "the function is not written yet",
    "returns.raised": "the function raised {error}",
    "returns.raised-called": (
        "the function raised {error}; it is called with {names}, in this order"
    ),
    "returns.raised-shape": "the function raised {error}; a shape is one tuple: np.zeros((2, 3))",
    "returns.raised-power": "the function raised {error}; a power is ** in Python",
    "returns.raised-product": (
        "the function raised {error}; in a matrix product, the left matrix must have as many"
        " columns as the right one has rows"
    ),
    "returns.raised-together": (
        "the function raised {error}; entry by entry, two arrays go together only if each axis has"
        " the same length in both, or length 1 in one of them"
    ),
    "returns.raised-into": (
        "the function raised {error}; what you put into part of an array must fit the shape of that"
        " part: was something summed along the wrong axis, or not summed at all?"
    ),
    "returns.raised-truth": (
        "the function raised {error}; an if, and, or or not decides on one value, and this is a"
        " whole array"
    ),
    "returns.one-dict": (
        "two of the outputs are one dict, or share an array: what is written into one appears in"
        " the other"
    ),
    "returns.order": (
        "the function takes {taken}: put its parameters in the order that was asked for, {asked}"
    ),
    "returns.none": "the function returned None: is a `return` missing?",
    "returns.outputs": "the function should return {names}",
    "returns.other": "the function should return {names}; it returned {what}",
    "returns.values": "the function should return {names}; it returned {count} values",
    "returns.tuple": "the function should return a tuple of {names}; it returned {what}",
    "returns.batches": "the function returned batches",
    "returns.thing": "{name} should be {wanted}, got {what}",
    "returns.dict": "{name} should be a dict, got {what}",
    "returns.list": "{name} should be a list, got {what}",
    "returns.items": "{name} should have {wanted} items, got {count}",
    "returns.array": "{name} should be an array, got {what}",
    "returns.numpy-array": "{name} should be a NumPy array, got {what}",
    "returns.number": "{name} should be a number, got {what}",
    "returns.one-number": "{name} should be one number, got {what}",
    "returns.half-precision": (
        "{name} should be in double precision, got float16, which has three digits"
    ),
    "returns.key": "there is no {key} in {name} (it has: {keys})",
    "returns.key-of-none": "there is no {key} in {name} (it is empty)",
    "returns.only-last-layer": (
        "there is no {key} in {name} (there is: {keys}): only the last layer is there; is the dict"
        " made anew in each turn of a loop?"
    ),
    "returns.surplus-key": "{name} has a key too many, {key}: {last} should be the last",
    # The criterion "shape".
    "shape.other": "{name} should have shape {wanted}, got {shape}",
    "shape.transposed": "{name} should have shape {wanted}, got {shape}: it looks transposed",
    # The criterion "finite".
    "finite.is": "{name} is {number}",
    "finite.are": "{name} are {number}",
    "finite.holds": "{name} holds {number} in {count} entries",
    "finite.hold": "{name} hold {number} in {count} entries",
    "finite.hold-one": "{name} hold {number} in one entry",
    "finite.holds-one": "{name} holds {number} in one entry",
    # The criterion "values": numbers, ...
    "values.is": "{name} is {got}, expected {expected}",
    "values.are": "{name} are {got}, expected {expected}",
    "values.at-most": "{name} is {got}, expected at most {expected}",
    "values.entry": (
        "{wrong} of {all} entries of {name} is wrong: [{index}] is {got}, expected {expected}"
    ),
    "values.entries": (
        "{wrong} of {all} entries of {name} are wrong: [{index}] is {got}, expected {expected}"
    ),
    # ... random numbers, ...
    "draws.no-number": "{name} contains something that is not a number",
    "draws.repeats-less": "{name} repeats itself less than expected",
    "draws.deviation": "{name} has standard deviation {got}, expected {expected}",
    "draws.mean": "{name} has mean {got}, expected {expected}",
    "draws.kind": (
        "{name} has the right mean and standard deviation, but not the right kind of distribution"
    ),
    "draws.cut-off": "{name} has no entry beyond {edge}: are the draws cut off?",
    "draws.many-large": (
        "{name} has the right mean and standard deviation, but too many large entries"
    ),
    "draws.few-large": (
        "{name} has the right mean and standard deviation, but too few large entries"
    ),
    "draws.of-another": "{name} repeats the draws of {other}",
    "draws.constant": (
        "{name} has the same number everywhere: each entry should be a draw of its own"
    ),
    "draws.same-row": (
        "{name} has the same row again and again: each entry should be a draw of its own"
    ),
    "draws.same-column": (
        "{name} has the same column again and again: each entry should be a draw of its own"
    ),
    "draws.tied-rows": (
        "{name} has each row tied to the next: each entry should be a draw of its own"
    ),
    "draws.tied-columns": (
        "{name} has each column tied to the next: each entry should be a draw of its own"
    ),
    "draws.repeated": "{name} repeats its numbers: each entry should be a draw of its own",
    "draws.zeros": "{name} is zero in places: each entry should be a draw of its own",
    "draws.centred": (
        "{name} has a mean of exactly 0, as draws have only on average:"
        " each entry should be a draw of its own"
    ),
    "draws.unlike-rows": (
        "{name} has rows that differ too much: each entry should be a draw of its own"
    ),
    "draws.like-rows": (
        "{name} has rows that differ too little: each entry should be a draw of its own"
    ),
    "draws.unlike-columns": (
        "{name} has columns that differ too much: each entry should be a draw of its own"
    ),
    "draws.like-columns": (
        "{name} has columns that differ too little: each entry should be a draw of its own"
    ),
    # ... and batches, whose form is judged by "returns" and "shape".
    "batches.no-list": "the batches should be a list, got {what}",
    "batches.none": "the list of batches is empty",
    "batches.no-pair": "each batch should be a pair (X_t, Y_t), got {what}",
    "batches.no-arrays": "X_t and Y_t should be arrays, got {what}",
    "batches.odd": "the batches should be a list of pairs of NumPy arrays, got {what}",
    "batches.empty": "a batch is empty",
    "batches.X-shape": "X_t should have shape ({rows}, k), got {shape}",
    "batches.Y-flat": "Y_t should have shape (1, {k}), got {shape}",
    "batches.Y-shape": "Y_t should have shape (1, {k}), as X_t has {k} columns, got {shape}",
    "batches.shapes": "the batches have the shapes that were asked",
    "batches.strange": "{name} hold columns that are not columns of X",
    "batches.missing": "{name} leave some samples out: the batches hold {sizes} samples",
    "batches.repeated": "{name} hold some samples more than once",
    "batches.sizes": "{name} hold {sizes} samples, expected {expected} samples",
    "batches.more-sizes": "{sizes}, ...",
    "batches.unpaired": "{name} do not keep each column of X with its column of Y",
    "batches.other": "{name} are not what was expected",
    "batches.kept": "{name} come in the order of the data: nothing is shuffled",
    "batches.the-same": "{name} come in the same order for every rng",
    "batches.turned": "{name} keep the order of the data, only from another start",
    "batches.whole": (
        "{name} are shuffled as whole batches only: the same samples always stay together"
    ),
    "batches.inside": (
        "{name} are shuffled inside each batch only: a sample never comes into another batch"
    ),
    "batches.few": "{name} come in a few orders only: a shuffle can bring any order",
    "batches.bound": "{name} are not shuffled freely: some samples never reach some positions",
    "batches.other-order": "{name} come in an order that was not expected",
    # ... and what is dropped at random.
    "masks.share": "{share} of the entries are kept, but keep_prob is {keep}",
    "masks.scale": "what is kept is multiplied by {factor}, but keep_prob is {keep}",
    "masks.free-the-same": "the same entries are dropped for every rng",
    "masks.free-whole": (
        "everything is dropped or everything is kept: each entry needs a draw of its own"
    ),
    "masks.free-units": (
        "a unit is dropped for all samples or for none: each entry needs a draw of its own"
    ),
    "masks.free-samples": (
        "a sample loses all of its entries or none: each entry needs a draw of its own"
    ),
    "masks.free-counted": (
        "the same number of entries is dropped every time: each one should be left to chance"
    ),
    "masks.free-bound": (
        "whether an entry is dropped depends on other entries: each one needs a draw of its own"
    ),
    "masks.marks-dropped": (
        "the mask is true where an entry is dropped: it should be true where one is kept"
    ),
    "masks.marks-apart": "the mask does not say which entries of {name} are kept",
    "masks.marks-idle": "the mask says that entries are dropped, but all of them are kept",
    "masks.marks-scaled": (
        "the mask is divided by keep_prob too: it should be true (or 1) where an entry is kept"
    ),
    "masks.marks-numbers": (
        "the mask should be true (or 1) where an entry is kept, and false (or 0) elsewhere"
    ),
    "masks.other": "{name} is not what was expected",
    # The criterion "stable".
    "stable.infinite": (
        "when scores are 1,000 apart, {name} is {number}: exp overflows above 709, and the log of"
        " 0 is minus infinity"
    ),
    "stable.wrong": "when scores are 1,000 apart, {what}",
    # The other criteria.
    "arguments.changed": "the function changed its argument {name}; work on a copy",
    "vectorised.loops": (
        "the function loops over {growing}: let NumPy work on all of them at once"
    ),
    "vectorised.processes": (
        "the function starts other processes, and what these do cannot be counted: let NumPy do the"
        " calculation in one process"
    ),
    "vectorised.shows": (
        "the function draws each time it is called, and that takes longer than the calculation:"
        " draw outside of the function"
    ),
    "reproducible.global": ("the numbers come from NumPy's global generator: draw them from rng"),
    "reproducible.touched": (
        "the function sets a global random generator, as np.random.seed does: leave that alone, and"
        " draw from rng"
    ),
    "reproducible.differs": ("the same rng gave two different results: draw every number from rng"),
    "reproducible.same": ("another rng gave the same numbers: draw from the rng that is handed in"),
    "reproducible.array": "another rng gave the same {name}: draw every number from rng",
    "accuracy.missing": "{subject} is missing",
    "accuracy.raised": "with {subject}, the function raised {error}",
    "accuracy.form": "with {subject}: {fault}",
    "accuracy.low": (
        "{subject} labels {share:.0%} of new points correctly, expected {wanted:.0%} or more: was"
        " it trained again after your last change?"
    ),
    "accuracy.low-images": (
        "{subject} recognises {share:.0%} of the pictures in this check, expected {wanted:.0%} or"
        " more: is it the best of your search, was it trained long enough, and were the pictures it"
        " learned from prepared by the lab's own cell, like those in this check?"
    ),
    "net.form": "it should be a dict with W1, b1, W2, ..., got {what}",
    "net.array": "{name} should be an array, got {what}",
    "net.infinite": "{name} holds nan or infinity, so the training has probably diverged",
    "net.large": "{name} has {count} rows, more than there is memory for",
    "net.long": "the weights up to {name} are too many to multiply in time",
    "figure.few": "expected {wanted} plots with data, found {found}",
    "figure.regions": "a plot lacks filled regions for the two predicted classes",
    "figure.points": "a plot lacks the data points",
    "figure.colours": "a plot lacks points coloured by their label",
    "figure.labels": "a plot needs a label on each axis",
    "figure.title": "a plot lacks a title",
    # What was asked of a function that a case hands in.
    "cost.shape": "cost was called with theta of shape {shape}; it takes shape ({n}, 1)",
    # What an answer looks like.
    "mistake.two": "There are two mistakes here.",
    "mistake.second": "There is a second mistake as well.",
    "mistake.else": "Something else is wrong with {names} as well.",
    "mistake.follows": "What is wrong with {names} may come from this.",
    "mistake.one-output": "Look at {name} alone. {sentence}",
    "mistake.unchanged": "{names} came back as it was: return the new one.",
    "mistake.all-unchanged": "{names} came back as they were: give back the new one of each.",
    "mistake.argument-changed": (
        "The function changes its argument {name}, which may be why the result is wrong: work on a"
        " copy."
    ),
    "mistake.one-array": "Only {name} is wrong.",
    "mistake.weights": "Only the weights are wrong.",
    "mistake.biases": "Only the biases are wrong.",
    "mistake.first-layer": "Only the first layer is wrong.",
    "mistake.last-layer": "Only the last layer is wrong.",
    "division.few-samples": ("When one batch has room for all samples, put all of them into it."),
    "division.no-last-full-batch": (
        "The last batch is missing when the number of samples is a multiple of the batch size:"
        " look at where the loop ends."
    ),
    "division.a-batch-too-many": (
        "There is one batch too many when the number of samples is a multiple of the batch size:"
        " look at where the loop ends."
    ),
    "division.no-rest": (
        "The samples that are left over after the full batches get no batch: give them one of"
        " their own."
    ),
    "division.rest-too-short": (
        "The last batch lacks some of the samples that are left over: does it begin too late, or"
        " end too early?"
    ),
    "division.rest-too-large": (
        "The last batch holds more than the samples that are left over: where does it begin?"
    ),
    "division.rest-of-others": (
        "The last batch holds samples that are already in another batch: what is it cut from, and"
        " from where to where?"
    ),
    "division.rows-counted": (
        "The batches hold only as many samples as X has rows: a sample is a column."
    ),
    "division.batches-missing": "There are too few batches: how many times does the loop run?",
    "division.drawn-twice": (
        "One batch holds the same sample twice: a shuffle has each of them exactly once."
    ),
    "division.same-batch": (
        "The same batch is in the list more than once: does each turn of the loop cut a new one?"
    ),
    "division.too-large": (
        "Batches hold more samples than they should: look at where each begins and ends."
    ),
    "division.shared": (
        "Some samples are in more than one batch: shuffle once, and let each batch begin where the"
        " one before it ended."
    ),
    "division.gaps": (
        "Some samples are in no batch: each batch should begin where the one before it ended."
    ),
    "division.other-sizes": (
        "All batches but the last should be full: look at how many samples each gets."
    ),
    "division.empty-batch": "Look at where the empty batch begins, and where it ends.",
    "division.not-paired": (
        "The columns of X and Y no longer belong together: take the same ones of both."
    ),
    # The card.
    "card.passed": "passed",
    "card.failed": "not yet",
    "card.not-attempted": "not attempted",
    "card.not-run": "not run",
    "card.not-judged": "not judged: {names}",
    "card.points": "{points:g} of {whole:g} points",
    "card.headline": "{word}: {checkpoint}, {points}",
    "card.row": "{name}: {text}",
    "card.called": "called with",
    "card.raised": "raised",
    "card.yours": "yours, {name}",
    "card.returned": "returned",
    "card.expected": "expected",
    "card.in-short": "in short",
    "card.function": "a function ({name})",
    "card.shape": "shape {shape}",
    "card.array": "array of shape {shape}",
    "card.numbers": "shape {shape}, mean {mean:.2g}, standard deviation {deviation:.3g}",
    "card.within": "{centre}, give or take {margin}",
    "card.at-most": "at most {margin}",
    "card.batches": "batches of {sizes} samples",
    "card.mask": "{share:.0%} of the entries are kept, and multiplied by {factor}",
    "card.pair": "[{number} pair (X_t, Y_t)]",
    "card.pairs": "[{number} pairs (X_t, Y_t)]",
    "call.then": "{first};\nthen {times}, with {what}",
    "call.once": "once more",
    "call.times": "{count} more times",
    "call.same": "the same",
    "call.returned": "{names} as returned",
    "call.another": "another {names}",
    "call.returned-another": "{names} as returned and another {others}",
    "picture.regions": "your regions",
    "picture.yours": "yours (orange: above 0, blue: below)",
    "picture.yours-part": (
        "yours (orange: above 0, blue: below), the first {rows} rows and {columns} columns"
    ),
    "picture.difference": "yours minus expected",
    "picture.path": "a path down a bowl, seen from above: yours in orange, expected in blue",
    "picture.away": "in a bowl of two parameters, your path runs away, or stops being a number",
    "picture.stays": "in a bowl of two parameters, your path does not move",
    "picture.ends": (
        "in a bowl of two parameters, your path ends at {yours}, the expected one at {expected}"
    ),
    # What the wrong entries of an array have in common.
    "pattern.both": "{where} {how}",
    "pattern.where": "of this array, nothing but {where} is wrong",
    "pattern.everywhere": "every entry",
    "pattern.row": "row {number}",
    "pattern.column": "column {number}",
    "pattern.diagonal": "the diagonal",
    "pattern.off-diagonal": "everything off the diagonal",
    "pattern.zero": "is zero",
    "pattern.sign": "has the opposite sign",
    "pattern.factor": "is {factor} times what was expected",
    "pattern.more-by": "is larger by {number}",
    "pattern.less-by": "is smaller by {number}",
    "pattern.more": "is too large",
    "pattern.less": "is too small",
    "picture.expected": "expected",
    "picture.different": "where they differ",
    # The table of one's progress.
    "progress.state": "status",
    "progress.checkpoint": "checkpoint",
    "progress.points": "points",
    "progress.tries": "tries",
    "progress.first": "first",
    "progress.last": "last",
    "progress.left": "what is left",
    "progress.of": "{points:g} of {whole:g}",
    "progress.none": "not attempted yet",
    "progress.before": "it has passed before; the last try did not: {says}",
    "progress.cut": "{says}...",
    "progress.sum": "{points:g} of {whole:g} points from the checks at home",
    "progress.done": "{sum}. Well done: every check has passed.",
    "progress.fallen": (
        "{sum}. Every check has passed at some point, but your last try did not pass for {names}."
    ),
    "progress.unreadable": "{sum}. Earlier tries are missing here, since the file that kept them, "
    "{file}, cannot be read. Your grade does not depend on it.",
    # Hints.
    "hint.head": "Hint {number} of {whole}: {checkpoint}",
    "hint.where": "Where the lesson explains this: {section}",
    "hint.last": "Your last try: {mistake}",
    "hint.untried": "You have not run the check of this exercise yet: its card often says more.",
    "hint.passed": "Your last check of this exercise passed: well done. If you are curious:",
    "hint.more": "Run this again for the next hint.",
    "hint.which": "Say for which exercise: hint({example}).",
    "hint.all": "That was all: there are no more hints for this exercise.",
    "hint.none": "There are no hints for this exercise: the card of its check is your best guide.",
    "hint.graded": "Hints are given at home, not at grading.",
    # Broken cells, and how to get back what they said.
    "restore.graded": "Cells are restored at home, not at grading.",
    "restore.no-copy": (
        "There is no copy of the released notebook here: unpack the zip file of the lab once more."
    ),
    "restore.damaged": (
        "The copy of the released notebook cannot be read: unpack the zip file of the lab once"
        " more, into another folder."
    ),
    "restore.unknown": (
        "There is no cell '{name}' in this lab. The exercises are {names}; restore() lists all"
        " cells that differ."
    ),
    "restore.folder": "This folder cannot be looked at ({reason}).",
    "restore.no-notebook": (
        "There is no notebook of the lab {lab} in this folder. If it lies somewhere else, name it:"
        ' restore(..., notebook="...").'
    ),
    "restore.no-such-notebook": "There is no notebook {name} in this folder.",
    "restore.several": (
        "There are several notebooks of this lab here: {names}. Say which one:"
        ' restore(..., notebook="...").'
    ),
    "restore.unreadable": "{name} cannot be read as a notebook ({reason}).",
    "restore.large": "it is too large",
    "restore.no-json": "it is damaged, or something else",
    "restore.no-cells": "it has no cells",
    "restore.unwritable": "{name} cannot be written ({reason}). It is as it was.",
    "restore.nothing": "Nothing differs: {name} is in {notebook} as it was released.",
    "restore.nothing-at-all": (
        "Nothing differs: all cells of the lab are in {notebook} as they were released, but for"
        " your answers."
    ),
    "restore.listed": "Compared with {notebook} as you last saved it, these cells differ:",
    "restore.which": (
        "Nothing was written: say which of them to put back, as in restore({name}, write=True)."
    ),
    "restore.look": "restore({name}) shows how.",
    "restore.compared": "The released text, and {notebook} as you last saved it:",
    "restore.cell": "{name}: {what}",
    "restore.released": "released",
    "restore.yours": "yours",
    "restore.answered": "your answer",
    "restore.changed": "changed",
    "restore.turned": "another kind of cell",
    "restore.gone": "gone",
    "restore.how": (
        "To get it back, save the notebook (Ctrl+S) and run restore({name}, write=True). That puts"
        " back what belongs to the lab. Beside an answer of yours it only adds the released text:"
        " nothing that you wrote is lost."
    ),
    "restore.unsaved": (
        "{notebook} has changes that are not saved yet, and they would be lost. Save it (Ctrl+S),"
        " and run this again."
    ),
    "restore.nothing-written": ("Nothing was written: the released text is in {notebook} already."),
    "restore.put-back": "{name}: the released text is back.",
    "restore.turned-back": "{name}: it is a cell of the kind that it was, with all that you wrote.",
    "restore.returned": "{name}: it is back in its place.",
    "restore.beside": (
        "{name}: your answer is as it was. Below it there is a new cell with the released text,"
        " which does not run. To start over from it, select it, press Esc and then Y."
    ),
    "restore.asked": (
        "{name}: the question is back, and what you wrote into it is in a new cell below."
    ),
    "restore.kept-lines": (
        "{name}: the released text is back, and the lines that you had added are kept in a cell of"
        " their own."
    ),
    "restore.reload": (
        "Now choose File > Reload Notebook from Disk, before you save again. The notebook as it"
        " was is kept as {kept}."
    ),
    # `report`.
    "report.graded": "The report is written at home, not at grading.",
    "report.asked": (
        "Notes are named by their files, and a language is en or zh: report('notes.md', lang='zh')."
    ),
    "report.unsaved": (
        "The report shows {notebook} as you last saved it. To have what you changed since then in"
        " it, save the notebook (Ctrl+S) and run this again."
    ),
    "report.stopped": "The report could not be written: {reason}",
}
