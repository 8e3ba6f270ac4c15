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
version = tuple(int(part) for part in sklearn.__version__.split(".")[:2])
unpenalised = {"penalty": "none"} if version < (1, 2) else {"penalty": None} if version < (1, 8) else {"C": np.inf}
# With 1e-7 lbfgs stays 2e-6 off the solution, with 1e-6 newton-cholesky 2e-5; with 1e-8 both reach 1e-6 (lbfgs of 1.9.1, not that of 1.2.1).
model = LogisticRegression(solver=solver, tol=1e-8, max_iter=1000, **unpenalised)
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
