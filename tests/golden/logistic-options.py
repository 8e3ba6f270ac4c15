"""Writes logistic-options.json: logistic regressions of statsmodels and scikit-learn on German Credit with weights, offset and elastic net.

Design: that called `raw` in logistic-german.py. Row i (from 0) has the offset ((i mod 7) - 3) / 5 and the weight 0.5 + (i mod 5) / 4, which is
no whole number. `elasticNet` penalises the numeric columns divided by their own powers of ten. Run from this folder: python3 logistic-options.py
"""

import json
import platform

import numpy as np
import pandas as pd
import sklearn
import statsmodels
import statsmodels.api as sm
from sklearn.linear_model import LogisticRegression

german = pd.read_csv("../../resources/demo/german-credit.csv")
y = (german.credit == 2).astype(int).to_numpy()
raw = german[["month", "credit_amount", "age", "investment_as_income_percentage"]].astype(float)
for column, levels in (("status", ["A12", "A13", "A14"]), ("housing", ["A152", "A153"])):
    for level in levels:
        raw[f"{column}={level}"] = (german[column] == level).astype(float)
rows = np.arange(len(y))
offset = ((rows % 7) - 3) / 5
weights = 0.5 + (rows % 5) / 4
scaled = (raw / np.array([10, 10000, 100, 10] + [1] * 5)).to_numpy()


def fit(design, **options):
    model = sm.GLM(y, sm.add_constant(design), family=sm.families.Binomial(), **options)
    result = model.fit(tol=1e-15, maxiter=100)
    # Standard errors belong to the weights of the step before the last: start again at the solution.
    result = model.fit(tol=1e-15, maxiter=100, start_params=result.params)
    return result


def figures(**options):
    result = fit(raw.to_numpy(), **options)
    null = fit(np.empty((len(y), 0)), **options)
    total = options.get("freq_weights", np.ones(len(y))).sum()
    k = len(result.params)
    return {
        "estimates": list(result.params),
        "standardErrors": list(result.bse),
        "logLikelihood": result.llf,
        "logLikelihoodNull": null.llf,
        "aic": -2 * result.llf + 2 * k,
        "bic": -2 * result.llf + np.log(total) * k,
    }


def elastic_net(l2, l1, sample_weight=None):
    strength = l1 + l2
    model = LogisticRegression(
        penalty="elasticnet", solver="saga", C=1 / strength, l1_ratio=l1 / strength, tol=1e-15, max_iter=200_000, random_state=1
    ).fit(scaled, y, sample_weight=sample_weight)
    return {"l2": l2, "l1": l1, "intercept": float(model.intercept_[0]), "coefficients": list(model.coef_[0])}


golden = {
    "versions": {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "statsmodels": statsmodels.__version__,
        "scikit-learn": sklearn.__version__,
    },
    "offset": figures(offset=offset),
    "weights": figures(freq_weights=weights),
    "both": figures(offset=offset, freq_weights=weights),
    "elasticNet": [elastic_net(0.0, 8.0), elastic_net(3.0, 5.0), elastic_net(1.0, 20.0), elastic_net(2.0, 6.0, weights)],
}
with open("logistic-options.json", "w") as file:
    json.dump(golden, file, indent=1)
    file.write("\n")
