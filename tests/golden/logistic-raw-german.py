"""Writes logistic-raw-german.json: a logistic regression on columns of German Credit as they stand, by statsmodels.

Takes the development rows from scorecard-german-model.json. Every 9th duration is a special code (-999), every 11th of the
rest is missing, every 13th checking status is missing; rare purposes (below 5% of the development rows) are pooled.
Run from this folder: python3 logistic-raw-german.py
"""

import json
import math
import platform

import numpy as np
import pandas as pd
import sklearn
import statsmodels
import statsmodels.api as sm
from sklearn.metrics import roc_auc_score

rows = json.load(open("scorecard-german-model.json"))["development"]
german = pd.read_csv("../../resources/demo/german-credit.csv")
y = (german.credit == 2).astype(int)
i = np.arange(len(german))
german["month"] = german.month.astype(float).where(i % 9 != 0, -999.0).where((i % 9 == 0) | (i % 11 != 0))
german["status"] = german.status.where(i % 13 != 0)

design, members = {}, {}


def numeric(name, special=()):
    values = german[name]
    valid = values.notna() & ~values.isin(special)
    inside = values[rows][valid[rows]]
    line = values.clip(inside.min(), inside.max()).where(valid, inside.mean())
    columns = {name: line}
    for code in special:
        columns[f"{name} special"] = (values == code).astype(float)
    if values[rows].isna().any():
        columns[f"{name} missing"] = values.isna().astype(float)
    members[name] = list(columns)
    design.update(columns)


def text(name):
    values, development = german[name], german[name].iloc[rows]
    counts = development.value_counts()
    frequent = sorted(level for level in counts.index if counts[level] >= 0.05 * len(rows))
    rare = [level for level in counts.index if counts[level] < 0.05 * len(rows)]
    groups = [[level] for level in frequent] + ([rare] if rare else [])
    sizes = [int(development.isin(group).sum()) for group in groups]
    reference = sizes.index(max(sizes))
    columns = {f"{name} {k}": values.isin(group).astype(float) for k, group in enumerate(groups) if k != reference}
    if development.isna().any():
        columns[f"{name} missing"] = values.isna().astype(float)
    members[name] = list(columns)
    design.update(columns)


numeric("month", special=[-999.0])
text("status")
numeric("credit_amount")
text("purpose")
text("housing")
x = pd.DataFrame(design)
fit = sm.Logit(y[rows], sm.add_constant(x.iloc[rows])).fit(disp=0, tol=1e-14, maxiter=200, method="newton")
smaller = {
    name: sm.Logit(y[rows], sm.add_constant(x.iloc[rows].drop(columns=name))).fit(disp=0, tol=1e-14, maxiter=200, method="newton")
    for name in ("month", "credit_amount")
}
eta = fit.params["const"] + x @ fit.params[x.columns]
factor = 50 / math.log(2)
offset = 600 - factor * math.log(19)
points = offset - factor * eta
# Purposes that do not occur in development get the mean points of the characteristic: none must be there.
assert set(german.purpose) == set(german.purpose.iloc[rows])
holdout = [row for row in range(len(german)) if row not in set(rows)]
golden = {
    "versions": {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "statsmodels": statsmodels.__version__,
        "scikit-learn": sklearn.__version__,
    },
    "members": members,
    "estimates": list(fit.params),
    "standardErrors": list(fit.bse),
    "logLikelihood": fit.llf,
    "likelihoodRatioStatistics": {name: 2 * (fit.llf - other.llf) for name, other in smaller.items()},
    "points": list(points),
    "probability": list(1 / (1 + np.exp(-eta))),
    "rocAuc": {
        "development": roc_auc_score(y[rows], eta[rows]),
        "holdout": roc_auc_score(y[holdout], eta[holdout]),
    },
}
with open("logistic-raw-german.json", "w") as file:
    json.dump(golden, file)
    file.write("\n")
