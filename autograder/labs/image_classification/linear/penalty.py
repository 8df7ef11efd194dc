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
    squares, free = "np.sum(W**2)", "np.hstack([W[:, :-1], 0 * W[:, -1:]])"

    def made(loss: str, dW: str) -> Change:
        return change(loss=loss, dW=dW)

    right_loss, right_dW = f"{total} / m + reg * {squares}", f"{slopes} / m + 2 * reg * W"
    return wrong_answers(
        "sum-of-losses: The losses of the samples are added up: take their mean, in the gradient as well.",
        made(f"{total} + reg * {squares}", f"{slopes} + 2 * reg * W"),
        "loss-not-averaged: The loss is a sum over the samples: take the mean. (The gradient has been averaged.)",
        made(f"{total} + reg * {squares}", right_dW),
        "gradient-not-averaged: The gradient is a sum over the samples: take the mean, as in the loss.",
        made(right_loss, f"{slopes} + 2 * reg * W"),
        "averaged-twice: In the gradient, what the samples contribute is divided by their number twice: once is enough.",
        made(right_loss, f"{slopes} / m / m + 2 * reg * W"),
        "penalty-averaged: The penalty is divided by the number of samples too: add it after taking the mean.",
        made(f"({total} + reg * {squares}) / m", f"({slopes} + 2 * reg * W) / m"),
        "loss-penalty-averaged: In the loss, the penalty is divided by the number of samples too: add it after taking the mean.",
        made(f"({total} + reg * {squares}) / m", right_dW),
        "gradient-penalty-averaged: In the gradient, the slope of the penalty is divided by the number of samples too: add it after taking the mean.",
        made(right_loss, f"({slopes} + 2 * reg * W) / m"),
        "half-penalty: The penalty is half as large as it should be, in the loss and in the gradient: this lab has no factor of one half.",
        made(f"{total} / m + 0.5 * reg * {squares}", f"{slopes} / m + reg * W"),
        "loss-half-penalty: The penalty in the loss is half as large as it should be: this lab has no factor of one half. (The gradient is that of the whole penalty.)",
        made(f"{total} / m + 0.5 * reg * {squares}", right_dW),
        "gradient-half-penalty: The slope of the penalty is half as large as it should be: what is the derivative of a square?",
        made(right_loss, f"{slopes} / m + reg * W"),
        "penalty-averaged-and-halved: The penalty is divided by twice the number of samples: in this lab, it is not divided at all.",
        made(f"{total} / m + reg * {squares} / (2 * m)", f"{slopes} / m + reg * W / m"),
        "penalty-twice: The penalty counts twice, in the loss and in the gradient.",
        made(f"{total} / m + 2 * reg * {squares}", f"{slopes} / m + 4 * reg * W"),
        "loss-penalty-twice: The penalty counts twice in the loss. (In the gradient, it counts once.)",
        made(f"{total} / m + 2 * reg * {squares}", right_dW),
        "gradient-penalty-twice: The slope of the penalty is twice as large as it should be. (In the loss, the penalty counts once.)",
        made(right_loss, f"{slopes} / m + 4 * reg * W"),
        "no-penalty: The penalty is missing, in the loss and in the gradient.",
        made(f"{total} / m", f"{slopes} / m"),
        "no-penalty-in-the-loss: The penalty is missing from the loss. (The gradient has its slope.)",
        made(f"{total} / m", right_dW),
        "no-penalty-in-the-gradient: The slope of the penalty is missing from the gradient. (The loss has the penalty.)",
        made(right_loss, f"{slopes} / m"),
        "penalty-not-squared: The penalty adds up the weights themselves: it should add up their squares.",
        made(f"{total} / m + reg * np.sum(W)", right_dW),
        "absolute-penalty: The penalty adds up absolute values: it should add up squares.",
        made(f"{total} / m + reg * np.sum(np.abs(W))", f"{slopes} / m + reg * np.sign(W)"),
        made(f"{total} / m + reg * np.sum(np.abs(W))", right_dW),
        "root-of-the-penalty: The penalty is the root of the sum of squares: use the sum itself.",
        made(f"{total} / m + reg * np.sqrt({squares})", right_dW),
        "squared-late: In the penalty, the weights are added up before they are squared: square each of them first.",
        made(f"{total} / m + reg * np.sum(W) ** 2", right_dW),
        "last-column-free: The last column of W is not penalised: here the penalty covers all of W, the bias column too.",
        made(f"{total} / m + reg * np.sum(W[:, :-1] ** 2)", f"{slopes} / m + 2 * reg * {free}"),
        "penalty-for-each-sample: The penalty is added for every sample: take the mean over the samples first, and then add the penalty once.",
        made(f"{total} / m + m * reg * {squares}", f"{slopes} / m + 2 * m * reg * W"),
        made(f"{total} + m * reg * {squares}", f"{slopes} + 2 * m * reg * W"),
        "loss-penalty-for-each-sample: In the loss, the penalty is added for every sample: add it once. (In the gradient, its slope counts once.)",
        made(f"{total} / m + m * reg * {squares}", right_dW),
        "divided-by-pixels: The sums are divided by the number of pixels, not of samples: a sample is a column of X.",
        made(f"{total} / len(X) + reg * {squares}", f"{slopes} / len(X) + 2 * reg * W"),
        "classes-for-samples: The sums are divided by the number of classes, not of samples: take the mean over the samples.",
        made(f"{total} / len(W) + reg * {squares}", f"{slopes} / len(W) + 2 * reg * W"),
        "mean-of-the-squares: The penalty is the mean of the squares: it should be their sum.",
        made(f"{total} / m + reg * np.mean(W**2)", right_dW),
        "reg-fixed: Lambda is always the same: use reg, which is handed to the function.",
        made(f"{total} / m + 0.1 * {squares}", f"{slopes} / m + 2 * 0.1 * W"),
        "penalty-taken-away: The penalty is subtracted: large weights should cost something.",
        made(f"{total} / m - reg * {squares}", f"{slopes} / m - 2 * reg * W"),
        "slope-of-the-penalty-taken-away: In the gradient, the slope of the penalty is subtracted: add it, just as the loss adds the penalty.",
        made(right_loss, f"{slopes} / m - 2 * reg * W"),
        "gradient-downhill: The gradient has the opposite sign: it should point to where the loss grows.",
        made(right_loss, f"-({slopes} / m + 2 * reg * W)"),
        "gradient-only-penalty: The gradient is only the slope of the penalty: what the samples contribute is missing.",
        made(right_loss, "2 * reg * W"),
        "turned: The gradient came back transposed: it should have the shape of W.",
        returns("loss, dW.T"),
        "swapped: The gradient came back first: return the loss, then the gradient.",
        returns("dW, loss"),
        "loss-alone: Only the loss came back: return the gradient as well.",
        returns("loss"),
        "gradient-alone: Only the gradient came back: return the loss before it.",
        returns("dW"),
        "nothing-returned: The loss and the gradient were computed, but never returned.",
        returns("None"),
    )
