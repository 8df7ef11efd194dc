"""Numerical part of the labs: data, networks, training, plots. It never imports `autograder`."""
