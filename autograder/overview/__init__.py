"""The class report: what grading left behind, counted, and written as a page and as a table.

Instructors only. It reads the ledger, the gradebook and the autograded notebooks, and grades
nothing. Imports everything but the command line; only that imports it.
"""
