"""Grows the trees that bench/scoring.ts scores with, and times the peers; prints {wall, cpu, rss, version} as JSON.

Usage: scoring.py train|predict|file FOLDER ROWS COLUMNS THREADS; FOLDER holds table.f64 (column by column), labels.u8 and table.csv as
bench/scoring.ts writes them. `train` leaves model.txt and, where the package onnx is there, the same trees as model.onnx (32-bit).
"""

import json
import os
import resource
import sys
import time

what, folder = sys.argv[1:3]
n_rows, n_columns, n_threads = (int(text) for text in sys.argv[3:6])
os.environ["OMP_NUM_THREADS"] = str(n_threads)

import lightgbm as lgb
import numpy as np

NAMES = [f"x{j}" for j in range(n_columns)]
N_TREES = 300


def table():
    return np.ascontiguousarray(np.fromfile(f"{folder}/table.f64").reshape(n_columns, -1).T[:n_rows])


def train():
    labels = np.fromfile(f"{folder}/labels.u8", dtype=np.uint8)[:n_rows]
    params = dict(objective="binary", num_leaves=31, learning_rate=0.05, max_bin=255, num_threads=n_threads, verbose=-1)
    model = without_infinity(lgb.train(params, lgb.Dataset(table(), labels, feature_name=NAMES), N_TREES))
    model.save_model(f"{folder}/model.txt")
    try:
        write_onnx(model.dump_model()["tree_info"])
    except ImportError:
        pass


def without_infinity(model):
    """A split of missing values from all others has the threshold inf; the largest double decides alike for every finite number."""
    lines = [line for line in model.model_to_string().split("\n") if not line.startswith("tree_sizes=")]
    finite = [line.replace("inf", repr(sys.float_info.max)) if line.startswith("threshold=") else line for line in lines]
    return lgb.Booster(model_str="\n".join(finite))


def write_onnx(trees):
    from onnx import TensorProto, helper, save

    nodes = {key: [] for key in ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids",
                                 "missing_value_tracks_true")}
    targets = {key: [] for key in ("treeids", "nodeids", "ids", "weights")}

    def walk(tree, node, ids):
        own = ids[0]
        ids[0] += 1
        place = len(nodes["nodeids"])
        is_leaf = "leaf_value" in node
        row = dict(treeids=tree, nodeids=own, featureids=0 if is_leaf else node["split_feature"],
                   values=0.0 if is_leaf else float(node["threshold"]), modes="LEAF" if is_leaf else "BRANCH_LEQ",
                   truenodeids=0, falsenodeids=0, missing_value_tracks_true=0 if is_leaf else int(node["default_left"]))
        for key, value in row.items():
            nodes[key].append(value)
        if is_leaf:
            for key, value in dict(treeids=tree, nodeids=own, ids=0, weights=node["leaf_value"]).items():
                targets[key].append(value)
        else:
            nodes["truenodeids"][place] = walk(tree, node["left_child"], ids)
            nodes["falsenodeids"][place] = walk(tree, node["right_child"], ids)
        return own

    for index, tree in enumerate(trees):
        walk(index, tree["tree_structure"], [0])
    step = helper.make_node("TreeEnsembleRegressor", ["x"], ["margin"], domain="ai.onnx.ml", n_targets=1,
                            **{f"nodes_{key}": value for key, value in nodes.items()},
                            **{f"target_{key}": value for key, value in targets.items()})
    graph = helper.make_graph([step], "trees", [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, n_columns])],
                              [helper.make_tensor_value_info("margin", TensorProto.FLOAT, [None, 1])])
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    save(helper.make_model(graph, opset_imports=opsets, ir_version=8), f"{folder}/model.onnx")


def timed(work):
    used, started = time.process_time(), time.perf_counter()
    version = work()
    print(json.dumps({
        "version": version,
        "wall": time.perf_counter() - started,
        "cpu": time.process_time() - used,
        "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }))


def predict():
    model, rows = lgb.Booster(model_file=f"{folder}/model.txt"), table()

    def work():
        model.predict(rows, raw_score=True, num_threads=n_threads).tofile(f"{folder}/margins-peer.f64")
        return lgb.__version__

    timed(work)


def score_file():
    import pandas

    def work():
        model = lgb.Booster(model_file=f"{folder}/model.txt")
        rows = pandas.read_csv(f"{folder}/table.csv")
        rows["pd"] = model.predict(rows[NAMES], num_threads=n_threads)
        rows.to_csv(f"{folder}/scored-peer.csv", index=False)
        return f"{pandas.__version__} + {lgb.__version__}"

    timed(work)


{"train": train, "predict": predict, "file": score_file}[what]()
