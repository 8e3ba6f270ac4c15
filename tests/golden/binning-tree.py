"""Writes binning-tree.json: pre-bins of numeric columns by the decision tree of scikit-learn, as the library optbinning makes them by
default (at most 20 leaves, each of at least 5% of the rows), and the largest information value that bins of them reach.

German Credit and the extract of the Taiwan data. All partitions that keep the limits are tried. Edges are written as the smallest value
above the threshold. Run from this folder: python3 binning-tree.py
"""

import json
import math
import platform

import numpy as np
import pandas as pd
import sklearn
from sklearn.tree import DecisionTreeClassifier

SOURCES = [
    {"file": "resources/demo/german-credit.csv", "target": "credit", "event": 2, "leaveOut": []},
    {"file": "tests/fixtures/data-report/taiwan-extract.csv", "target": "DEFAULT", "event": 1, "leaveOut": ["ID"]},
]
TRENDS = ["ascending", "descending", "peak", "valley", "none"]
LIMITS = [{"maxBins": 6, "minBinShare": 0.05}, {"maxBins": 4, "minBinShare": 0.1}, {"maxBins": 8, "minBinShare": 0.02}]


def information_value(e, n, total_e, total_n):
    return (n / total_n - e / total_e) * math.log((n / total_n) / (e / total_e))


def may_step(trend, phase, step):
    """The phases (1 = after the turn) that a step of the event rate may lead into."""
    if trend == "none":
        return [phase]
    up, down = step > 0, step < 0
    if trend in ("ascending", "descending"):
        return [phase] if (up if trend == "ascending" else down) else []
    before, after = (up, down) if trend == "peak" else (down, up)
    return ([0] if phase == 0 and before else []) + ([1] if after else [])


def best(table, trend, limits, n_rows):
    total_e, total_n = sum(e for e, _ in table), sum(n for _, n in table)
    smallest = math.ceil(limits["minBinShare"] * n_rows - 1e-9)

    def best_from(start, bins_left, last, phase):
        if start == len(table):
            return 0.0
        found, e, n = -math.inf, 0, 0
        for end in range(start + 1, len(table) + 1 if bins_left > 0 else start + 1):
            e, n = e + table[end - 1][0], n + table[end - 1][1]
            if e < 1 or n < 1 or e + n < smallest:
                continue
            phases = [0] if last is None else may_step(trend, phase, e * last[1] - last[0] * n)
            for then in phases:
                found = max(found, information_value(e, n, total_e, total_n) + best_from(end, bins_left - 1, (e, n), then))
        return found

    value = best_from(0, limits["maxBins"], None, 0)
    return None if value == -math.inf else value


cases = []
for source in SOURCES:
    data = pd.read_csv(f"../../{source['file']}")
    y = (data[source["target"]] == source["event"]).to_numpy()
    for column in data.columns:
        if column in (source["target"], *source["leaveOut"]) or not pd.api.types.is_numeric_dtype(data[column]):
            continue
        values = data[column].to_numpy(dtype=float)
        leaf = math.ceil(0.05 * len(values) - 1e-9)
        tree = DecisionTreeClassifier(min_samples_leaf=leaf, max_leaf_nodes=20).fit(values.reshape(-1, 1), y).tree_
        edges = sorted(values[values > threshold].min() for threshold in tree.threshold[tree.feature >= 0])
        group = np.searchsorted(edges, values, side="right")
        table = [(int(y[group == g].sum()), int((~y[group == g]).sum())) for g in range(len(edges) + 1)]
        found = [
            {**limits, "trend": trend, "informationValue": best(table, trend, limits, len(values))}
            for limits in LIMITS
            for trend in TRENDS
        ]
        cases.append({"file": source["file"], "column": column, "edges": edges, "best": found})
        print(source["file"], column, len(edges))

versions = {"python": platform.python_version(), "numpy": np.__version__, "scikit-learn": sklearn.__version__}
with open("binning-tree.json", "w") as file:
    json.dump({"versions": versions, "sources": SOURCES, "cases": cases}, file)
    file.write("\n")
