#!/bin/sh
# Set up a virtual environment in this checkout and run the tests; arguments go to pytest.
set -eu
cd "$(dirname "$0")"
[ -x .venv-dev/bin/pytest ] || { "${PYTHON:-python3}" -m venv .venv-dev && .venv-dev/bin/python -m pip install --quiet --editable '.[dev]'; }
.venv-dev/bin/pytest "$@"
