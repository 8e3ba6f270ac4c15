"""Writes leakage.json: univariate figures of German Credit and of an HMDA extract, by pandas and scikit-learn.

Value AUC over the known rows, AUC of the missing indicator, and AUC of out-of-fold event rates of text columns (own loop over
folds). Reads resources/demo and tests/fixtures/leakage. Run from this folder: python3 leakage.py
"""

import json
import platform

import numpy as np
import pandas as pd
import sklearn
from sklearn.metrics import roc_auc_score

GERMAN = pd.read_csv("../../resources/demo/german-credit.csv")
HMDA = pd.read_csv(
    "../fixtures/leakage/hmda-ca-2024-extract.csv", keep_default_na=False, na_values=["", "NA", "Exempt"], low_memory=False
)


def out_of_fold_auc(values, y):
    fold = np.zeros(len(y), dtype=int)
    for label in (0, 1):
        fold[y == label] = np.arange((y == label).sum()) % 5
    rates = np.zeros(len(y))
    for f in range(5):
        train = fold != f
        table = pd.DataFrame({"v": values[train], "y": y[train]}).groupby("v").y.agg(["sum", "size"])
        rate = (table["sum"] + 10 * y.mean()) / (table["size"] + 10)
        rates[~train] = pd.Series(values[~train]).map(rate).fillna(y.mean())
    return roc_auc_score(y, np.round(rates, 12))


def figures(frame, target, event):
    y = (frame[target] == event).astype(int).to_numpy()
    result = {}
    for name in frame.columns.drop(target):
        column = frame[name]
        known = column.notna().to_numpy()
        one = {"valueAuc": None, "missingAuc": None, "textAuc": None}
        if pd.api.types.is_numeric_dtype(column):
            if min(y[known].sum(), (1 - y[known]).sum()) >= 30:
                one["valueAuc"] = roc_auc_score(y[known], column[known])
        else:
            one["textAuc"] = out_of_fold_auc(column.fillna("\0missing").to_numpy(), y)
        if 0 < known.sum() < len(y):
            one["missingAuc"] = roc_auc_score(y, ~known)
        result[name] = one
    return {"nRows": len(y), "nEvents": int(y.sum()), "columns": result}


json.dump(
    {
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "pandas": pd.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "german": figures(GERMAN, "credit", 2),
        "hmda": figures(HMDA, "action_taken", 0),
        "hmdaDuplicates": int(HMDA.duplicated().sum()),
        "germanCorrelation": float(GERMAN["month"].corr(GERMAN["credit_amount"])),
    },
    open("leakage.json", "w"),
    indent=1,
)
