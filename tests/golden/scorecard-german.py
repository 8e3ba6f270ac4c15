"""Writes scorecard-german.json: the scorecard of scorecard-german-model.json recomputed by other means.

Takes from the model file only the parameters, the development rows, the names and the bin definitions. Recomputes
counts, weights of evidence, the regression (statsmodels) with likelihood-ratio tests, points, their rounding, scores of all
1,000 rows, and the AUCs (scikit-learn). The best information value of every candidate is found again by trying every partition of the
pre-bins that keeps the limits; the tree edges among the pre-bins are scikit-learn's.
Run from this folder: python3 scorecard-german.py
"""

import json
import math
import platform

import numpy as np
import pandas as pd
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy.stats import chi2
from sklearn.metrics import roc_auc_score
from sklearn.tree import DecisionTreeClassifier
from statsmodels.stats.outliers_influence import variance_inflation_factor

model_file = json.load(open("scorecard-german-model.json"))
params, model = model_file["params"], model_file["model"]
german = pd.read_csv("../../resources/demo/german-credit.csv")
y = (german.credit == 2).astype(int)
rows = model_file["development"]
development, y_development = german.iloc[rows], y.iloc[rows]
EVENTS, NON_EVENTS = int(y_development.sum()), int((1 - y_development).sum())


def evidence(events, non_events):
    if events + non_events == 0:
        return 0.0, 0.0
    if events == 0 or non_events == 0:
        events, non_events = events + 0.5, non_events + 0.5
    share_non, share_event = non_events / NON_EVENTS, events / EVENTS
    woe = math.log(share_non / share_event)
    return woe, (share_non - share_event) * woe


def belongs(definition, values):
    if definition["kind"] == "interval":
        lower = -math.inf if definition["lower"] is None else definition["lower"]
        upper = math.inf if definition["upper"] is None else definition["upper"]
        return (values >= lower) & (values < upper)
    if definition["kind"] == "levels":
        return values.isin(definition["levels"])
    return pd.Series(False, index=values.index)  # no missing or special values in this file


def numeric_prebins(values, limit):
    distinct = np.unique(values)
    if len(distinct) <= limit:
        return [[value] for value in distinct]
    tree = DecisionTreeClassifier(min_samples_leaf=math.ceil(0.05 * len(values) - 1e-9), max_leaf_nodes=20)
    tree = tree.fit(values.to_numpy(dtype=float).reshape(-1, 1), y_development).tree_
    edges = {distinct[distinct > threshold].min() for threshold in tree.threshold[tree.feature >= 0]}
    edges |= {group[0] for group in quantile_prebins(values, limit - len(edges))[1:]}
    return [list(group) for group in np.split(distinct, np.searchsorted(distinct, sorted(edges)))]


def quantile_prebins(values, limit):
    counts = values.value_counts().sort_index()
    groups, left = [], int(counts.sum())
    for value, count in counts.items():
        held = sum(counts[v] for v in groups[-1]) if groups else 0
        aim = (left + held) / (limit - len(groups) + 1)
        if not groups or (len(groups) < limit and abs(held + count - aim) > abs(aim - held) and held + count > aim):
            groups.append([value])
        else:
            groups[-1].append(value)
        left -= count
    return groups


def text_prebins(values, smallest):
    counts = values.value_counts()
    groups = [[level] for level in counts.index if counts[level] >= smallest]
    rare = [level for level in counts.index if counts[level] < smallest]
    return sorted(groups + ([rare] if rare else []), key=lambda group: y_development[values.isin(group)].mean())


def best_information_value(values, groups, directions, smallest):
    table = [(int(y_development[values.isin(g)].sum()), int((1 - y_development)[values.isin(g)].sum())) for g in groups]
    limits = params["binning"]

    def best_from(start, bins_left, rate, rises):
        if start == len(table):
            return 0.0
        best, e, n = -math.inf, 0, 0
        for end in range(start + 1, len(table) + 1 if bins_left > 0 else start + 1):
            e, n = e + table[end - 1][0], n + table[end - 1][1]
            if e < limits["minEvents"] or n < limits["minNonEvents"] or e + n < smallest:
                continue
            step = 0 if rate is None else e / (e + n) - rate
            if rate is not None and not (step > 0 if rises else step < 0):
                continue
            best = max(best, evidence(e, n)[1] + best_from(end, bins_left - 1, e / (e + n), rises))
        return best

    return max([0.0] + [best_from(0, limits["maxBins"], None, direction == "ascending") for direction in directions])


def best_of(column):
    values = development[column]
    smallest = math.ceil(params["binning"]["minBinShare"] * len(values) - 1e-9)
    if pd.api.types.is_numeric_dtype(values):
        groups = numeric_prebins(values, params["binning"]["maxPrebins"])
        return best_information_value(values, groups, ("ascending", "descending"), smallest)
    return best_information_value(values, text_prebins(values, smallest), ("ascending",), smallest)


characteristics, woe_columns = [], {}
for variable in model["variables"]:
    values = german[variable["name"]]
    bins = []
    woe = pd.Series(np.nan, index=values.index)
    for definition in (b["definition"] for b in variable["bins"]):
        inside = belongs(definition, values)
        events = int(y_development[inside.iloc[rows]].sum())
        count = int(inside.iloc[rows].sum())
        bin_woe, bin_iv = evidence(events, count - events)
        woe[inside] = bin_woe
        bins.append({"count": count, "events": events, "woe": bin_woe, "informationValue": bin_iv})
    woe_columns[variable["name"]] = woe
    characteristics.append({"name": variable["name"], "bins": bins, "informationValue": sum(b["informationValue"] for b in bins)})

design = pd.DataFrame(woe_columns)
fit = sm.Logit(y_development, sm.add_constant(design.iloc[rows])).fit(disp=0, tol=1e-14, maxiter=200, method="newton")
scaling = params["scaling"]
factor = scaling["pointsToDoubleOdds"] / math.log(2)
offset = scaling["targetPoints"] - factor * math.log(scaling["targetOdds"])
n = len(characteristics)
exact = [
    [-(b["woe"] * fit.params[c["name"]] + fit.params["const"] / n) * factor + offset / n for b in c["bins"]] for c in characteristics
]


def half_up(value):
    return math.floor(value + 0.5)


def apportion(ends):
    """Whole numbers next to these that add up to the rounded sum: largest fractions go up, equal ones in order."""
    floors = [math.floor(end) for end in ends]
    n_up = half_up(sum(ends)) - sum(floors)
    up = sorted(range(n), key=lambda j: (-(ends[j] - floors[j]), j))[:n_up]
    return [floor + (j in up) for j, floor in enumerate(floors)]


lows, highs = apportion([min(e) for e in exact]), apportion([max(e) for e in exact])
assert all(low <= high for low, high in zip(lows, highs))
points, exact_points = pd.Series(0, index=german.index), pd.Series(0.0, index=german.index)
for characteristic, values, low, high in zip(characteristics, exact, lows, highs):
    for b, value in zip(characteristic["bins"], values):
        ends = {min(values): low, max(values): high}
        b["points"] = ends.get(value, max(low, min(high, half_up(value))))
    woe = woe_columns[characteristic["name"]]
    points += woe.map({b["woe"]: b["points"] for b in characteristic["bins"]})
    exact_points += woe.map({b["woe"]: value for b, value in zip(characteristic["bins"], values)})
differences = [[b["points"] - v for b, v in zip(c["bins"], values)] for c, values in zip(characteristics, exact)]


def without(name):
    smaller = sm.Logit(y_development, sm.add_constant(design.iloc[rows].drop(columns=name)))
    return chi2.sf(2 * (fit.llf - smaller.fit(disp=0, tol=1e-14, maxiter=200, method="newton").llf), 1)


holdout = [i for i in range(len(german)) if i not in set(rows)]

golden = {
    "versions": {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "statsmodels": statsmodels.__version__,
        "scikit-learn": sklearn.__version__,
    },
    "factor": factor,
    "offset": offset,
    "characteristics": characteristics,
    "estimates": list(fit.params),
    "standardErrors": list(fit.bse),
    "logLikelihood": fit.llf,
    "logLikelihoodNull": fit.llnull,
    "likelihoodRatio": fit.llr,
    "likelihoodRatioP": fit.llr_pvalue,
    "points": [int(p) for p in points],
    "probability": [1 / (1 + math.exp((p - offset) / factor)) for p in points],
    "rocAuc": {
        "development": roc_auc_score(y_development, -points.iloc[rows]),
        "holdout": roc_auc_score(y.iloc[holdout], -points.iloc[holdout]),
    },
    "rounding": {
        "aucExact": roc_auc_score(y_development, -exact_points.iloc[rows]),
        "aucRounded": roc_auc_score(y_development, -points.iloc[rows]),
        "largestDifference": max(sum(max(d) for d in differences), -sum(min(d) for d in differences)),
        "minimumExact": sum(min(e) for e in exact),
        "minimumRounded": sum(min(b["points"] for b in c["bins"]) for c in characteristics),
        "maximumExact": sum(max(e) for e in exact),
        "maximumRounded": sum(max(b["points"] for b in c["bins"]) for c in characteristics),
    },
    "likelihoodRatioPs": [without(name) for name in design.columns],
    "varianceInflation": [variance_inflation_factor(sm.add_constant(design.iloc[rows]).values, j + 1) for j in range(n)],
    "correlations": design.iloc[rows].corr().values.tolist(),
    "bestInformationValue": {v["name"]: best_of(v["name"]) for v in model_file["fit"]["characteristicReport"]},
}
with open("scorecard-german.json", "w") as file:
    json.dump(golden, file)
    file.write("\n")
