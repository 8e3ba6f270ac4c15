"""Writes tree-shap.json: contributions (pred_contribs, path-dependent TreeSHAP) of xgboost for a small model in Assay's tree form.

Run from this folder: python3 tree-shap.py
"""

import json
import platform

import numpy as np
import xgboost as xgb

rng = np.random.default_rng(20261121)
N, P = 600, 6
x = np.round(rng.normal(0, 1.5, (N, P)) * 4) / 4
eta = x[:, 0] - 0.7 * x[:, 1] * (x[:, 2] > 0) + 0.5 * np.abs(x[:, 3]) - 1.5
y = (rng.random(N) < 1 / (1 + np.exp(-eta))).astype(int)
x[rng.random((N, P)) < 0.08] = np.nan

booster = xgb.train(
    {"objective": "binary:logistic", "max_depth": 5, "eta": 0.3, "base_score": 0.4, "seed": 1, "nthread": 1},
    xgb.DMatrix(x, y),
    12,
)
learner = json.loads(booster.save_raw("json"))["learner"]
base = float(learner["learner_model_param"]["base_score"])


def to_tree(source):
    left, right = source["left_children"], source["right_children"]
    inner = [i for i in range(len(left)) if left[i] >= 0]
    leaves = [i for i in range(len(left)) if left[i] < 0]
    place = {node: k for k, node in enumerate(inner)} | {leaf: -k - 1 for k, leaf in enumerate(leaves)}
    return {
        "features": [source["split_indices"][i] for i in inner],
        # v < t as v <= the next smaller double: the same for every value that is a 32-bit number.
        "thresholds": [float(np.nextafter(np.float64(np.float32(source["split_conditions"][i])), -np.inf)) for i in inner],
        "left": [place[left[i]] for i in inner],
        "right": [place[right[i]] for i in inner],
        "missingLeft": [int(source["default_left"][i]) for i in inner],
        "sets": [],
        "values": [float(np.float32(source["split_conditions"][i])) for i in leaves],
        "covers": [float(np.float32(source["sum_hessian"][i])) for i in inner + leaves],
        "gains": [],
    }


rows = x[:60]
contributions = booster.predict(xgb.DMatrix(rows), pred_contribs=True)
margins = booster.predict(xgb.DMatrix(rows), output_margin=True)
json.dump(
    {
        "versions": {"python": platform.python_version(), "xgboost": xgb.__version__, "numpy": np.__version__},
        "baseMargin": float(np.log(base / (1 - base))),
        "trees": [to_tree(tree) for tree in learner["gradient_booster"]["model"]["trees"]],
        "rows": [[None if np.isnan(v) else v for v in row] for row in rows.tolist()],
        "contributions": [[float(np.round(v, 7)) for v in row] for row in contributions],
        "margins": [float(v) for v in margins],
    },
    open("tree-shap.json", "w"),
)
