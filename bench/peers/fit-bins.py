"""Times one library binning every column of a table that bench/binning.ts wrote and prints the figures as JSON.

Usage: fit-bins.py optbinning|tree FOLDER. `optbinning` needs optbinning (pip install optbinning==1.0.0), with the limits that are the
defaults of the program; `tree` needs scikit-learn only and fits nothing but the decision tree that makes optbinning's pre-bins.
"""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

library, folder = sys.argv[1], Path(sys.argv[2])
y = np.fromfile(folder / "y.u8", dtype=np.uint8)
columns = []
for name in json.loads((folder / "columns.json").read_text()):
    if name.endswith(".f64"):
        columns.append((name, np.fromfile(folder / name, dtype=np.float64)))
    else:
        codes = np.fromfile(folder / name, dtype=np.int32)
        levels = np.array([f"level {code}" for code in range(codes.max() + 1)] + [None], dtype=object)
        columns.append((name, levels[codes]))

if library == "optbinning":
    from optbinning import OptimalBinning, __version__

    def fit(name, x):
        dtype = "numerical" if x.dtype == np.float64 else "categorical"
        trend = "auto" if dtype == "numerical" else None
        binning = OptimalBinning(
            name=name, dtype=dtype, max_n_prebins=20, max_n_bins=6, min_bin_size=0.05, monotonic_trend=trend
        )
        binning.fit(x, y)
        binning.binning_table.build()
        return float(binning.binning_table.iv)
else:
    from sklearn import __version__
    from sklearn.tree import DecisionTreeClassifier

    def fit(name, x):
        if x.dtype != np.float64:
            return None
        known = ~np.isnan(x)
        DecisionTreeClassifier(min_samples_leaf=0.05, max_leaf_nodes=20).fit(x[known].reshape(-1, 1), y[known])
        return None


used = time.process_time()
started = time.perf_counter()
values = [fit(name, x) for name, x in columns]
print(json.dumps({
    "version": __version__,
    "wall": time.perf_counter() - started,
    "cpu": time.process_time() - used,
    "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "informationValues": values if library == "optbinning" else None,
}))
