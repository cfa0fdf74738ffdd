#!/bin/sh
# Set up a virtual environment in this checkout and say who is meant in examples/talks.txt (its names stand in brackets).
set -eu
cd "$(dirname "$0")"
[ -x .venv/bin/translit ] || {
  echo "try.sh: installing into .venv, once: the inner loops and the tables are compiled, a minute or two ..." >&2
  "${PYTHON:-python3}" -m venv .venv && .venv/bin/python -m pip install --quiet .
}
grep -o '\[[^]]*\]' examples/talks.txt | tr -d '[]' | .venv/bin/translit normalize --format table
