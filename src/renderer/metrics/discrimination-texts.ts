import type { MetricText } from './metric-text.ts'

export const discriminationTexts = {
  rocAuc: {
    name: 'Area under the ROC curve (AUC)',
    definition:
      'The chance that a randomly chosen bad case is ranked riskier than a randomly chosen good one; ties count one half.',
    formula: 'AUC = P(score_bad > score_good) + ½ P(equal)',
    direction: 'Higher is better. 0.5 ranks no better than chance, 1 ranks perfectly.',
    limits:
      'Says nothing about the level of the PDs. Depends on the mix of cases: compare only like with like. Interval by DeLong.',
    source: 'DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44',
  },
  gini: {
    name: 'Gini coefficient (accuracy ratio)',
    definition: 'The AUC rescaled so that chance is 0 and perfect ranking is 100%.',
    formula: 'Gini = 2 · AUC − 1',
    direction: 'Higher is better.',
    limits: 'Carries no more information than the AUC.',
    source: 'Engelmann, Hayden and Tasche (2003)',
  },
  ksStatistic: {
    name: 'Kolmogorov–Smirnov statistic (KS)',
    definition: 'The largest distance between the cumulative shares of bads and goods along the score.',
    formula: 'KS = max over s of |F_bad(s) − F_good(s)|',
    direction: 'Higher is better.',
    limits: 'Looks at one point of the score only; the point is marked in the chart.',
    source: 'Siddiqi (2006), Credit Risk Scorecards',
  },
  lift: {
    name: 'Lift',
    definition: 'The bad rate among the riskiest cases up to this band, over the bad rate of the whole sample.',
    formula: 'lift = cumulative share of bads / cumulative share of cases',
    direction: 'Higher in the riskiest bands is better. 1 means no better than chance.',
    limits: 'Bounded by 1 over the bad rate; not comparable between samples with different bad rates.',
    source: 'Siddiqi (2006), Credit Risk Scorecards',
  },
  informationValue: {
    name: 'Information value (IV)',
    definition: 'How far apart goods and bads lie over the bins of a characteristic.',
    formula: 'IV = Σ (share of goods − share of bads) · WoE',
    direction: 'Higher separates better. 0 means no separation.',
    limits: 'Grows with the number of bins. By custom, below 0.02 is not useful and above 0.5 deserves suspicion.',
    source: 'Siddiqi (2006), Credit Risk Scorecards',
  },
  woe: {
    name: 'Weight of evidence (WoE)',
    definition: 'How much safer or riskier a bin is than the sample as a whole.',
    formula: 'WoE = ln(share of goods in the bin / share of bads in the bin)',
    direction: 'Higher is safer. 0 is average.',
    limits: 'Unstable in bins with few goods or bads; the binning rules set a least size.',
    source: 'Siddiqi (2006), Credit Risk Scorecards',
  },
} as const satisfies Record<string, MetricText>
