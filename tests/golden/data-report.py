"""Writes data-report.json: profiles, associations, target rates, drift and version differences by pandas, SciPy and statsmodels.

German Credit is read from resources/demo, the extract of Taiwan's credit card clients from tests/fixtures/data-report.
Run from this folder: python3 data-report.py
"""

import json
import math
import platform

import numpy as np
import pandas as pd
import scipy
import statsmodels
from scipy import stats
from scipy.spatial.distance import jensenshannon
from statsmodels.stats.proportion import proportion_confint

GERMAN = pd.read_csv("../../resources/demo/german-credit.csv", dtype=str)
TAIWAN = pd.read_csv("../fixtures/data-report/taiwan-extract.csv")
PROBABILITIES = [0.01, 0.05, 0.10, 0.25, 0.5, 0.75, 0.90, 0.95, 0.99]
NUMBERS = ["month", "credit_amount", "age"]
TEXTS = ["status", "credit_history", "purpose"]


def profile(x):
    q25, q75 = x.quantile(0.25), x.quantile(0.75)
    lower, upper = q25 - 1.5 * (q75 - q25), q75 + 1.5 * (q75 - q25)
    return {
        "count": len(x),
        "nMissing": int(x.isna().sum()),
        "nDistinct": x.nunique(),
        "mean": x.mean(),
        "standardDeviation": x.std(),
        "skewness": x.skew(),
        "kurtosis": x.kurt(),
        "scipySkewness": float(stats.skew(x.dropna(), bias=False)),
        "scipyKurtosis": float(stats.kurtosis(x.dropna(), bias=False)),
        "sum": math.fsum(x.dropna()),
        "nZero": int((x == 0).sum()),
        "nNegative": int((x < 0).sum()),
        "quantiles": [{"probability": p, "value": x.quantile(p)} for p in PROBABILITIES],
        "outliers": {"lowerFence": lower, "upperFence": upper, "nBelow": int((x < lower).sum()), "nAbove": int((x > upper).sum())},
    }


def german_numbers(gaps):
    """With gaps, every column misses other rows."""
    table = GERMAN[NUMBERS].astype(float)
    if gaps:
        index = np.arange(len(table))
        table.loc[index % 7 == 3, "age"] = np.nan
        table.loc[index % 5 == 1, "month"] = np.nan
    return table


def corrected(table):
    chi2 = stats.chi2_contingency(table, correction=False)[0]
    n = table.to_numpy().sum()
    r, k = table.shape
    phi2 = max(0.0, chi2 / n - (r - 1) * (k - 1) / (n - 1))
    return math.sqrt(phi2 / (min(r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)) - 1))


def associations():
    found = []
    for gaps in [False, True]:
        table = german_numbers(gaps)
        for i, a in enumerate(NUMBERS):
            for b in NUMBERS[i + 1 :]:
                both = table[[a, b]].dropna()
                pair = {"gaps": gaps, "a": a, "b": b, "n": len(both)}
                found.append({**pair, "measure": "pearson", "value": float(stats.pearsonr(both[a], both[b])[0])})
                found.append({**pair, "measure": "spearman", "value": float(stats.spearmanr(both[a], both[b])[0])})
            for text in TEXTS:
                values = table[a].dropna()
                groups = values.groupby(GERMAN.loc[values.index, text])
                between = (groups.size() * (groups.mean() - values.mean()) ** 2).sum()
                eta = math.sqrt(between / ((values - values.mean()) ** 2).sum())
                found.append({"gaps": gaps, "a": a, "b": text, "n": len(values), "measure": "correlationRatio", "value": eta})
    for i, a in enumerate(TEXTS):
        for b in TEXTS[i + 1 :]:
            table = pd.crosstab(GERMAN[a], GERMAN[b])
            pair = {"gaps": False, "a": a, "b": b, "n": len(GERMAN)}
            value = float(stats.contingency.association(table.to_numpy(), method="cramer"))
            found.append({**pair, "measure": "cramersV", "value": value})
            found.append({**pair, "measure": "cramersVCorrected", "value": corrected(table)})
    return found


def rates():
    y = (GERMAN["credit"] == "2").astype(int)
    groups = y.groupby(GERMAN["purpose"])
    found = []
    for label, events in groups.sum().items():
        count = int(groups.size()[label])
        lower, upper = proportion_confint(events, count, 0.05, "wilson")
        rate = events / count
        found.append({"label": label, "count": count, "events": int(events), "eventRate": rate, "lower": lower, "upper": upper, "lift": rate / y.mean()})
    return found


def psi(e, a):
    e, a = e / e.sum(), a / a.sum()
    return float(((a - e) * np.log(a / e)).sum())


def drift_numeric(name):
    """The first 500 rows of the extract against the rest."""
    e, a = TAIWAN[name][:500].astype(float), TAIWAN[name][500:].astype(float)
    cuts = sorted({float(e.quantile(k / 10, interpolation="lower")) for k in range(1, 10)} - {float(e.max())})
    ce = np.bincount(np.searchsorted(cuts, e, side="left"), minlength=len(cuts) + 1)
    ca = np.bincount(np.searchsorted(cuts, a, side="left"), minlength=len(cuts) + 1)
    d = float(stats.ks_2samp(e, a).statistic)
    n, m = len(e), len(a)
    return {
        "column": name,
        "cuts": cuts,
        "expected": ce.tolist(),
        "actual": ca.tolist(),
        "psi": psi(ce, ca),
        "jensenShannon": float(jensenshannon(ce / n, ca / m, base=2)),
        "ksStatistic": d,
        "ksPValue": float(stats.kstwobign.sf(d * math.sqrt(n * m / (n + m)))),
        "meanChangeInSd": float((a.mean() - e.mean()) / e.std()),
    }


def drift_text(name):
    e, a = TAIWAN[name][:500].astype(str).value_counts(), TAIWAN[name][500:].astype(str).value_counts()
    kept = sorted(e.index, key=lambda level: (-e[level], level))
    fresh = int(a[[level for level in a.index if level not in e.index]].sum())
    ce = [int(e[level]) for level in kept] + ([0] if fresh else [])
    ca = [int(a.get(level, 0)) for level in kept] + ([fresh] if fresh else [])
    chi2, p, df, _ = stats.chi2_contingency(np.array([ce, ca]), correction=False)
    return {
        "column": name,
        "expected": ce,
        "actual": ca,
        "chiSquared": float(chi2),
        "pValue": float(p),
        "degreesOfFreedom": int(df),
        "jensenShannon": float(jensenshannon(np.array(ce) / sum(ce), np.array(ca) / sum(ca), base=2)),
        "newLevels": sorted(level for level in a.index if level not in e.index),
        "vanishedLevels": sorted(level for level in e.index if level not in a.index),
    }


def diff():
    """Rows 0 to 1399 against rows 100 to 1499 backwards, with 1 added to AGE where ID is divisible by 3."""
    before = TAIWAN[:1400].set_index("ID")
    after = TAIWAN[100:].iloc[::-1].set_index("ID")
    after["AGE"] += (after.index % 3 == 0).astype(int)
    both = before.index.intersection(after.index)
    changed = before.loc[both] != after.loc[both]
    columns = before.columns
    rows_before = before.reset_index().groupby(["ID", *columns]).size()
    rows_after = after.reset_index().groupby(["ID", *columns]).size()
    same = int(np.minimum(*rows_before.align(rows_after, fill_value=0)).sum())
    return {
        "nAdded": len(after.index.difference(before.index)),
        "nRemoved": len(before.index.difference(after.index)),
        "nChanged": int(changed.any(axis=1).sum()),
        "columns": {name: int(changed[name].sum()) for name in columns},
        "nSameRows": same,
    }


golden = {
    "versions": {
        "python": platform.python_version(),
        "pandas": pd.__version__,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "statsmodels": statsmodels.__version__,
    },
    "profiles": {
        "german": {name: profile(german_numbers(True)[name]) for name in NUMBERS},
        "taiwan": {name: profile(TAIWAN[name].astype(float)) for name in ["LIMIT_BAL", "PAY_0", "BILL_AMT1", "PAY_AMT6"]},
    },
    "associations": associations(),
    "rates": rates(),
    "driftNumeric": [drift_numeric(name) for name in ["LIMIT_BAL", "AGE", "BILL_AMT1", "PAY_AMT1"]],
    "driftText": [drift_text(name) for name in ["EDUCATION", "PAY_0", "MARRIAGE"]],
    "diff": diff(),
}

with open("data-report.json", "w", encoding="utf-8") as file:
    json.dump(golden, file, indent=1)
    file.write("\n")
