"""Writes logistic-german.json: logistic regressions of statsmodels and scikit-learn on German Credit, and inflation factors.

Designs: `raw` (four numeric columns as they are and dummies of status and housing) and `woe` (weights of evidence of five
text columns, one bin per level, all 1,000 rows). `weighted` counts row i (from 0) 1 + i mod 3 times; `ridge` penalises
the raw numeric columns divided by their own powers of ten. Run from this folder: python3 logistic-german.py
"""

import json
import platform

import numpy as np
import pandas as pd
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy import stats
from sklearn.linear_model import LogisticRegression
from statsmodels.stats.outliers_influence import variance_inflation_factor

german = pd.read_csv("../../resources/demo/german-credit.csv")
y = (german.credit == 2).astype(int)


def raw_design():
    design = german[["month", "credit_amount", "age", "investment_as_income_percentage"]].astype(float)
    for column, levels in (("status", ["A12", "A13", "A14"]), ("housing", ["A152", "A153"])):
        for level in levels:
            design[f"{column}={level}"] = (german[column] == level).astype(float)
    return design


def woe_design():
    design = pd.DataFrame()
    for column in ("status", "credit_history", "savings", "purpose", "property"):
        table = pd.crosstab(german[column], y)
        woe = np.log((table[0] / table[0].sum()) / (table[1] / table[1].sum()))
        design[column] = german[column].map(woe)
    return design


def fit(design, times=None):
    repeated = np.repeat(np.arange(len(y)), 1 if times is None else times)
    model = sm.Logit(y.iloc[repeated], sm.add_constant(design).iloc[repeated])
    result = model.fit(disp=0, method="newton", tol=1e-14, maxiter=100)
    interval = result.conf_int()
    return {
        "names": list(result.params.index),
        "estimates": list(result.params),
        "standardErrors": list(result.bse),
        "zValues": list(result.tvalues),
        "pValues": list(result.pvalues),
        "lower": list(interval[0]),
        "upper": list(interval[1]),
        "logLikelihood": result.llf,
        # statsmodels' own llnull comes from a looser fit of the intercept.
        "logLikelihoodNull": float(stats.bernoulli.logpmf(y.iloc[repeated], y.iloc[repeated].mean()).sum()),
        "aic": result.aic,
        # n counts a row as often as its weight says.
        "bic": float(-2 * result.llf + np.log(len(repeated)) * len(result.params)),
    }


def inflation(design):
    exog = sm.add_constant(design).to_numpy()
    return [variance_inflation_factor(exog, j) for j in range(1, exog.shape[1])]


def ridge(design, penalty):
    model = LogisticRegression(C=1 / penalty, solver="newton-cholesky", tol=1e-13, max_iter=1000).fit(design, y)
    return {"l2": penalty, "intercept": float(model.intercept_[0]), "coefficients": list(model.coef_[0])}


raw, woe = raw_design(), woe_design()
scaled = raw / np.array([10, 10000, 100, 10] + [1] * 5)
golden = {
    "versions": {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "statsmodels": statsmodels.__version__,
        "scikit-learn": sklearn.__version__,
    },
    "raw": fit(raw),
    "woe": fit(woe),
    "weighted": fit(raw, 1 + np.arange(len(y)) % 3),
    "ridge": ridge(scaled, 5.0),
    "inflation": {"raw": inflation(raw), "woe": inflation(woe)},
}
with open("logistic-german.json", "w") as file:
    json.dump(golden, file, indent=1)
    file.write("\n")
