"""Writes calibration.json: Platt, isotonic, beta and shift calibration by scikit-learn, statsmodels and SciPy on seeded samples.

Run from this folder: python3 calibration.py
"""

import json
import math
import platform

import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy.optimize import brentq
from scipy.special import expit, log_expit
from scipy.stats import spearmanr
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import CalibratedClassifierCV, _SigmoidCalibration
from sklearn.isotonic import IsotonicRegression

rng = np.random.default_rng(20240818)
N = 500
eta = np.round(rng.normal(-1.4, 1.3, N), 1)  # many ties
y = (rng.random(N) < expit(-0.4 + 0.7 * eta)).astype(int)  # deliberately miscalibrated
weights = np.round(rng.uniform(0.5, 3, N), 2)
grid = np.round(np.arange(-8, 8.01, 0.37), 2)


class Scorer(ClassifierMixin, BaseEstimator):
    """A fitted classifier whose decision function is its only column."""

    def fit(self, x, target):
        self.classes_ = np.array([0, 1])
        return self

    def decision_function(self, X):
        return X[:, 0]


def platt(sample_weight):
    direct = _SigmoidCalibration().fit(eta, y, sample_weight)
    scorer = Scorer().fit(None, None)
    scorer.n_features_in_ = 1
    public = CalibratedClassifierCV(scorer, method="sigmoid", cv="prefit")
    public.fit(eta.reshape(-1, 1), y, sample_weight=sample_weight)
    return {
        # scikit-learn writes 1 / (1 + exp(a·f + b)).
        "slope": -direct.a_,
        "intercept": -direct.b_,
        "public": public.predict_proba(grid.reshape(-1, 1))[:, 1].tolist(),
    }


def isotonic(sample_weight):
    p = expit(eta)
    model = IsotonicRegression(out_of_bounds="clip", y_min=0, y_max=1).fit(p, y, sample_weight)
    return {
        "x": model.X_thresholds_.tolist(),
        "y": model.y_thresholds_.tolist(),
        "grid": model.predict(expit(grid)).tolist(),
    }


def beta(outcomes, scores, sample_weight):
    """The rule of the betacal package: a negative coefficient is dropped, that of ln p first."""
    terms = {"a": log_expit(scores), "b": -log_expit(-scores)}

    def fit(names):
        design = np.column_stack([np.ones(len(scores))] + [terms[name] for name in names])
        family = sm.families.Binomial()
        model = sm.GLM(outcomes, design, family=family, freq_weights=sample_weight)
        return dict(zip(["c", *names], model.fit(tol=1e-14, maxiter=200).params.tolist()))

    found = fit(["a", "b"])
    if found["a"] < 0:
        found = {"a": 0.0, **fit(["b"])}
    elif found["b"] < 0:
        found = {**fit(["a"]), "b": 0.0}
    return found


def shift(target, sample_weight):
    w = np.ones(N) if sample_weight is None else sample_weight
    return brentq(lambda a: math.fsum(w * (expit(eta + a) - target)), -50, 50, xtol=1e-15, rtol=1e-15)


def beta_case(true_logit, seed):
    generator = np.random.default_rng(seed)
    scores = np.round(generator.normal(0, 1.8, N), 1)
    outcomes = (generator.random(N) < expit(true_logit(scores))).astype(int)
    return {"eta": scores.tolist(), "yTrue": outcomes.tolist(), "fit": beta(outcomes, scores, None)}


ml = sm.Logit(y, sm.add_constant(eta)).fit(disp=0, tol=1e-14, maxiter=100)
other = np.round(eta + rng.normal(0, 1, N))

golden = {
    "versions": {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "sklearn": sklearn.__version__,
        "statsmodels": statsmodels.__version__,
    },
    "eta": eta.tolist(),
    "yTrue": y.tolist(),
    "weights": weights.tolist(),
    "grid": grid.tolist(),
    "platt": {"plain": platt(None), "weighted": platt(weights)},
    "maximumLikelihood": {"intercept": ml.params[0], "slope": ml.params[1]},
    "isotonic": {"plain": isotonic(None), "weighted": isotonic(weights)},
    "beta": {"plain": beta(y, eta, None), "weighted": beta(y, eta, weights)},
    # The true map has no ln p (no −ln(1 − p)) and more: the free fit is negative there.
    "betaWithoutA": beta_case(lambda s: -1.2 - log_expit(-s) * 1.3 - 0.4 * log_expit(s), 5),
    "betaWithoutB": beta_case(lambda s: 1.2 + log_expit(s) * 1.3 + 0.4 * log_expit(-s), 6),
    "shift": {
        "toRate": shift(y.mean(), None),
        "to2Percent": shift(0.02, None),
        "to60PercentWeighted": shift(0.6, weights),
    },
    "spearman": {"other": other.tolist(), "rho": spearmanr(eta, other).statistic},
}

with open("calibration.json", "w", encoding="utf-8") as file:
    json.dump(golden, file, indent=1)
    file.write("\n")
