import type { MetricText } from './metric-text.ts'

export const scorecardTexts = {
  points: {
    name: 'Points',
    definition: 'The score: the sum of the points of the attributes that apply to a case.',
    formula: 'points = offset + factor · ln(odds of good to bad)',
    direction: 'Higher is safer.',
    limits: 'Means something only with its scaling: target points, odds and points to double the odds.',
    source: 'Siddiqi (2006), Credit Risk Scorecards, scaling',
  },
  probability: {
    name: 'Probability of default (PD)',
    definition: 'The model’s estimate that the case turns bad.',
    formula: 'PD = 1 / (1 + exp((points − offset) / factor))',
    direction: 'Lower is safer.',
    limits: 'Right only for cases like those of the development sample; see calibration.',
    source: 'Siddiqi (2006), Credit Risk Scorecards',
  },
  coefficient: {
    name: 'Coefficient',
    definition: 'Weight of a characteristic’s WoE in the log-odds of default.',
    formula: 'logit(PD) = intercept + Σ coefficient · WoE',
    direction: 'Negative is expected, because WoE rises with safety.',
    limits: 'A positive sign means that characteristics share information; see VIF.',
    source: 'Hosmer, Lemeshow and Sturdivant (2013)',
  },
  pValue: {
    name: 'p-value',
    definition: 'The chance of an effect this large if the true one were zero.',
    formula: 'two-sided, from z = estimate / standard error',
    direction: 'Smaller is stronger evidence of an effect.',
    limits: 'Not the size of the effect, and optimistic after selection of characteristics.',
    source: 'Wald (1943)',
  },
  varianceInflationFactor: {
    name: 'Variance inflation factor (VIF)',
    definition:
      'How much the variance of a coefficient grows because its characteristic can be predicted from the others.',
    formula: 'VIF = 1 / (1 − R²)',
    direction: '1 is none. By custom 5 and above deserves a look.',
    limits: 'Does not say which characteristics go together.',
    source: 'Marquardt (1970), Technometrics 12',
  },
  contribution: {
    name: 'Contribution in points',
    definition: 'Points of the case on a characteristic minus the mean points of the development sample.',
    formula: 'points of the case − mean points',
    direction: 'Above 0 lifts the score, below 0 lowers it.',
    limits: 'Contributions and baseline add up to the score exactly; they describe the model, not causes.',
    source: 'Siddiqi (2006), reason codes',
  },
  meanAbsoluteDeviation: {
    name: 'Importance',
    definition: 'How far, on average, the points of a characteristic move a case away from the mean.',
    formula: 'mean of |points of the case − mean points|',
    direction: 'Larger moves scores more.',
    limits: 'Depends on the sample as well as on the scorecard.',
    source: 'Siddiqi (2006); Lundberg and Lee (2017)',
  },
  likelihoodRatio: {
    name: 'Likelihood ratio test',
    definition: 'Compares the fitted model with one that has only an intercept.',
    formula: 'G = 2 · (log-likelihood − log-likelihood of the null model)',
    direction: 'A small p-value says that the characteristics together carry information.',
    limits: 'Says nothing about any single one.',
    source: 'Wilks (1938)',
  },
} as const satisfies Record<string, MetricText>
