"""Writes gbdt-german.json: AUC of scikit-learn's and xgboost's histogram boosters on German Credit, each row scored by a model that has
not seen it (five folds: row modulo 5), with the parameters that tests/main/core/gbdt/german-quality.test.ts gives to ours. Texts are
numbered in alphabetical order for all. Run from this folder: python3 gbdt-german.py
"""

import csv
import json
import platform

import numpy as np
import sklearn
import xgboost
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

N_TREES, LEARNING_RATE, N_LEAVES = 100, 0.05, 8

with open("../../resources/demo/german-credit.csv", newline="") as file:
    rows = list(csv.DictReader(file))
y = np.array([1 if row["credit"] == "2" else 0 for row in rows])
names = [name for name in rows[0] if name != "credit"]


def numbers(name):
    cells = [row[name] for row in rows]
    try:
        return [float(cell) for cell in cells]
    except ValueError:
        levels = sorted(set(cells))
        return [levels.index(cell) for cell in cells]


design = np.array([numbers(name) for name in names], dtype=np.float64).T
fold = np.arange(len(y)) % 5


def out_of_fold(fit_predict):
    scores = np.zeros(len(y))
    for k in range(5):
        scores[fold == k] = fit_predict(design[fold != k], y[fold != k], design[fold == k])
    return float(np.mean([roc_auc_score(y[fold == k], scores[fold == k]) for k in range(5)]))


def with_sklearn(x, labels, new):
    model = HistGradientBoostingClassifier(
        max_iter=N_TREES, max_leaf_nodes=N_LEAVES, learning_rate=LEARNING_RATE, l2_regularization=1.0, min_samples_leaf=20,
        early_stopping=False,
    )
    return model.fit(x, labels).decision_function(new)


def with_xgboost(x, labels, new):
    params = {
        "objective": "binary:logistic", "tree_method": "hist", "eta": LEARNING_RATE, "grow_policy": "lossguide",
        "max_leaves": N_LEAVES, "max_depth": 0, "lambda": 1.0, "min_child_weight": 4, "nthread": 1,
    }
    return xgboost.train(params, xgboost.DMatrix(x, labels), N_TREES).predict(xgboost.DMatrix(new), output_margin=True)


golden = {
    "versions": {"python": platform.python_version(), "sklearn": sklearn.__version__, "xgboost": xgboost.__version__},
    "nTrees": N_TREES,
    "learningRate": LEARNING_RATE,
    "nLeaves": N_LEAVES,
    "sklearn": out_of_fold(with_sklearn),
    "xgboost": out_of_fold(with_xgboost),
}
with open("gbdt-german.json", "w") as file:
    json.dump(golden, file, indent=2)
    file.write("\n")
