"""Writes tree-shap-levels.json: contributions (pred_contrib, path-dependent TreeSHAP in double) of LightGBM for a small model with
missing values and a column of levels, in Assay's tree form.

Run from this folder: python3 tree-shap-levels.py
"""

import json
import platform

import lightgbm as lgb
import numpy as np

rng = np.random.default_rng(20261122)
N, P, N_LEVELS = 2000, 4, 6
x = np.round(rng.normal(0, 1.5, (N, P)) * 4) / 4
level = rng.integers(0, N_LEVELS, N)
effect = np.array([0.9, -0.6, 0.2, -1.1, 0.5, 0.0])[level]
eta = x[:, 0] - 0.6 * x[:, 1] * (x[:, 2] > 0) + effect - 1.2
y = (rng.random(N) < 1 / (1 + np.exp(-eta))).astype(int)
x[rng.random((N, P)) < 0.08] = np.nan
table = np.column_stack([x, level.astype(float)])

params = {
    "objective": "binary", "num_leaves": 12, "learning_rate": 0.2, "min_data_in_leaf": 10, "cat_smooth": 5, "cat_l2": 5,
    "min_data_per_group": 20, "max_cat_to_onehot": 1, "verbose": -1, "seed": 1, "num_threads": 1, "deterministic": True,
}
booster = lgb.train(params, lgb.Dataset(table, y, categorical_feature=[P]), 15)


def to_tree(root):
    tree = {k: [] for k in ("features", "thresholds", "left", "right", "missingLeft", "sets", "values", "gains")}
    inner_covers, leaf_covers, unseen = [], [], []

    def walk(node):
        if "leaf_value" in node:
            tree["values"].append(node["leaf_value"])
            leaf_covers.append(node["leaf_count"])
            return -len(tree["values"])
        place = len(tree["features"])
        is_set = node["decision_type"] == "=="
        assert is_set or node["missing_type"] == "NaN"
        tree["features"].append(node["split_feature"])
        if is_set:
            tree["sets"].append(sorted(int(text) for text in node["threshold"].split("||")))
        tree["thresholds"].append(len(tree["sets"]) - 1 if is_set else node["threshold"])
        # Neither missing nor unseen levels are in a set: both go right.
        tree["missingLeft"].append(0 if is_set else int(node["default_left"]))
        inner_covers.append(node["internal_count"])
        tree["left"].append(None)
        tree["right"].append(None)
        tree["left"][place] = walk(node["left_child"])
        tree["right"][place] = walk(node["right_child"])
        return place

    walk(root)
    return tree | {"covers": inner_covers + leaf_covers}


rows = np.vstack([table[:50], np.column_stack([x[50:60], np.full(10, 17.0)]), np.column_stack([x[60:70], np.full(10, np.nan)])])
contributions = booster.predict(rows, pred_contrib=True)
json.dump(
    {
        "versions": {"python": platform.python_version(), "lightgbm": lgb.__version__, "numpy": np.__version__},
        "levels": [str(k) for k in range(N_LEVELS)],
        "trees": [to_tree(one["tree_structure"]) for one in booster.dump_model()["tree_info"]],
        "rows": [[None if np.isnan(v) else v for v in row] for row in rows.tolist()],
        "contributions": contributions.tolist(),
        "margins": booster.predict(rows, raw_score=True).tolist(),
    },
    open("tree-shap-levels.json", "w"),
)
