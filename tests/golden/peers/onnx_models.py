"""ONNX tree ensembles as converters write them, and what ONNX Runtime says at the edges of their splits.

Run from the root of the project, after xgboost_models.py:  python tests/golden/peers/onnx_models.py
Needs onnx, onnxruntime, lightgbm 4, scikit-learn and pandas.
"""

import json
import math
import os

import lightgbm as lgb
import numpy as np
import onnx
import onnxruntime
import pandas as pd
import sklearn
from edge_rows import ODD, case, edge_rows, german, write
from onnx import TensorProto, helper
from sklearn.ensemble import HistGradientBoostingClassifier

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = []


class Ensemble:
    """The columns of TreeEnsembleClassifier and TreeEnsembleRegressor, filled node by node."""

    def __init__(self):
        self.nodes = {key: [] for key in ["treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids", "missing_value_tracks_true"]}
        self.leaves = {key: [] for key in ["treeids", "nodeids", "ids", "weights"]}

    def add(self, tree, node, mode, feature=0, value=0.0, true=0, false=0, tracks=0):
        row = [tree, node, feature, float(value), mode, true, false, int(tracks)]
        for key, cell in zip(self.nodes, row):
            self.nodes[key].append(cell)

    def leaf(self, tree, node, weight, class_id=0):
        self.add(tree, node, "LEAF")
        for key, cell in zip(self.leaves, [tree, node, class_id, float(weight)]):
            self.leaves[key].append(cell)

    def attributes(self, prefix):
        return {
            **{f"nodes_{key}": cells for key, cells in self.nodes.items()},
            **{f"{prefix}_{key}": cells for key, cells in self.leaves.items()},
        }

    def thresholds(self, names):
        found = {}
        for feature, value, mode in zip(self.nodes["featureids"], self.nodes["values"], self.nodes["modes"]):
            if mode != "LEAF":
                found.setdefault(names[feature], []).append(float(np.float32(value)))
        return found


def of_lightgbm(booster, mode="BRANCH_LEQ"):
    ensemble = Ensemble()
    for index, info in enumerate(booster.dump_model()["tree_info"]):
        open_nodes, count = [(info["tree_structure"], 0)], 1
        while open_nodes:
            node, at = open_nodes.pop()
            if "leaf_value" in node:
                ensemble.leaf(index, at, node["leaf_value"])
                continue
            left, right = count, count + 1
            count += 2
            swap = mode in ("BRANCH_GT", "BRANCH_GTE")
            ensemble.add(
                index, at, mode, node["split_feature"], node["threshold"],
                right if swap else left, left if swap else right, node["default_left"] != swap,
            )
            open_nodes += [(node["left_child"], left), (node["right_child"], right)]
    return ensemble


def of_xgboost(path):
    ensemble = Ensemble()
    for index, tree in enumerate(json.load(open(path))["learner"]["gradient_booster"]["model"]["trees"]):
        for node, left in enumerate(tree["left_children"]):
            if left == -1:
                ensemble.leaf(index, node, tree["split_conditions"][node])
            else:
                ensemble.add(
                    index, node, "BRANCH_LT", tree["split_indices"][node], tree["split_conditions"][node],
                    left, tree["right_children"][node], tree["default_left"][node],
                )
    return ensemble


def of_hist_gradient_boosting(model):
    ensemble = Ensemble()
    for index, (predictor,) in enumerate(model._predictors):
        for at, node in enumerate(predictor.nodes):
            if node["is_leaf"]:
                ensemble.leaf(index, at, node["value"])
            else:
                ensemble.add(
                    index, at, "BRANCH_LEQ", node["feature_idx"], node["num_threshold"],
                    int(node["left"]), int(node["right"]), node["missing_go_to_left"],
                )
    return ensemble


def equalities():
    """Two trees that ask for codes with = and ≠."""
    ensemble = Ensemble()
    ensemble.add(0, 0, "BRANCH_EQ", 0, 3, 1, 2, 0)
    ensemble.leaf(0, 1, 0.5)
    ensemble.add(0, 2, "BRANCH_NEQ", 0, 7, 3, 4, 0)
    ensemble.leaf(0, 3, -0.25)
    ensemble.leaf(0, 4, 0.125)
    ensemble.add(1, 0, "BRANCH_EQ", 0, 0, 1, 2, 1)
    ensemble.leaf(1, 1, 1.1)
    ensemble.leaf(1, 2, -0.7)
    return ensemble


def classifier(ensemble, source, base, post, labels, double):
    attributes = ensemble.attributes("class")
    attributes["class_ids"] = attributes.pop("class_ids")
    if double:
        for name in ["nodes_values", "class_weights"]:
            cells = attributes.pop(name)
            attributes[f"{name}_as_tensor"] = helper.make_tensor(name, TensorProto.DOUBLE, [len(cells)], cells)
    if base is not None:
        if double:
            attributes["base_values_as_tensor"] = helper.make_tensor("base", TensorProto.DOUBLE, [1], [base])
        else:
            attributes["base_values"] = [base]
    key = "classlabels_strings" if isinstance(labels[0], str) else "classlabels_int64s"
    return helper.make_node(
        "TreeEnsembleClassifier", [source], ["label", "scores"], domain="ai.onnx.ml", post_transform=post, **{key: labels}, **attributes
    )


def model(nodes, inputs, outputs):
    graph = helper.make_graph(nodes, "trees", inputs, outputs)
    made = helper.make_model(
        graph, producer_name="golden", opset_imports=[helper.make_opsetid("", 15), helper.make_opsetid("ai.onnx.ml", 3)]
    )
    made.ir_version = 8
    return made


def run(made, feeds):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(made.SerializeToString(), options).run(None, feeds)


def neighbours(double):
    def of(threshold):
        single = np.float32(threshold)
        found = []
        for direction in (-np.inf, np.inf):
            other = np.nextafter(single, np.float32(direction))
            middle = (float(other) + float(single)) / 2
            found += [float(other), np.nextafter(middle, -np.inf), middle, np.nextafter(middle, np.inf)]
        exact = [np.nextafter(threshold, -np.inf), threshold, np.nextafter(threshold, np.inf)]
        return exact if double else [float(single), *found]

    return of


def keep(name, made, frame, ensemble, feeds, base, post, double=False, n_rows=40, change=None, labelled=True):
    file = f"onnx-{name}.onnx"
    onnx.checker.check_model(made)
    onnx.save(made, os.path.join(HERE, file))
    odd = [value for value in ODD if math.isnan(value) or abs(value) < 1e30]
    rows = edge_rows(frame, ensemble.thresholds(list(frame.columns)), len(CASES) + 1, n_rows, odd, neighbours(double))
    if change is not None:
        rows = change(rows)
    scores = np.asarray(run(made, feeds(rows))[1 if labelled else 0], dtype=float)
    score = scores[:, -1] if scores.ndim == 2 else scores
    CASES.append(case(file, rows, score, score, meaning="probability" if post else "margin"))


def matrix_input(width, double=False):
    return helper.make_tensor_value_info("input", TensorProto.DOUBLE if double else TensorProto.FLOAT, [None, width])


LABEL = helper.make_tensor_value_info("label", TensorProto.INT64, [None])
TEXT_LABEL = helper.make_tensor_value_info("label", TensorProto.STRING, [None])
SCORES = helper.make_tensor_value_info("scores", TensorProto.FLOAT, [None, 2])
as_single = lambda rows: {"input": rows.to_numpy(dtype=np.float64).astype(np.float32)}  # noqa: E731
as_double = lambda rows: {"input": rows.to_numpy(dtype=np.float64)}  # noqa: E731

numbers, bad = german(["month", "credit_amount", "age", "residence_since"])
holes = numbers.astype(float)
holes.loc[::7, "month"] = math.nan
holes["rate"] = holes["credit_amount"] / holes["age"] / 7
booster = lgb.train(
    {"objective": "binary", "num_leaves": 8, "verbose": -1, "num_threads": 1, "deterministic": True, "seed": 7},
    lgb.Dataset(holes, bad),
    8,
)

for name, mode, base, post, labels, double in [
    ("lightgbm", "BRANCH_LEQ", None, "LOGISTIC", [0, 1], False),
    ("margin", "BRANCH_LEQ", None, "NONE", [0, 1], False),
    ("base", "BRANCH_GT", 0.37, "NONE", ["good", "bad"], False),
    ("gte", "BRANCH_GTE", -0.1, "NONE", [0, 1], False),
    ("double", "BRANCH_LEQ", 0.37, "NONE", [0, 1], True),
    ("double-lt", "BRANCH_LT", None, "NONE", [0, 1], True),
]:
    ensemble = of_lightgbm(booster, mode)
    label = TEXT_LABEL if isinstance(labels[0], str) else LABEL
    made = model([classifier(ensemble, "input", base, post, labels, double)], [matrix_input(5, double)], [label, SCORES])
    keep(name, made, holes, ensemble, as_double if double else as_single, base, post == "LOGISTIC", double)

# XGBoost as onnxmltools writes it: < and a base value.
frame = holes[["month", "credit_amount", "age", "residence_since", "rate"]]
ensemble = of_xgboost(os.path.join(HERE, "xgboost-numeric.golden.json"))
base = -math.log(1 / 0.3 - 1)
made = model([classifier(ensemble, "input", base, "LOGISTIC", [0, 1], False)], [matrix_input(5)], [LABEL, SCORES])
keep("xgboost", made, frame, ensemble, as_single, base, True)

# scikit-learn as skl2onnx writes it: named inputs, cast and joined, a regressor with a logistic transform behind it.
grown = HistGradientBoostingClassifier(max_iter=6, max_leaf_nodes=8, random_state=7).fit(frame, bad)
ensemble = of_hist_gradient_boosting(grown)
nodes = [helper.make_node("Cast", [name], [f"{name}_single"], to=TensorProto.FLOAT) for name in frame.columns]
nodes.append(helper.make_node("Concat", [f"{name}_single" for name in frame.columns], ["joined"], axis=1))
nodes.append(
    helper.make_node(
        "TreeEnsembleRegressor", ["joined"], ["margin"], domain="ai.onnx.ml", n_targets=1,
        base_values=[float(grown._baseline_prediction.ravel()[0])], **ensemble.attributes("target"),
    )
)
nodes.append(helper.make_node("Sigmoid", ["margin"], ["probability"]))
inputs = [helper.make_tensor_value_info(name, TensorProto.DOUBLE, [None, 1]) for name in frame.columns]
made = model(nodes, inputs, [helper.make_tensor_value_info("probability", TensorProto.FLOAT, [None, 1])])
by_name = lambda rows: {name: rows[[name]].to_numpy(dtype=np.float64) for name in rows.columns}  # noqa: E731
keep("sklearn", made, frame, ensemble, by_name, None, True, labelled=False)

# Equality, and ZipMap behind it.
ensemble = equalities()
codes = pd.DataFrame({"purpose": np.arange(40) % 9.0})


def odd_codes(rows):
    rows = rows.copy()
    rows["purpose"] = [0.0, 3.0, 7.0, 8.0, math.nan, -1.0, 1e6] * 5 + [3.0] * 5
    return rows


made = model([classifier(ensemble, "input", None, "NONE", [0, 1], False)], [matrix_input(1)], [LABEL, SCORES])
keep("equality", made, codes, ensemble, as_single, None, False, change=odd_codes)
zipped = model(
    [
        classifier(of_lightgbm(booster), "input", None, "LOGISTIC", [0, 1], False),
        helper.make_node("ZipMap", ["scores"], ["zipped"], domain="ai.onnx.ml", classlabels_int64s=[0, 1]),
    ],
    [matrix_input(5)],
    [LABEL, helper.make_tensor_value_info("zipped", TensorProto.UNDEFINED, None)],
)
onnx.save(zipped, os.path.join(HERE, "onnx-zipmap.onnx"))

versions = {
    "onnx": onnx.__version__, "onnxruntime": onnxruntime.__version__, "lightgbm": lgb.__version__,
    "sklearn": sklearn.__version__, "numpy": np.__version__, "pandas": pd.__version__,
}
write(os.path.join(HERE, "onnx.golden.json"), versions, CASES)
