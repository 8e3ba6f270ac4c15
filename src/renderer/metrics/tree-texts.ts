import type { MetricText } from './metric-text.ts'

export const treeTexts = {
  treesKept: {
    name: 'Trees kept',
    definition: 'How many trees are added up. Growing may go on beyond the best number; what came after it is dropped.',
    formula: 'log-odds = start + tree 1 + tree 2 + … + tree n',
    direction: 'None: the number that did best on the watched sample is kept.',
    limits: 'Without a watched sample all trees are kept, and too many follow chance.',
    source: 'Friedman (2001), Greedy function approximation',
  },
  treeGain: {
    name: 'Gain',
    definition: 'How much the splits on a characteristic lowered the loss in development, as a share of all splits.',
    formula: 'Σ gain of its splits / Σ gain of all splits',
    direction: 'Higher: the trees lean on it more.',
    limits: 'Counted on development rows, and kind to characteristics with many values.',
    source: 'Breiman et al. (1984); Friedman (2001)',
  },
  permutationImportance: {
    name: 'Importance by shuffling',
    definition: 'How far the AUC falls when the values of the characteristic are dealt out to other rows at random.',
    formula: 'AUC − mean AUC over shuffles',
    direction: 'Higher: the ranking depends on it more. About 0 or below: it could be left out.',
    limits: 'Too small where another characteristic says the same.',
    source: 'Breiman (2001), Random forests; Fisher, Rudin and Dominici (2019)',
  },
  monotoneCorrelation: {
    name: 'Spearman correlation',
    definition: 'How closely the outcome goes up with the rank of the value, over development rows that have one.',
    formula: 'Pearson correlation of the ranks of value and outcome',
    direction: 'Above 0: more bads as the value rises. Below 0: fewer.',
    limits: 'Near 0 also where bads are many at both ends.',
    source: 'Spearman (1904)',
  },
} as const satisfies Readonly<Record<string, MetricText>>
