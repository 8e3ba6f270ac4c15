import type { MetricText } from './metric-text.ts'

export const fairnessTexts = {
  selectionRate: {
    name: 'Selection rate',
    definition:
      'Share of the group that is selected. On the decision basis selected means approved at the cut-off; on the outcome basis it means no default happened.',
    formula: 'selected / n of the group',
    direction: 'Neither high nor low is good; compare it between groups.',
    limits: 'Uncertain in small groups; they are listed as insufficient evidence.',
    source: 'Uniform Guidelines on Employee Selection Procedures (1978)',
  },
  adverseImpactRatio: {
    name: 'Adverse impact ratio (AIR)',
    definition: 'A group’s selection rate over the reference group’s.',
    formula: 'AIR = rate of the group / rate of the reference group',
    direction: '1 is parity. Below 1 the group is selected less often.',
    limits:
      'Below 0.80 is the four-fifths rule’s signal, above 1.25 its mirror. Read the interval and the test: chance alone can cross 0.80.',
    source: 'Uniform Guidelines (1978), 29 CFR 1607.4 D',
  },
  rateDifference: {
    name: 'Rate difference',
    definition: 'A group’s selection rate minus the reference group’s, in percentage points.',
    formula: 'rate of the group − rate of the reference group',
    direction: '0 is parity.',
    limits: 'Looks small where rates are small; read it with the ratio.',
    source: 'Morris and Lobsenz (2000), Personnel Psychology 53',
  },
  fairnessTest: {
    name: 'Test of equal rates',
    definition:
      'The chance of a difference this large if both groups had the same rate: Fisher’s exact test where counts are small, else chi-squared.',
    formula: 'p-value of the 2 × 2 table of group and selection',
    direction: 'A small p-value says that the difference is unlikely to be chance.',
    limits: 'Not a measure of size: large samples make small differences significant.',
    source: 'Fisher (1922); Pearson (1900)',
  },
  standardizedMeanDifference: {
    name: 'Standardized mean difference (SMD)',
    definition: 'Difference of mean points in units of the pooled standard deviation.',
    formula: 'SMD = (mean of the group − mean of the reference) / pooled standard deviation',
    direction: '0 is parity; negative means lower points.',
    limits: 'By custom −0.30 is a signal. Independent of the cut-off.',
    source: 'Cohen (1988), Statistical Power Analysis',
  },
  shortfall: {
    name: 'Shortfall',
    definition: 'People of the group who would have to be selected in addition to reach the reference group’s rate.',
    formula: 'n of the group · reference rate − selected',
    direction: '0 or below: no shortfall.',
    limits: 'Grows with the size of the group.',
    source: 'Morris (2001), adverse impact analysis',
  },
  equalizedOddsDifference: {
    name: 'Equalized odds difference',
    definition:
      'The larger of the greatest differences between groups in approval among goods and in approval among bads.',
    formula: 'max(range of rates among goods, range of rates among bads)',
    direction: '0 is parity.',
    limits: 'Needs the outcome; uncertain where a group has few bads.',
    source: 'Hardt, Price and Srebro (2016), NeurIPS',
  },
  demographicParityDifference: {
    name: 'Demographic parity difference',
    definition: 'The greatest difference of selection rates between groups.',
    formula: 'max rate − min rate',
    direction: '0 is parity.',
    limits: 'Driven by the smallest groups when there are many.',
    source: 'Agarwal et al. (2018), ICML',
  },
} as const satisfies Record<string, MetricText>
