"""Rows at which trees are told apart: thresholds and their neighbours, missing values, zeros, infinities, unseen categories."""

import json
import math

import numpy as np
import pandas as pd

GERMAN = "resources/demo/german-credit.csv"
ODD = [math.nan, 0.0, 1e-36, -1e-36, 1e-35, 2e-35, -2e-35, -1.0, -0.5, 1e300]


def german(columns):
    """The applicants of the German Credit data, and 1 for the bad ones."""
    frame = pd.read_csv(GERMAN)
    return frame[columns].copy(), (frame["credit"] == 2).astype(int)


def edge_rows(frame, thresholds, seed, n_rows, odd=ODD, neighbours=None):
    """Rows of the frame with one or two numbers set to a threshold, a neighbour of one, or an odd value."""
    rng = np.random.default_rng(seed)
    numeric = [name for name in frame.columns if pd.api.types.is_numeric_dtype(frame[name])]
    rows = frame.sample(n_rows, random_state=seed).reset_index(drop=True)
    for name in numeric:
        rows[name] = rows[name].astype(float)
    next_to = neighbours or (lambda t: [np.nextafter(t, -np.inf), t, np.nextafter(t, np.inf)])
    for i in range(n_rows):
        for name in rng.choice(numeric, size=min(2, len(numeric)), replace=False):
            at = thresholds.get(name, [])
            if len(at) > 0 and rng.random() < 0.7:
                value = rng.choice(next_to(float(rng.choice(at))))
            else:
                value = rng.choice(odd)
            rows.loc[i, name] = value
    return rows


def plain(value):
    """A cell as JSON: missing is null."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, (np.floating, float)):
        return None if math.isnan(value) else float(value)
    if isinstance(value, (np.integer, int)):
        return int(value)
    return None if pd.isna(value) else str(value)


def case(file, rows, margins, probabilities, **more):
    """What a test reads of one model."""
    cells = [[plain(value) for value in row] for row in rows.astype(object).itertuples(index=False)]
    return {
        "file": file,
        "columns": list(rows.columns),
        "rows": cells,
        "margins": [float(value) for value in margins],
        "probabilities": [float(value) for value in probabilities],
        **more,
    }


def write(path, versions, cases):
    """JSON with a line per row; an infinity is written as a number beyond the range of doubles."""
    text = json.dumps({"versions": versions, "cases": cases}, ensure_ascii=False)
    text = text.replace("-Infinity", "-1e999").replace("Infinity", "1e999").replace("], [", "],\n[")
    with open(path, "w", encoding="utf-8") as out:
        out.write(text + "\n")
