/** Terms of the field as the pack uses them. */
export const GLOSSARY_TERMS: readonly (readonly [term: string, meaning: string])[] = [
  [
    'Adverse impact ratio (AIR)',
    'Share approved in a group divided by the share approved in the reference group. 1 means parity; below 1 the group is approved less often.',
  ],
  [
    'AUC',
    'Area under the ROC curve: the probability that a bad case is ranked riskier than a good one. 0.5 is chance, 1 is perfect.',
  ],
  ['Bad, event', 'The outcome the model predicts, such as default.'],
  ['Brier score', 'Mean squared difference between PD and outcome; lower is better.'],
  [
    'Calibration slope and intercept',
    'Logistic regression of the outcome on the log-odds of the PD; slope 1 and intercept 0 mean agreement.',
  ],
  ['Characteristic, attribute', 'A variable of the scorecard, and one of its bins.'],
  [
    'Content hash',
    'SHA-256 of a value in canonical form. Equal values have equal hashes; a changed value has another.',
  ],
  ['Development sample, hold-out sample', 'The cases the model was fitted on, and the cases kept aside to test it.'],
  ['Evidence', 'A report that was computed once, is never changed, and is cited by its id and hash.'],
  [
    'Expected calibration error',
    'Mean absolute difference between PD and observed rate over bands, weighted by cases.',
  ],
  ['Gini', '2 · AUC − 1, also called accuracy ratio.'],
  [
    'Hosmer–Lemeshow test',
    'Compares observed and expected events over bands of PD; a small p speaks against calibration.',
  ],
  [
    'Information value (IV)',
    'How much a characteristic separates goods from bads: sum over bins of (good share − bad share) · WoE.',
  ],
  ['KS', 'Largest distance between the cumulative score distributions of goods and bads.'],
  ['Limit by chance', 'The PSI that sampling alone stays below in 95% of cases when nothing has drifted.'],
  ['Odds', 'Goods per bad: 19:1 means 19 good cases for one bad case.'],
  ['PD', 'Probability of the event.'],
  ['Percentage point (pp)', 'Difference of two shares: from 30% to 31% is 1 pp.'],
  ['Points to double the odds (PDO)', 'Points by which the good-to-bad odds double.'],
  ['Population stability index (PSI)', 'Sum over bands of (actual share − expected share) · ln(actual / expected).'],
  ['Shortfall', 'People of a group who would have to be selected in addition to reach parity.'],
  [
    'SMD',
    'Standardised mean difference: mean points of the group minus mean points of the reference, in pooled standard deviations.',
  ],
  [
    'Variance inflation factor (VIF)',
    'How much the variance of a coefficient grows through correlation with the other characteristics; 1 means none.',
  ],
  ['Weight of evidence (WoE)', 'ln(share of goods / share of bads) of a bin; above zero is safer than the sample.'],
]

/** Terms besides these in the pack of a tree model. */
export const TREE_TERMS: readonly (readonly [term: string, meaning: string])[] = [
  [
    'Boosted trees',
    'Many small decision trees, each grown to correct those before it; the log-odds of a case are the sum of the leaves it falls into.',
  ],
  ['Early stopping', 'Growing ends when the watched sample no longer improves; the best number of trees is kept.'],
  ['Gain', 'How much the splits on a characteristic lower the loss in development, and its share of all splits.'],
  ['Log loss', 'Mean of −ln of the probability given to what happened; lower is better.'],
  [
    'Monotone constraint',
    'A direction that no tree may break: as the value rises, the PD never falls (or never rises).',
  ],
  [
    'Permutation importance',
    'How much the AUC falls when the values of a characteristic are shuffled among the cases.',
  ],
  [
    'Shapley value (TreeSHAP)',
    'A share of the score per characteristic: the mean of what knowing it adds, over all orders in which the characteristics can become known.',
  ],
]
