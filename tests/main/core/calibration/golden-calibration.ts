import { readFileSync } from 'node:fs'

interface Isotonic {
  readonly x: number[]
  readonly y: number[]
  readonly grid: number[]
}

interface Beta {
  readonly a: number
  readonly b: number
  readonly c: number
}

interface BetaCase {
  readonly eta: number[]
  readonly yTrue: number[]
  readonly fit: Beta
}

interface Platt {
  readonly intercept: number
  readonly slope: number
  readonly public: number[]
}

interface CalibrationGolden {
  readonly eta: number[]
  readonly yTrue: number[]
  readonly weights: number[]
  readonly grid: number[]
  readonly platt: { readonly plain: Platt; readonly weighted: Platt }
  readonly maximumLikelihood: { readonly intercept: number; readonly slope: number }
  readonly isotonic: { readonly plain: Isotonic; readonly weighted: Isotonic }
  readonly beta: { readonly plain: Beta; readonly weighted: Beta }
  readonly betaWithoutA: BetaCase
  readonly betaWithoutB: BetaCase
  readonly shift: { readonly toRate: number; readonly to2Percent: number; readonly to60PercentWeighted: number }
  readonly spearman: { readonly other: number[]; readonly rho: number }
}

/** Values of scikit-learn, statsmodels and SciPy on a seeded sample with ties. */
export const golden = JSON.parse(
  readFileSync(new URL('../../../golden/calibration.json', import.meta.url), 'utf8'),
) as CalibrationGolden
