#!/bin/sh
# Installs the package, editable and at the pinned versions, into a virtual environment.
#
#   tools/make-venv.sh FOLDER [EXTRA]...
#
# uv does it where it is there. Else Python's own venv; where a system leaves out what that needs
# (Debian without python3-venv), virtualenv through pip, or the missing package through apt-get.
set -eu
cd "$(dirname "$0")/.."

venv=$1
shift
extras=$(echo "$*" | tr ' ' ',')
package=".${extras:+[$extras]}"

# The build backend is pinned by the same file: older pips read the first name there, newer ones
# the second. A relative path, because pip splits the value at spaces.
export PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_NO_INPUT=1

stop() {
    echo "$1" >&2
    exit 1
}

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    stop "ContactHub needs Python 3.11 or later: install it (Debian: apt-get install python3)."
}

install_with_uv() {
    command -v uv >/dev/null || return 1
    if [ ! -x "$venv/bin/python" ]; then
        uv venv --quiet --python '>=3.11' "$venv" || return 1
    fi
    uv pip install --quiet --python "$venv/bin/python" --constraint constraints.txt \
        --build-constraint constraints.txt --editable "$package" && return
    echo "uv could not install it, so pip tries." >&2
    return 1
}

make_venv() {
    python=$(find_python)
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -m venv --clear "$venv"
    elif "$python" -m pip --version >/dev/null 2>&1; then
        bootstrap=$(mktemp -d)
        "$python" -m pip install --quiet --target "$bootstrap" virtualenv
        PYTHONPATH=$bootstrap "$python" -m virtualenv --quiet --clear "$venv"
        rm -rf "$bootstrap"
    else
        install_debian_venv
        "$python" -m venv --clear "$venv"
    fi
}

install_debian_venv() {
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        as_root="sudo -n"
        $as_root true 2>/dev/null || as_root=
    fi
    if ! command -v apt-get >/dev/null || { [ "$(id -u)" -ne 0 ] && [ -z "$as_root" ]; }; then
        stop "Python here cannot make virtual environments: install python3-venv (Debian: apt-get install python3-venv), then try again."
    fi
    echo "Installing python3-venv ..."
    log=$(mktemp)
    { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends python3-venv; } >"$log" 2>&1 ||
        { cat "$log" >&2; stop "apt-get could not install python3-venv: the reason stands above."; }
    rm -f "$log"
}

echo "Preparing $venv (once, a minute or two) ..."
install_with_uv && exit
if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    make_venv
fi
"$venv/bin/python" -m pip install --quiet --editable "$package"
