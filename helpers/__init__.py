"""Numerical part of the labs: data, networks, training, plots. It never imports `autograder`.

Imported in a notebook, it sees to it that figures are shown there.
"""

from helpers import notebook

notebook.begin()
