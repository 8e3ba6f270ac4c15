"""Trains one peer on a table that bench/gbdt.ts wrote and prints {wall, cpu, rss, auc, version} as JSON; binning is in the time.

Usage: gbdt.py lightgbm|sklearn|xgboost FOLDER ROWS COLUMNS DEVELOPMENT THREADS TREES [MONOTONE COLUMNS]
"""
import json
import os
import resource
import sys
import time

which, folder = sys.argv[1:3]
n_rows, n_columns, n_development, n_threads, n_trees, n_monotone = (int(a) for a in (sys.argv[3:] + ["0"] * 6)[:6])
os.environ["OMP_NUM_THREADS"] = str(n_threads)

import numpy as np

labels = np.fromfile(os.path.join(folder, "labels.u8"), dtype=np.uint8)
table = np.memmap(os.path.join(folder, "table.f32"), dtype=np.float32, mode="r", shape=(n_columns, len(labels)))
design = np.ascontiguousarray(table[:, :n_development].T)
judged = np.ascontiguousarray(table[:, n_rows:].T)
y, y_judged = labels[:n_development].astype(np.float64), labels[n_rows:]
directions = [1] * n_monotone + [0] * (n_columns - n_monotone)
rss_before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def lightgbm():
    import lightgbm as lgb

    params = dict(
        objective="binary", num_leaves=31, learning_rate=0.05, max_bin=255, num_threads=n_threads, min_data_in_leaf=20,
        lambda_l2=1.0, min_sum_hessian_in_leaf=1.0, verbose=-1,
    )
    if n_monotone:
        params["monotone_constraints"] = directions
    start()
    model = lgb.train(params, lgb.Dataset(design, y, params=params), n_trees)
    stop()
    return model.predict(judged, raw_score=True, num_threads=n_threads), lgb.__version__


def sklearn():
    import sklearn
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=n_trees, max_leaf_nodes=31, learning_rate=0.05, early_stopping=False, l2_regularization=1.0, max_bins=255,
        min_samples_leaf=20, monotonic_cst=directions if n_monotone else None,
    )
    start()
    model.fit(design, y)
    stop()
    return model.decision_function(judged), sklearn.__version__


def xgboost():
    import xgboost as xgb

    params = dict(
        objective="binary:logistic", tree_method="hist", eta=0.05, max_bin=256, nthread=n_threads, min_child_weight=1,
        grow_policy="lossguide", max_leaves=31, max_depth=0, **{"lambda": 1.0},
    )
    if n_monotone:
        params["monotone_constraints"] = "(" + ",".join(map(str, directions)) + ")"
    start()
    model = xgb.train(params, xgb.DMatrix(design, y, nthread=n_threads), n_trees)
    stop()
    return model.predict(xgb.DMatrix(judged), output_margin=True), xgb.__version__


def start():
    figures["wall"], figures["cpu"] = time.perf_counter(), time.process_time()


def stop():
    figures["wall"] = time.perf_counter() - figures["wall"]
    figures["cpu"] = time.process_time() - figures["cpu"]
    figures["rss"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def auc(scores):
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    events = int(y_judged.sum())
    return (ranks[y_judged == 1].sum() - events * (events + 1) / 2) / (events * (len(y_judged) - events))


figures = {"rssBefore": rss_before}
scores, figures["version"] = {"lightgbm": lightgbm, "sklearn": sklearn, "xgboost": xgboost}[which]()
figures["auc"] = float(auc(np.asarray(scores, dtype=np.float64)))
print(json.dumps(figures))
