# The commands, one after the other, with what each is for.
PYTHON ?= python3
PORT ?= 8888
BIN := .venv/bin
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: lab lecture handout test test-own test-js test-browser test-site test-everywhere site notebooks networks picture bench bench-site classroom lint
.DEFAULT_GOAL := lab

# The set-up: made once, and again when the dependencies change, or what is copied into JupyterLab.
.venv/ready: pyproject.toml constraints.txt tools/set_up.py $(shell find tools/labextensions -type f)
	@$(PYTHON) tools/set_up.py

lab: .venv/ready
	@$(BIN)/jupyter lab --allow-root --ip=localhost --port=$(PORT) \
	  --LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb

# A notebook as slides, N=07 for instance: run, and at its first slide.
lecture: .venv/ready
	@$(BIN)/python tools/lecture.py $(N) --port $(PORT)

# Every notebook as one HTML file and one PDF in build/handout. N=07 does one.
handout: .venv/ready
	@$(BIN)/python -m tools.handout $(N)

test: .venv/ready lint
	$(BIN)/python -m pytest -n 2 --dist loadscope --doctest-modules --nbval --nbval-current-env --nbval-sanitize-with tests/sanitize.cfg \
	  --nbval-cell-timeout 120 --ignore tests/browser --ignore tests/site tests helpers notebooks

# The JavaScript of live figures, the pad and lectures: lint, format, tests. It needs Node; notebooks do not.
test-js:
	@tools/test_js.sh

test-browser: .venv/ready
	@tools/test_js.sh install
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[browser]'
	$(BIN)/python -m pytest -n 2 --dist loadscope tests/browser

# The series as a folder for any web server, in build/site: pages that live without a kernel, and
# JupyterLite. N=07 makes one page anew, PYODIDE=folder puts Python's core beside the notebooks.
site: .venv/ready .venv-site/ready
	$(BIN)/python -m tools.site $(N) $(if $(PYODIDE),--pyodide $(PYODIDE)) \
	  $(if $(REPOSITORY),--repository $(REPOSITORY))

test-site: site
	@tools/test_js.sh install
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[browser]'
	$(BIN)/python -m pytest -n 2 --dist loadscope tests/site

# Other processors, threads, dependencies and orders: the stored outputs must be the same, in about
# half an hour. ON="kernels lowest" runs these only; ON=--sample is what CI runs.
test-everywhere: .venv/ready .venv-site/ready
	$(BIN)/python -m tools.everywhere $(ON)

# Restart, run all, scrub and save: the only way a notebook's outputs are written. N=07 does one.
notebooks: .venv/ready
	$(BIN)/python tools/notebooks.py $(if $(N),--only $(N))

# The stored networks, from their recipes: all, or NAME=wide-500.
networks: .venv/ready
	$(BIN)/python tools/networks.py $(NAME)

# The README's picture.
picture: .venv/ready
	$(BIN)/python tools/picture.py

# The libraries that the benchmarks compare with live in an environment of their own.
.venv-bench/ready: pyproject.toml constraints.txt benchmarks/requirements.txt
	@$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt \
	  --requirement benchmarks/requirements.txt --editable '.[test,browser]'
	@touch $@

# Ratios to what a learner would otherwise use, into benchmarks/RESULTS.md, in about half an hour and
# on a machine that does nothing else. ON="training slider" measures these only.
bench: .venv-bench/ready
	.venv-bench/bin/python -m benchmarks $(ON)

# The site's pages and its kernel in the browser, into benchmarks/RESULTS.md. Where Pyodide's default
# address cannot be reached, PYODIDE=folder names one with numpy.
bench-site: site
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.in_browser build/site/lite

# Models of Keras, PyTorch and scikit-learn as they are, which `make test` skips for want of them.
test-own: .venv-bench/ready
	.venv-bench/bin/python -m pytest tests/own_network/test_models.py

# What builds JupyterLite, and what its kernel has beside Pyodide's own packages.
.venv-site/ready: tools/site/requirements.txt tools/site/wheels.txt constraints.txt package-lock.json
	@$(PYTHON) -m venv .venv-site
	.venv-site/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt \
	  --requirement tools/site/requirements.txt
	rm -rf .venv-site/wheels
	.venv-site/bin/python -m pip download --quiet --disable-pip-version-check --constraint constraints.txt \
	  --no-deps --only-binary :all: --implementation py --abi none --platform any \
	  --dest .venv-site/wheels --requirement tools/site/wheels.txt
	@tools/test_js.sh install
	@touch $@

# A JupyterHub on this machine and a class of scripted learners, N=12 of them.
classroom: .venv-bench/ready
	.venv-bench/bin/python -m benchmarks.classroom $(N)

# Style, docstrings, imports: ruff, by the rules in pyproject.toml.
lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
