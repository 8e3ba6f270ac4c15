"""Writes tree-insight.json: trees of scikit-learn on German Credit in Assay's form, with scikit-learn's partial dependence and importance
by permutation of them, and SciPy's rank correlations.

Run from the project's folder: python3 tests/golden/tree-insight.py
"""

import json

import numpy as np
import pandas as pd
import scipy
import sklearn
from scipy.stats import spearmanr
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.inspection import partial_dependence, permutation_importance

NAMES = ["month", "credit_amount", "age", "investment_as_income_percentage"]

data = pd.read_csv("resources/demo/german-credit.csv")
y = (data["credit"].astype(str) == "2").to_numpy().astype(int)
X = data[NAMES].to_numpy(dtype=float)
model = HistGradientBoostingClassifier(
    max_iter=20, max_leaf_nodes=8, min_samples_leaf=15, learning_rate=0.2, early_stopping=False, random_state=0
).fit(X, y)


def tree_of(predictor):
    nodes = predictor.nodes
    inner = [i for i, node in enumerate(nodes) if not node["is_leaf"]]
    leaves = [i for i, node in enumerate(nodes) if node["is_leaf"]]
    place = {i: k for k, i in enumerate(inner)} | {i: -k - 1 for k, i in enumerate(leaves)}
    assert not inner or place[0] == 0
    column = lambda name: [nodes[i][name].item() for i in inner]
    return {
        "features": column("feature_idx"),
        "thresholds": column("num_threshold"),
        "left": [place[nodes[i]["left"]] for i in inner],
        "right": [place[nodes[i]["right"]] for i in inner],
        "missingLeft": column("missing_go_to_left"),
        "sets": [],
        "values": [nodes[i]["value"].item() for i in leaves],
        "covers": [nodes[i]["count"].item() for i in [*inner, *leaves]],
        "gains": column("gain"),
    }


def by_hand(column, values):
    """Mean and quantiles of the PD with one column set to each value."""
    points = []
    for value in values:
        changed = X.copy()
        changed[:, column] = value
        p = model.predict_proba(changed)[:, 1]
        points.append([float(p.mean()), float(np.quantile(p, 0.1)), float(np.quantile(p, 0.9))])
    return points


dependence = {}
for name in ["month", "investment_as_income_percentage"]:
    j = NAMES.index(name)
    brute = partial_dependence(model, X, [j], method="brute", response_method="predict_proba", grid_resolution=100)
    values = [float(v) for v in brute["values"][0]]
    points = by_hand(j, values)
    assert np.allclose([p[0] for p in points], brute["average"][0], rtol=0, atol=1e-15)
    dependence[name] = {
        "values": values,
        "average": [float(a) for a in brute["average"][0]],
        "lower": [p[1] for p in points],
        "upper": [p[2] for p in points],
        "missing": by_hand(j, [np.nan])[0],
    }

importance = permutation_importance(model, X, y, scoring="roc_auc", n_repeats=40, random_state=1)
numbers = [name for name in data.columns if name != "credit" and pd.api.types.is_numeric_dtype(data[name])]
result = {
    "versions": {"sklearn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__},
    "names": NAMES,
    "baseMargin": float(np.ravel(model._baseline_prediction)[0]),
    "trees": [tree_of(predictors[0]) for predictors in model._predictors],
    "margins": [float(m) for m in model.decision_function(X)[:50]],
    "dependence": dependence,
    "importance": {name: [float(m), float(s)] for name, m, s in zip(NAMES, importance.importances_mean, importance.importances_std)},
    "spearman": {name: float(spearmanr(data[name], y).statistic) for name in numbers},
}
with open("tests/golden/tree-insight.json", "w") as file:
    json.dump(result, file)
    file.write("\n")
print(result["importance"], result["spearman"], [len(d["values"]) for d in dependence.values()])
