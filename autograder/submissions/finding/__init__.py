"""Which folders, notebooks and files make up a submission, wherever they lie."""
