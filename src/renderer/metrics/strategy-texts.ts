import type { MetricText } from './metric-text.ts'

export const strategyTexts = {
  misclassificationCost: {
    name: 'Cost of wrong decisions',
    definition: 'What a cut-off costs on this sample: bad cases approved and good cases refused, each at its price.',
    formula: 'cost = price of an approved bad · approved bads + price of a refused good · refused goods',
    direction: 'Lower is better.',
    limits: 'As good as the prices; a sample of accepted cases tells nothing of those refused before.',
    source: 'Hand and Henley (1997), JRSS A 160',
  },
  strategyProfit: {
    name: 'Profit of a strategy',
    definition: 'Gain from approved good cases minus loss from approved bad ones, on this sample.',
    formula: 'profit = gain per good · approved goods − loss per bad · approved bads',
    direction: 'Higher is better.',
    limits: 'Every good and every bad case counts alike, whatever its amount.',
    source: 'Thomas, Crook and Edelman (2002), Credit Scoring and Its Applications',
  },
  delongPaired: {
    name: 'Paired DeLong test',
    definition:
      'Whether two models rank the same cases differently well, taking into account that their scores go together.',
    formula: 'z = (AUC₂ − AUC₁) / √(var₁ + var₂ − 2 cov)',
    direction: 'A small p-value says that the difference is more than chance.',
    limits: 'For models not fitted to these rows; tests of many pairs find differences by chance.',
    source: 'DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44',
  },
  crossValidatedAuc: {
    name: 'Cross-validated AUC',
    definition: 'Mean AUC over folds, each scored by a model that was fitted without it.',
    formula: 'mean over folds of AUC; interval: corrected resampled t',
    direction: 'Higher is better.',
    limits: 'Folds share rows in training, which the interval allows for; the best of many tries is optimistic.',
    source: 'Nadeau and Bengio (2003), Machine Learning 52',
  },
  informationCriterion: {
    name: 'Akaike information criterion (AIC)',
    definition:
      'Misfit of the regression plus a price for every coefficient; the BIC asks a higher price in larger samples.',
    formula: 'AIC = 2k − 2 ln L; BIC = k ln n − 2 ln L',
    direction: 'Lower is better.',
    limits: 'Compares models on the same rows only; the number alone says nothing.',
    source: 'Akaike (1974), IEEE Transactions on Automatic Control 19; Schwarz (1978), Annals of Statistics 6',
  },
} as const satisfies Record<string, MetricText>
