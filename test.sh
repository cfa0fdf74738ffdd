#!/bin/sh
# Set up a virtual environment in this checkout and run the tests; arguments go to pytest.
set -eu
cd "$(dirname "$0")"
[ -x .venv-dev/bin/pytest ] || {
  echo "test.sh: installing into .venv-dev, once: packages for development, and the inner loops are compiled ..." >&2
  "${PYTHON:-python3}" -m venv .venv-dev && .venv-dev/bin/python -m pip install --quiet --editable '.[dev]'
}
echo "test.sh: pytest $*" >&2
.venv-dev/bin/pytest "$@"
