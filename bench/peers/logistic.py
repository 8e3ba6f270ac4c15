"""Times one solver of scikit-learn on a logistic regression without penalty and prints {wall, cpu, rss, coefficients} as JSON.

Usage: logistic.py SOLVER FOLDER ROWS COLUMNS; FOLDER holds design.f64 (column by column) and labels.u8 as bench/logistic.ts writes them.
"""

import json
import resource
import sys
import time

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression

solver, folder, rows, columns = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
flat = np.fromfile(f"{folder}/design.f64")
design = np.ascontiguousarray(flat.reshape(columns, rows).T)
labels = np.fromfile(f"{folder}/labels.u8", dtype=np.uint8)
del flat
old = tuple(int(part) for part in sklearn.__version__.split(".")[:2]) < (1, 2)
model = LogisticRegression(penalty="none" if old else None, solver=solver, tol=1e-8, max_iter=1000)
used = time.process_time()
started = time.perf_counter()
model.fit(design, labels)
print(json.dumps({
    "version": sklearn.__version__,
    "wall": time.perf_counter() - started,
    "cpu": time.process_time() - used,
    "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "coefficients": [float(model.intercept_[0]), *map(float, model.coef_[0])],
}))
