"""Models that XGBoost saved as JSON, and the margins it gives at the edges of their splits.

Run from the root of the project:  python tests/golden/peers/xgboost_models.py
Needs xgboost 1.6 or later and pandas.
"""

import json
import math
import os

import numpy as np
import pandas as pd
import xgboost as xgb
from edge_rows import ODD, case, edge_rows, german, write

HERE = os.path.dirname(os.path.abspath(__file__))
ORDINARY = [value for value in ODD if abs(value) < 1e30 or math.isnan(value)]
BASE = {"objective": "binary:logistic", "tree_method": "hist", "nthread": 1, "seed": 7, "max_depth": 3}
CASES = []


def neighbours(threshold):
    """Doubles around the border at which rounding to 32 bits changes sides, and around the threshold."""
    single = np.float32(threshold)
    before = np.nextafter(single, np.float32(-np.inf))
    middle = (float(before) + float(single)) / 2
    found = [float(before), float(single)]
    for at in (middle, float(single)):
        found += [np.nextafter(at, -np.inf), at, np.nextafter(at, np.inf)]
    return found


def matrix(frame, **more):
    return xgb.DMatrix(frame, enable_categorical=True, **more)


def golden(name, frame, outcome, parameters, trees, n_rows=40, change=None, types=None):
    given = {} if types is None else {"feature_types": types}
    booster = xgb.train({**BASE, **parameters}, matrix(frame, label=outcome, **given), trees)
    keep(name, booster, frame, n_rows, change, given)


def keep(name, booster, frame, n_rows=40, change=None, given=None):
    file = f"xgboost-{name}.golden.json"
    path = os.path.join(HERE, file)
    booster.save_model(path)
    names = list(frame.columns)
    found = {}
    for tree in json.load(open(path))["learner"]["gradient_booster"]["model"]["trees"]:
        for node, child in enumerate(tree["left_children"]):
            if child != -1 and tree["split_type"][node] == 0:
                found.setdefault(names[tree["split_indices"][node]], []).append(tree["split_conditions"][node])
    rows = edge_rows(frame, found, len(CASES) + 1, n_rows, ORDINARY, neighbours)
    if change is not None:
        rows = change(rows)
    test = matrix(rows, **(given or {}))
    CASES.append(case(file, rows, booster.predict(test, output_margin=True), booster.predict(test)))


numbers, bad = german(["month", "credit_amount", "age", "residence_since"])
holes = numbers.astype(float)
holes.loc[::7, "month"] = math.nan
holes["rate"] = holes["credit_amount"] / holes["age"] / 7
golden("numeric", holes, bad, {"base_score": 0.3}, 10)
golden("exact", holes, bad, {"tree_method": "exact", "max_depth": 4}, 6)
golden("raw", holes, bad, {"objective": "binary:logitraw", "base_score": 0.3}, 5)
golden("reg-logistic", holes, bad, {"objective": "reg:logistic", "base_score": 0.71}, 5)
golden("forest", holes, bad, {"num_parallel_tree": 3, "subsample": 0.5, "colsample_bynode": 0.5}, 3)
golden("monotone", numbers.astype(float), bad, {"monotone_constraints": "(1,0,-1,0)"}, 6)
golden("deep", holes, bad, {"max_depth": 12, "min_child_weight": 0}, 2)

codes, _ = german(["status", "purpose"])
for column in codes:
    codes[column] = codes[column].astype("category").cat.codes.astype(float)
codes.loc[::9, "purpose"] = math.nan
codes["month"] = numbers["month"].astype(float)


def odd_codes(rows):
    rows = rows.copy()
    for column in ["status", "purpose"]:
        rows[column] = codes[column].sample(len(rows), random_state=5).to_numpy()
    rows.loc[::5, "purpose"] = math.nan
    rows.loc[::7, "purpose"] = 500.0
    rows.loc[::11, "status"] = 77.0
    return rows


golden("categories", codes, bad, {"max_cat_to_onehot": 1}, 8, 48, odd_codes, ["c", "c", "float"])
golden("one-hot", codes, bad, {"max_cat_to_onehot": 100}, 6, 40, odd_codes, ["c", "c", "float"])

stopped = xgb.train(
    {**BASE, "eta": 0.9, "max_depth": 5},
    matrix(numbers[:500], label=bad[:500]),
    12,
    evals=[(matrix(numbers[500:], label=bad[500:]), "test")],
    early_stopping_rounds=3,
    verbose_eval=False,
)
keep("stopped", stopped, numbers.astype(float), 20)

# Without names, and kinds that are refused.
xgb.train(BASE, xgb.DMatrix(numbers.to_numpy(dtype=float), label=bad), 1).save_model(f"{HERE}/xgboost-unnamed.golden.json")
for name, parameters, outcome in [
    ("dart", {"booster": "dart"}, bad),
    ("linear", {"booster": "gblinear"}, bad),
    ("multiclass", {"objective": "multi:softprob", "num_class": 3}, numbers["residence_since"] % 3),
    ("regression", {"objective": "reg:squarederror"}, bad),
]:
    used = {key: value for key, value in BASE.items() if parameters.get("booster") != "gblinear" or key in ("objective", "nthread")}
    xgb.train({**used, **parameters}, matrix(numbers.astype(float), label=outcome), 1).save_model(
        f"{HERE}/xgboost-refused-{name}.golden.json"
    )

versions = {"xgboost": xgb.__version__, "numpy": np.__version__, "pandas": pd.__version__}
write(os.path.join(HERE, "xgboost.golden.json"), versions, CASES)

# Applicants with the scores that XGBoost gives them, as a user would bring them along.
booster = xgb.Booster(model_file=os.path.join(HERE, "xgboost-monotone.golden.json"))
scored = numbers.copy()
scored["credit"] = bad.map({0: "good", 1: "bad"})
scored["margin"] = booster.predict(matrix(numbers.astype(float)), output_margin=True)
scored["pd"] = booster.predict(matrix(numbers.astype(float)))
scored[:300].to_csv(os.path.join(HERE, "german-xgboost.csv"), index=False)
