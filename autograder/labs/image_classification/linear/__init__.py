"""Losses of linear classifiers: the checkpoints of the SVM and of softmax, each written twice."""
