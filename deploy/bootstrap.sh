#!/bin/sh
# Finds a Python that really runs (pyenv's shims answer 127 for versions that are not chosen) and hands over to it.
# With --python-only it prints the interpreter and stops.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

runs() {
    "$1" -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1
}

for chosen in "${DIALOG_PYTHON:-}" "${DEMO_PYTHON:-}"; do
    if [ -n "$chosen" ] && ! runs "$chosen"; then
        echo "DIALOG_PYTHON names $chosen, which is not a Python 3.12, 3.13 or 3.14 that runs." >&2
        exit 1
    fi
done

python=
pyenv=${PYENV_ROOT:-${HOME:-/nonexistent}/.pyenv}/versions
for candidate in "${DIALOG_PYTHON:-}" "${DEMO_PYTHON:-}" python3.13 python3.14 python3.12 \
    "$pyenv"/3.13*/bin/python "$pyenv"/3.14*/bin/python "$pyenv"/3.12*/bin/python python3; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 && runs "$candidate"; then
        python=$(command -v "$candidate")
        break
    fi
done
# Where uv manages interpreters of its own, one of those will do.
if [ -z "$python" ] && command -v uv >/dev/null 2>&1; then
    found=$(uv python find --no-python-downloads '>=3.12,<3.15' 2>/dev/null || true)
    if [ -n "$found" ] && runs "$found"; then python=$found; fi
fi
if [ -z "$python" ]; then
    echo "Python 3.12, 3.13 or 3.14 is needed and none was found. Install one (for example with your system's" >&2
    echo "packages, pyenv or uv), or name it: make demo DIALOG_PYTHON=/path/to/python3.13" >&2
    exit 1
fi
if [ "${1:-}" = --python-only ]; then
    echo "$python"
    exit 0
fi
unset PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH VIRTUAL_ENV
exec "$python" "$here/bootstrap.py" "$@"
