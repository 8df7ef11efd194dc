"""The Image classification lab: neighbours, linear classifiers, a network, and a search.

`held_out.npz` holds samples that no student is given.
"""

from __future__ import annotations

from autograder.labs.image_classification.distances import NO_LOOPS, ONE_LOOP, TWO_LOOPS
from autograder.labs.image_classification.dropout import DROPOUT
from autograder.labs.image_classification.linear.softmax import SOFTMAX_NAIVE, SOFTMAX_VECTORIZED
from autograder.labs.image_classification.linear.svm import SVM_NAIVE, SVM_VECTORIZED
from autograder.labs.image_classification.predict_labels import PREDICT_LABELS
from autograder.labs.image_classification.search import SEARCH
from autograder.labs.image_classification.three_layer import THREE_LAYER

CHECKPOINTS = (
    TWO_LOOPS,
    ONE_LOOP,
    NO_LOOPS,
    PREDICT_LABELS,
    SVM_NAIVE,
    SVM_VECTORIZED,
    SOFTMAX_NAIVE,
    SOFTMAX_VECTORIZED,
    THREE_LAYER,
    DROPOUT,
    SEARCH,
)
