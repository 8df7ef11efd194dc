"""A document as a page for the browser and as a PDF, with formulas and code set once for both."""
