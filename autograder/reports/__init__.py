"""Reports: what is to be read becomes a document, and that a page and a PDF. Ships to students.

Imports `checks` of ours, and what the extra `report` installs, where it is used. Every folder above
may import it.
"""
