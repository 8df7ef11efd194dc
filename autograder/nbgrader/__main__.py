"""``python -m autograder.nbgrader``: nbgrader's own command line, started in half of the time."""

from autograder import startup

with startup.importing():
    from nbgrader.apps.nbgraderapp import main

main()
