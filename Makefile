# One verb each; whatever needs deciding is decided in tools/ and in the autograder.
LAB =
export PATH := $(CURDIR)/.venv/bin:$(PATH)
.PHONY: help environment setup lab cases release grade quick test format bench clean

help:
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "make %-9s %s\n", $$1, $$2 }'

environment:
	@python3 tools/environment.py

setup: ## make the environment in .venv, pinned, and install the sandbox for grading
	@python3 tools/environment.py --sandbox

lab: environment ## open the labs in JupyterLab
	python -m jupyterlab notebooks

cases: environment ## write the public cases of the checks, from the source notebooks
	python -m autograder cases

release: environment ## write what students get into build/bundles (LAB=name for one lab)
	@python tools/labs.py release $(LAB)

grade: environment ## grade submitted/, or an example class if it is empty, and report on it (LAB=name for one lab)
	@python tools/labs.py grade $(LAB)

quick: environment ## run what takes no more than two minutes, for daily use: no kernels, no whole classes
	ruff check
	pytest --numprocesses 4 --dist loadfile -m "not slow and not browser" tests/checks tests/helpers tests/judge tests/labs \
		tests/notebooks tests/overview tests/project tests/results tests/running tests/sandbox tests/submissions

test: export OPENBLAS_NUM_THREADS = 1 # several take many times as long on a busy machine
test: environment ## run everything that CI runs
	ruff format --check
	ruff check
	mypy
	lint-imports --no-logo
	python -m autograder cases --check
	pytest --nbval --nbval-cell-timeout=60 --numprocesses 2 --dist loadfile notebooks
	pytest --nbval --nbval-cell-timeout=60 --numprocesses 2 --dist loadfile notebooks  # twice in a row, for what is not the same each time
	pytest --numprocesses 4 --dist loadfile --ignore tests/mutation --ignore tests/browser
	pytest --numprocesses 2 --dist worksteal tests/mutation
	pytest tests/browser  # a browser has the machine to itself

format: environment ## format the code, and mend what the linter can mend
	ruff check --fix
	ruff format

bench: environment ## measure training, kernels and grading beside scikit-learn and stock nbgrader
	python -m benchmarks

clean: ## delete what can be made again: .venv, build, release, caches; no student's work
	rm -rf .venv build release *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
