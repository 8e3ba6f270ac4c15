"""Models that LightGBM saved as text, and the raw margins it gives at the edges of their splits.

Run from the root of the project:  python tests/golden/peers/lightgbm_models.py
Needs lightgbm 4 and pandas.
"""

import math
import os
import re

import lightgbm as lgb
import numpy as np
import pandas as pd
from edge_rows import ODD, case, edge_rows, german, write

HERE = os.path.dirname(os.path.abspath(__file__))
INFINITE = [*ODD, math.inf, -math.inf]
BASE = {"objective": "binary", "verbose": -1, "num_threads": 1, "deterministic": True, "force_row_wise": True, "seed": 7}


def thresholds_of(booster):
    found = {}
    names = booster.feature_name()
    for tree in booster.model_to_string().split("Tree=")[1:]:
        lines = dict(re.findall(r"^(\w+)=(.*)$", tree, re.M))
        for feature, threshold, kind in zip(
            lines["split_feature"].split(), lines["threshold"].split(), lines["decision_type"].split()
        ):
            if int(kind) % 2 == 0:
                found.setdefault(names[int(feature)], []).append(float(threshold))
    return found


CASES = []


def golden(name, frame, outcome, parameters, trees, n_rows=40, change=None, **more):
    booster = lgb.train({**BASE, **parameters}, lgb.Dataset(frame, outcome, **more), trees)
    keep(name, booster, frame, n_rows, change)
    return booster


def keep(name, booster, frame, n_rows=40, change=None):
    file = f"lightgbm-{name}.txt"
    booster.save_model(os.path.join(HERE, file))
    rows = edge_rows(frame, thresholds_of(booster), len(CASES) + 1, n_rows, INFINITE)
    if change is not None:
        rows = change(rows)
    CASES.append(case(file, rows, booster.predict(rows, raw_score=True), booster.predict(rows)))


numbers, bad = german(["month", "credit_amount", "age", "residence_since"])
holes = numbers.astype(float)
holes.loc[::7, "month"] = math.nan
holes.loc[::11, "age"] = math.nan
golden("numeric", holes, bad, {"num_leaves": 8}, 12)
golden("use-missing-false", holes, bad, {"num_leaves": 8, "use_missing": False}, 6)

zeros = numbers.astype(float)
zeros.loc[::5, "credit_amount"] = 0
zeros["balance"] = zeros["credit_amount"] - 4000
zeros.loc[::3, "balance"] = 0
golden("zero-as-missing", zeros, bad, {"num_leaves": 8, "zero_as_missing": True}, 8)
golden("around-zero", zeros, bad, {"num_leaves": 8}, 6)

mixed, _ = german(["status", "purpose", "month", "credit_amount", "housing"])
for column in ["status", "purpose", "housing"]:
    mixed[column] = mixed[column].astype("category")
mixed.loc[::9, "purpose"] = None


def unseen(rows):
    rows = rows.copy()
    for column in ["status", "purpose", "housing"]:
        texts = rows[column].astype(object).where(rows[column].notna(), None)
        texts.loc[::6] = "A999"
        texts.loc[::8] = None
        rows[column] = pd.Categorical(texts, categories=[*mixed[column].cat.categories, "A999"])
    return rows


categories = {"min_data_per_group": 5, "cat_smooth": 1, "max_cat_to_onehot": 2, "num_leaves": 8}
golden("pandas-categories", mixed, bad, categories, 10, 48, unseen)

codes = mixed.copy()
for column in ["status", "purpose", "housing"]:
    codes[column] = codes[column].cat.codes.astype(float)
codes["purpose"] = codes["purpose"].where(codes["purpose"] >= 0) * 7


def odd_codes(rows):
    rows = rows.copy()
    rows.loc[::5, "purpose"] = 7.9
    rows.loc[::7, "purpose"] = 1000
    rows.loc[::9, "status"] = -1
    rows.loc[::11, "status"] = math.inf
    rows.loc[::13, "status"] = 4e9
    rows.loc[::17, "status"] = -0.25
    return rows


golden("number-categories", codes, bad, categories, 10, 60, odd_codes, categorical_feature=["status", "purpose", "housing"])
golden("deep", numbers, bad, {"num_leaves": 200, "min_data_in_leaf": 1, "min_sum_hessian_in_leaf": 0}, 2)
golden(
    "monotone",
    numbers,
    bad,
    {"num_leaves": 8, "monotone_constraints": [1, 0, -1, 0], "monotone_constraints_method": "advanced"},
    8,
)
golden("sigmoid", numbers, bad, {"num_leaves": 6, "sigmoid": 2.5}, 5)
golden("cross-entropy", numbers, bad, {"num_leaves": 6, "objective": "cross_entropy"}, 5)
golden("dart", numbers, bad, {"num_leaves": 6, "boosting": "dart", "drop_rate": 0.5}, 8)

constant = lgb.train({**BASE, "min_data_in_leaf": 5000}, lgb.Dataset(numbers, bad), 1)
constant.save_model(os.path.join(HERE, "constant.tmp"))
more = lgb.train(
    {**BASE, "num_leaves": 5, "boost_from_average": False},
    lgb.Dataset(numbers, bad),
    3,
    init_model=os.path.join(HERE, "constant.tmp"),
)
keep("one-leaf", more, numbers)
os.remove(os.path.join(HERE, "constant.tmp"))

# Kinds that are refused.
for name, parameters, outcome in [
    ("multiclass", {"objective": "multiclass", "num_class": 3}, numbers["residence_since"] % 3),
    ("regression", {"objective": "regression"}, bad),
    ("forest", {"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.5}, bad),
    ("linear", {"linear_tree": True}, bad),
]:
    booster = lgb.train({**BASE, "num_leaves": 3, **parameters}, lgb.Dataset(numbers.astype(float), outcome), 1)
    booster.save_model(os.path.join(HERE, f"lightgbm-refused-{name}.txt"))

versions = {"lightgbm": lgb.__version__, "numpy": np.__version__, "pandas": pd.__version__}
write(os.path.join(HERE, "lightgbm.golden.json"), versions, CASES)

# Applicants with the scores that LightGBM gives them, as a user would bring them along.
booster = lgb.Booster(model_file=os.path.join(HERE, "lightgbm-pandas-categories.txt"))
scored = mixed.copy()
scored["credit"] = bad.map({0: "good", 1: "bad"})
scored["margin"] = booster.predict(mixed, raw_score=True)
scored["pd"] = booster.predict(mixed)
scored[:300].to_csv(os.path.join(HERE, "german-lightgbm.csv"), index=False)
