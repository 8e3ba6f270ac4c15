#!/bin/sh
# Makes the Python environment with the libraries that bench/import.ts and bench/logistic.ts compare with. Usage: make-environment.sh FOLDER
set -e
python3 -m venv "$1"
"$1/bin/pip" install --quiet pandas==3.0.6 pyarrow==25.0.1 polars==1.44.2 scikit-learn==1.9.1
