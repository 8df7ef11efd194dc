"""What goes wrong with the penalty and with means, whatever the loss: the same for all four."""

from __future__ import annotations

from autograder.labs.changes import Change, change, returns
from autograder.labs.mistakes import WrongAnswer, wrong_answers


def shared(total: str, slopes: str) -> tuple[WrongAnswer, ...]:
    """Mistakes in how loss and gradient are put together.

    Parameters
    ----------
    total, slopes : str
        What the solution calls the sum of the losses, and of the gradients, over the samples.
    """
    squares = "np.sum(W**2)"

    def made(loss: str, dW: str) -> Change:
        return change(loss=loss, dW=dW)

    right_loss, right_dW = f"{total} / m + reg * {squares}", f"{slopes} / m + 2 * reg * W"
    return wrong_answers(
        "sum-of-losses: The losses of the samples are added up: their mean is asked, in the gradient as well.",
        made(f"{total} + reg * {squares}", f"{slopes} + 2 * reg * W"),
        "loss-not-averaged: The loss is a sum over the samples: the mean is asked. (The gradient has it.)",
        made(f"{total} + reg * {squares}", right_dW),
        "gradient-not-averaged: The gradient is a sum over the samples: like the loss, it needs the mean.",
        made(right_loss, f"{slopes} + 2 * reg * W"),
        "penalty-averaged: The penalty is divided by the number of samples too: add it after the mean is taken.",
        made(f"({total} + reg * {squares}) / m", f"({slopes} + 2 * reg * W) / m"),
        "loss-penalty-averaged: In the loss, the penalty is divided by the number of samples too: add it after the mean is taken.",
        made(f"({total} + reg * {squares}) / m", right_dW),
        "gradient-penalty-averaged: In the gradient, the slope of the penalty is divided by the number of samples too: add it after the mean is taken.",
        made(right_loss, f"({slopes} + 2 * reg * W) / m"),
        "half-penalty: The penalty is half as large as it should be, in loss and gradient: this lab has no factor of one half.",
        made(f"{total} / m + 0.5 * reg * {squares}", f"{slopes} / m + reg * W"),
        "loss-half-penalty: The penalty in the loss is half as large as it should be: this lab has no factor of one half there. (The gradient fits the whole one.)",
        made(f"{total} / m + 0.5 * reg * {squares}", right_dW),
        "gradient-half-penalty: The slope of the penalty is half as large as it should be: what is the derivative of a square?",
        made(right_loss, f"{slopes} / m + reg * W"),
        "penalty-twice: The penalty counts twice, in loss and gradient.",
        made(f"{total} / m + 2 * reg * {squares}", f"{slopes} / m + 4 * reg * W"),
        "no-penalty: The penalty is missing, in the loss and in the gradient.",
        made(f"{total} / m", f"{slopes} / m"),
        "no-penalty-in-the-loss: The penalty is missing in the loss. (The gradient has its slope.)",
        made(f"{total} / m", right_dW),
        "no-penalty-in-the-gradient: The slope of the penalty is missing in the gradient. (The loss has it.)",
        made(right_loss, f"{slopes} / m"),
        "penalty-not-squared: The penalty adds up the weights themselves: it is made of their squares.",
        made(f"{total} / m + reg * np.sum(W)", right_dW),
        "absolute-penalty: The penalty adds up absolute values: here it is made of squares.",
        made(f"{total} / m + reg * np.sum(np.abs(W))", f"{slopes} / m + reg * np.sign(W)"),
        made(f"{total} / m + reg * np.sum(np.abs(W))", right_dW),
        "root-of-the-penalty: The penalty is the root of the sum of squares: the sum itself is asked.",
        made(f"{total} / m + reg * np.sqrt({squares})", right_dW),
        "penalty-of-each-weight: The penalty is not added up: one number is asked, the sum over all weights.",
        made(f"{total} / m + reg * np.mean(W**2)", right_dW),
        "reg-fixed: Lambda is always the same: use the one that the function is given.",
        made(f"{total} / m + 0.1 * {squares}", f"{slopes} / m + 2 * 0.1 * W"),
        "penalty-taken-away: The penalty is taken away: large weights should cost something.",
        made(f"{total} / m - reg * {squares}", f"{slopes} / m - 2 * reg * W"),
        "slope-of-the-penalty-taken-away: In the gradient, the slope of the penalty is taken away: it is added there, as the penalty is in the loss.",
        made(right_loss, f"{slopes} / m - 2 * reg * W"),
        "gradient-downhill: The gradient has the opposite sign: it points to where the loss grows.",
        made(right_loss, f"-({slopes} / m + 2 * reg * W)"),
        "gradient-only-penalty: The gradient is only the slope of the penalty: what the samples say is missing.",
        made(right_loss, "2 * reg * W"),
        "turned: The gradient came back transposed: it has the shape of W.",
        returns("loss, dW.T"),
        "swapped: The gradient came back first: return the loss, then the gradient.",
        returns("dW, loss"),
        "loss-alone: Only the loss came back: return the gradient as well.",
        returns("loss"),
        "gradient-alone: Only the gradient came back: return the loss before it.",
        returns("dW"),
        "nothing-returned: Loss and gradient were made, but never returned.",
        returns("None"),
    )
