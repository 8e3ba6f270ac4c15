"""Writes stats-python.json: values of scikit-learn, SciPy and statsmodels on a seeded sample with ties and on German Credit.

Run from this folder: python3 stats-python.py
"""

import csv
import json
import math
import platform

import numpy as np
import pandas as pd
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy import stats
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score, roc_curve
from statsmodels.stats.proportion import proportion_confint

rng = np.random.default_rng(20240611)
N = 600
points = np.rint(rng.normal(560, 45, N) / 5) * 5  # many ties
probability = 1 / (1 + np.exp((points - 440) / 60))
true_logit = -0.4 + 0.8 * np.log(probability / (1 - probability))  # deliberately miscalibrated
event = (rng.random(N) < 1 / (1 + np.exp(-true_logit))).astype(int)


def delong_variance(y, score):
    """Sun & Xu's form by mid-ranks: another route than the tally of the code under test."""
    events, others = score[y == 1], score[y == 0]
    m, n = len(events), len(others)
    pooled = stats.rankdata(np.concatenate([events, others]))
    v10 = (pooled[:m] - stats.rankdata(events)) / n
    v01 = 1 - (pooled[m:] - stats.rankdata(others)) / m
    return v10.var(ddof=1) / m + v01.var(ddof=1) / n


def hosmer_lemeshow(y, p, groups=10):
    band = pd.qcut(p, groups, duplicates="drop", labels=False)
    frame = pd.DataFrame({"y": y, "p": p, "band": band}).groupby("band")
    o, e, n = frame.y.sum(), frame.p.sum(), frame.y.count()
    h = (((o - e) ** 2) / (e * (1 - e / n))).sum()
    return {
        "statistic": h,
        "nGroups": len(n),
        "pOutOfSample": stats.chi2.sf(h, len(n)),
        "pInSample": stats.chi2.sf(h, len(n) - 2),
        "counts": n.tolist(),
        "events": o.tolist(),
        "meanPredicted": (e / n).tolist(),
        "expectedCalibrationError": float((abs(o - e)).sum() / n.sum()),
    }


def calibration(y, p):
    logit = np.log(p) - np.log1p(-p)
    full = sm.GLM(y, sm.add_constant(logit), family=sm.families.Binomial()).fit(tol=1e-14, tol_criterion="params", maxiter=200)
    level = sm.GLM(y, np.ones(len(y)), family=sm.families.Binomial(), offset=logit).fit(tol=1e-14, tol_criterion="params", maxiter=200)
    return {
        "intercept": full.params[0],
        "slope": full.params[1],
        "interceptStandardError": full.bse[0],
        "slopeStandardError": full.bse[1],
        "interceptSlopeOne": level.params[0],
        "interceptSlopeOneStandardError": level.bse[0],
    }


def ranking(y, score):
    fpr, tpr, _ = roc_curve(y, score, drop_intermediate=False)
    return {
        "rocAuc": roc_auc_score(y, score),
        "delongVariance": delong_variance(y, score),
        "ksStatistic": stats.ks_2samp(score[y == 1], score[y == 0]).statistic,
        "rocFpr": fpr.tolist(),
        "rocTpr": tpr.tolist(),
    }


def table(a, b, c, d):
    t = np.array([[a, b], [c, d]])
    chi2, p, _, _ = stats.chi2_contingency(t, correction=True)
    return {"table": t.tolist(), "fisher": stats.fisher_exact(t)[1], "chiSquared": chi2, "chiSquaredP": p}


def german():
    with open("../../resources/demo/german-credit.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    y = np.array([1 if row["credit"] == "2" else 0 for row in rows])
    return {
        column: {k: v for k, v in ranking(y, np.array([float(row[column]) for row in rows])).items() if k[:3] != "roc" or k == "rocAuc"}
        for column in ["month", "credit_amount", "age"]
    }


def psi(expected, actual):
    e, a = np.array(expected) / sum(expected), np.array(actual) / sum(actual)
    return {"expected": expected, "actual": actual, "psi": float(((a - e) * np.log(a / e)).sum())}


def cohens_d(x, y):
    x, y = np.array(x, float), np.array(y, float)
    pooled = ((len(x) - 1) * x.var(ddof=1) + (len(y) - 1) * y.var(ddof=1)) / (len(x) + len(y) - 2)
    return {"group": x.tolist(), "reference": y.tolist(), "value": (x.mean() - y.mean()) / math.sqrt(pooled)}


golden = {
    "versions": {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "pandas": pd.__version__,
        "scipy": scipy.__version__,
        "sklearn": sklearn.__version__,
        "statsmodels": statsmodels.__version__,
    },
    "seeded": {
        "yTrue": event.tolist(),
        "points": points.tolist(),
        "yProb": probability.tolist(),
        **ranking(event, -points),
        "brierScore": brier_score_loss(event, probability),
        "brierSe": float(((probability - event) ** 2).std(ddof=1) / math.sqrt(N)),
        "logLoss": log_loss(event, probability),
        "hosmerLemeshow": hosmer_lemeshow(event, probability),
        "calibration": calibration(event, probability),
    },
    "german": german(),
    "tables": [
        table(110, 80, 590, 220),
        table(1065, 272, 13142, 1319),
        table(3, 1, 1, 3),
        table(8, 2, 1, 5),
        table(0, 12, 7, 9),
        table(10, 10, 10, 10),
        table(2, 300, 9, 214),
        table(5000, 4000, 4800, 4100),
    ],
    "wilson": [
        {"count": k, "n": n, "level": level, "bounds": list(proportion_confint(k, n, 1 - level, method="wilson"))}
        for k, n, level in [(0, 10, 0.95), (3, 10, 0.95), (10, 10, 0.95), (55, 406, 0.95), (55, 406, 0.99), (1, 100000, 0.9)]
    ],
    "chiSquared": [
        {"x": x, "df": df, "survival": stats.chi2.sf(x, df)}
        for df in [1, 2, 3, 4, 7, 8, 9, 10, 30, 99, 150]
        for x in [1e-8, 0.1, 1.0, 3.84, 10.0, 60.0, 300.0, 1200.0]
    ],
    "chiSquaredQuantile": [
        {"p": p, "df": df, "x": stats.chi2.ppf(p, df)} for df in [1, 2, 3, 8, 9, 50] for p in [0.01, 0.5, 0.95, 0.99, 0.9999]
    ],
    "pdTests": [
        {
            "defaults": d,
            "obligors": n,
            "pd": p,
            "binomial": stats.binom.sf(d - 1, n, p),
            "jeffreys": stats.beta.cdf(p, d + 0.5, n - d + 0.5),
            "normal": stats.norm.sf((d / n - p) / math.sqrt(p * (1 - p) / n)),
        }
        for d, n, p in [(2, 6, 0.0367), (55, 406, 0.10342906086898278), (0, 800, 0.0037), (13, 20000, 0.0004), (500, 10000, 0.045), (6, 6, 0.5)]
    ],
    "psi": [psi([100, 200, 300, 400], [120, 210, 290, 380]), psi([5, 80, 15], [9, 60, 31]), psi([1, 1], [1, 1])],
    "cohensD": [cohens_d([1, 2, 3, 4], [2, 4, 6]), cohens_d(points[:50], points[50:200])],
    "normalCritical": [{"level": level, "z": stats.norm.ppf(0.5 + level / 2)} for level in [0.5, 0.9, 0.95, 0.99, 0.9999]],
}

with open("stats-python.json", "w", encoding="utf-8") as file:
    json.dump(golden, file, indent=1, default=float)
    file.write("\n")
