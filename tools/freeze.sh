#!/bin/sh
# Prints constraints.txt: the newest versions that pyproject.toml allows, all of them, with no
# address of where they come from.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
python3 -m venv "$folder/venv"
pip="$folder/venv/bin/python -m pip"
$pip install --quiet '.[dev,postgres,bench]' hatchling editables
$pip uninstall --quiet --yes contacthub-tui
echo "# Every package at the version that is tested. Made by: make constraints"
$pip freeze --exclude pip --exclude setuptools
