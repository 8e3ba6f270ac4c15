"""Writes fairness-python.json: group figures of real tables and of German Credit, by NumPy, SciPy and scikit-learn.

The HMDA counts are those of the public mortgage decisions, California 2024 subset; the Adult counts those of the training
file of Becker & Kohavi (1996). German Credit is read from resources/demo. Run from this folder: python3 fairness-python.py
"""

import csv
import json
import math
import platform

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn.metrics import roc_auc_score

HMDA_RACE = {
    "White": (7158, 6370),
    "Asian": (2733, 1394),
    "Black or African American": (683, 1161),
    "Joint": (265, 249),
    "Native Hawaiian or Other Pacific Islander": (55, 54),
    "American Indian or Alaska Native": (38, 155),
    "2 or more minority races": (12, 40),
    "Free Form Text Only": (0, 6),
}
HMDA_SEX = {"Male": (4536, 4726), "Female": (3183, 2824), "Joint": (4235, 3477)}
ADULT_SEX = {"Male": (6662, 21790 - 6662), "Female": (1179, 10771 - 1179)}


def figures(selected, rejected, reference):
    ref_selected, ref_rejected = reference
    n, m = selected + rejected, ref_selected + ref_rejected
    air = (selected / n) / (ref_selected / m)
    table = np.array([[selected, rejected], [ref_selected, ref_rejected]])
    result = {
        "selected": selected,
        "rejected": rejected,
        "air": air,
        "fisher": stats.fisher_exact(table)[1],
        "yates": stats.chi2_contingency(table, correction=True)[1],
        "shortfall": max(0.0, ref_selected / m * n - selected),
    }
    if selected > 0:
        spread = stats.norm.ppf(0.975) * math.sqrt(1 / selected - 1 / n + 1 / ref_selected - 1 / m)
        result |= {"lower": air * math.exp(-spread), "upper": air * math.exp(spread)}
    return result


def against(groups, reference):
    return {name: figures(*counts, groups[reference]) for name, counts in groups.items() if name != reference}


def german():
    """Points are 60 − duration in months: a real score with ties; selected at 36 points or more."""
    with open("../../resources/demo/german-credit.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    y = np.array([1 if row["credit"] == "2" else 0 for row in rows])
    points = 60.0 - np.array([float(row["month"]) for row in rows])
    age = np.array([float(row["age"]) for row in rows])
    codes = np.digitize(age, [25, 60], right=True)
    chosen = points >= 36
    groups = []
    reference = points[codes == 1]
    for code in range(3):
        inside = codes == code
        x = points[inside]
        pooled = ((len(x) - 1) * x.var(ddof=1) + (len(reference) - 1) * reference.var(ddof=1)) / (len(x) + len(reference) - 2)
        groups.append(
            {
                "count": int(inside.sum()),
                "selected": int(chosen[inside].sum()),
                "rateNonEvents": float(chosen[inside & (y == 0)].mean()),
                "rateEvents": float(chosen[inside & (y == 1)].mean()),
                "smd": float((x.mean() - reference.mean()) / math.sqrt(pooled)),
                "rocAuc": roc_auc_score(y[inside], -x),
                "paid": int((y[inside] == 0).sum()),
            }
        )
    spread = lambda key: max(g[key] for g in groups) - min(g[key] for g in groups)
    return {"groups": groups, "equalizedOddsDifference": max(spread("rateNonEvents"), spread("rateEvents"))}


golden = {
    "versions": {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "sklearn": sklearn.__version__,
    },
    "hmdaRace": {"reference": HMDA_RACE["White"], "groups": against(HMDA_RACE, "White")},
    "hmdaSex": {"reference": HMDA_SEX["Male"], "groups": against(HMDA_SEX, "Male")},
    "adultSex": {"reference": ADULT_SEX["Male"], "groups": against(ADULT_SEX, "Male")},
    "german": german(),
}

with open("fairness-python.json", "w", encoding="utf-8") as file:
    json.dump(golden, file, indent=1, default=float)
    file.write("\n")
