"""Writes binning-milp.json: the best bins of German Credit's numeric columns by mixed-integer programming (HiGHS), the formulation that
Navas-Palencia (2020), arXiv:2001.08025, gives and the library optbinning solves: one binary variable per run of neighbouring pre-bins,
each pre-bin in exactly one run, at most so many runs, and no two neighbouring runs that break the trend or do not differ enough.

The pre-bins are quantile groups made here with NumPy; the tests give their counts to our optimiser. A peak or valley is the best over
all turning points. Run from this folder: python3 binning-milp.py
"""

import csv
import json
import math
import platform

import numpy as np
import scipy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix
from scipy.stats import chi2_contingency

COLUMNS = ["month", "credit_amount", "age", "investment_as_income_percentage"]
CASES = [
    {"nPrebins": 20, "trend": "ascending", "maxBins": 6, "minCount": 50, "minEvents": 1, "maxPValue": None},
    {"nPrebins": 20, "trend": "descending", "maxBins": 6, "minCount": 50, "minEvents": 1, "maxPValue": None},
    {"nPrebins": 20, "trend": "none", "maxBins": 8, "minCount": 30, "minEvents": 12, "maxPValue": None},
    {"nPrebins": 20, "trend": "none", "maxBins": 8, "minCount": 30, "minEvents": 1, "maxPValue": 0.05},
    {"nPrebins": 20, "trend": "ascending", "maxBins": 6, "minCount": 50, "minEvents": 1, "maxPValue": 0.2},
    {"nPrebins": 10, "trend": "peak", "maxBins": 5, "minCount": 50, "minEvents": 1, "maxPValue": None},
    {"nPrebins": 10, "trend": "valley", "maxBins": 5, "minCount": 50, "minEvents": 1, "maxPValue": 0.3},
]


def prebin(values, y, n):
    edges = np.unique(np.quantile(values, np.arange(1, n) / n, method="higher"))
    group = np.searchsorted(edges, values, side="right")
    events = [int(np.sum(y[group == g])) for g in range(len(edges) + 1)]
    counts = [int(np.sum(group == g)) for g in range(len(edges) + 1)]
    kept = [g for g in range(len(counts)) if counts[g] > 0]
    return [events[g] for g in kept], [counts[g] - events[g] for g in kept]


def information_value(e, n, total_e, total_n):
    return (n / total_n - e / total_e) * math.log((n / total_n) / (e / total_e))


def p_value(left, right):
    table = np.array([left, right], dtype=float)
    if (table.sum(axis=0) == 0).any():
        return 1.0
    return chi2_contingency(table, correction=False)[1]


def solve(events, non_events, case, rises):
    """Best set of runs; `rises(i)` says which way the event rate must go at the border before pre-bin i (None: any way)."""
    n = len(events)
    total_e, total_n = sum(events), sum(non_events)
    runs, gains = [], []
    for a in range(n):
        for b in range(a + 1, n + 1):
            e, m = sum(events[a:b]), sum(non_events[a:b])
            if e >= case["minEvents"] and m >= 1 and e + m >= case["minCount"]:
                runs.append((a, b, e, m))
                gains.append(information_value(e, m, total_e, total_n))
    if not runs:
        return None
    conflicts = []
    for i, (_, b, e1, n1) in enumerate(runs):
        for j, (c, _, e2, n2) in enumerate(runs):
            if b != c:
                continue
            step = e2 * n1 - e1 * n2
            wanted = rises(b)
            wrong = wanted is not None and (step <= 0 if wanted else step >= 0)
            near = case["maxPValue"] is not None and p_value((e1, n1), (e2, n2)) > case["maxPValue"]
            if wrong or near:
                conflicts.append((i, j))
    cover = lil_matrix((n, len(runs)))
    for i, (a, b, _, _) in enumerate(runs):
        cover[a:b, i] = 1
    constraints = [LinearConstraint(cover.tocsr(), 1, 1), LinearConstraint(np.ones((1, len(runs))), 0, case["maxBins"])]
    if conflicts:
        pairs = lil_matrix((len(conflicts), len(runs)))
        for k, (i, j) in enumerate(conflicts):
            pairs[k, i] = pairs[k, j] = 1
        constraints.append(LinearConstraint(pairs.tocsr(), -np.inf, 1))
    result = milp(
        -np.array(gains),
        constraints=constraints,
        integrality=np.ones(len(runs)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    if result.x is None:
        return None
    chosen = [run for run, x in zip(runs, result.x) if x > 0.5]
    value = sum(information_value(e, m, total_e, total_n) for _, _, e, m in chosen)
    return {"informationValue": value, "starts": [a for a, *_ in chosen]}


def best(events, non_events, case):
    n = len(events)
    trend = case["trend"]
    if trend in ("ascending", "descending", "none"):
        ways = [lambda i: {"ascending": True, "descending": False, "none": None}[trend]]
    else:
        first = trend == "peak"
        ways = [lambda i, t=t: first if i <= t else not first for t in range(n)]
    found = [solution for solution in (solve(events, non_events, case, way) for way in ways) if solution]
    return max(found, key=lambda solution: solution["informationValue"]) if found else None


with open("../../resources/demo/german-credit.csv") as file:
    rows = list(csv.DictReader(file))
y = np.array([row["credit"] == "2" for row in rows])
results = []
for column in COLUMNS:
    values = np.array([float(row[column]) for row in rows])
    for case in CASES:
        events, non_events = prebin(values, y, case["nPrebins"])
        results.append({"column": column, **case, "events": events, "nonEvents": non_events, "best": best(events, non_events, case)})
        print(column, case["trend"], results[-1]["best"])

versions = {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__}
with open("binning-milp.json", "w") as file:
    json.dump({"versions": versions, "cases": results}, file, indent=1)
    file.write("\n")
