"""Times exact path-dependent TreeSHAP of the peers on one thread; prints {wall, cpu, rss, version} as JSON.

Usage: explain.py lightgbm|shap|fast FOLDER ROWS COLUMNS; FOLDER holds table.f64 and model.txt as bench/explain.ts has them written.
`shap`: the C extension of the package shap. `fast`: fasttreeshap, algorithm v2. `lightgbm` leaves its contributions as phi-peer.f64.
"""

import json
import os
import resource
import sys
import time

what, folder = sys.argv[1:3]
n_rows, n_columns = (int(text) for text in sys.argv[3:5])
os.environ["OMP_NUM_THREADS"] = "1"

import lightgbm as lgb
import numpy as np

model = lgb.Booster(model_file=f"{folder}/model.txt")
table = np.ascontiguousarray(np.fromfile(f"{folder}/table.f64").reshape(n_columns, -1).T[:n_rows])


def explainer():
    if what == "lightgbm":
        return lgb.__version__, lambda: model.predict(table, pred_contrib=True, num_threads=1)
    if what == "shap":
        import shap

        one = shap.TreeExplainer(model)
        # Otherwise LightGBM is asked to do it.
        one.model.original_model, one.model.model_type = None, "internal"
        return shap.__version__, lambda: one.shap_values(table, check_additivity=False)
    import fasttreeshap

    fast = fasttreeshap.TreeExplainer(model, algorithm="v2", n_jobs=1)
    return fasttreeshap.__version__, lambda: fast.shap_values(table, check_additivity=False)


version, explain = explainer()
wall, cpu = time.perf_counter(), time.process_time()
contributions = explain()
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
if what == "lightgbm":
    np.ascontiguousarray(contributions).tofile(f"{folder}/phi-peer.f64")
rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(dict(wall=wall, cpu=cpu, rss=rss, version=version)))
