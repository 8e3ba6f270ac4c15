#!/bin/sh
# Makes the Python environment with the libraries that bench/import.ts, bench/logistic.ts, bench/gbdt.ts, bench/scoring.ts and bench/explain.ts compare with; xgboost where it is to be had. Usage: make-environment.sh FOLDER
set -e
python3 -m venv "$1"
"$1/bin/pip" install --quiet pandas==3.0.6 pyarrow==25.0.1 polars==1.44.2 scikit-learn==1.9.1 lightgbm==4.7.0 onnx==1.23.1 onnxruntime==1.30.0 shap==0.51.0
"$1/bin/pip" install --quiet xgboost || echo "xgboost is not to be had; bench/gbdt.ts also takes an interpreter that has it"
