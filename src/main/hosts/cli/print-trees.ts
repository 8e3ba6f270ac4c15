import type { BoostingIteration, BoostingReport, FitReport, TreeModel } from '../../../shared/contract/index.ts'
import { formatInterval, formatNumber } from '../../../shared/format.ts'
import { printable, renderTable } from './table.ts'

/** Characteristics of the importance table. */
const MOST_IMPORTANT = 15

/** What the trees are, as facts beside those of any model. */
export function treeFacts(model: TreeModel, { boosting }: FitReport): (readonly [string, string])[] {
  if (boosting === null) return [['Trees', formatNumber(model.trees.length, 'integer')]]
  const { nLeaves, largestDepth, watched, metric } = boosting
  const leaves = `${formatNumber(nLeaves, 'integer')} leaves, depth at most ${formatNumber(largestDepth, 'integer')}`
  const kept = boosting.history.findLast(({ iteration }) => iteration <= boosting.nTrees)
  return [
    ['Trees', `${formatNumber(boosting.nTrees, 'integer')}, ${leaves}`],
    ['Stopped', stoppedText(boosting)],
    ...(watched === null ? [] : ([['Watched', `${watched}, by ${METRIC_WORDS[metric]}`]] as const)),
    ...(kept === undefined ? [] : [['Log-loss', lossText(kept)] as const]),
  ]
}

/** Importance by gain, splits and permutation. */
export function treeTables(_model: TreeModel, { boosting }: FitReport): string[] {
  if (boosting === null || boosting.importance.length === 0) return []
  const shown = boosting.importance.slice(0, MOST_IMPORTANT)
  const rows = shown.map(({ name, gainShare, nSplits, permutation }) => [
    name,
    formatNumber(gainShare, 'percent1'),
    formatNumber(nSplits, 'integer'),
    permutation === null ? '' : formatInterval(permutation.value, permutation.lower, permutation.upper, 'auc'),
  ])
  const columns = [
    { header: 'characteristic' },
    { header: '% of gain', align: 'right' },
    { header: 'splits', align: 'right' },
    { header: 'AUC lost when shuffled', align: 'right' },
  ] as const
  const nMore = boosting.importance.length - shown.length
  const more = nMore === 0 ? [] : [`and ${formatNumber(nMore, 'integer')} more; the whole list is in the JSON`]
  const sample = boosting.permutationSample === null ? [] : [`Shuffled: ${printable(boosting.permutationSample)}.`]
  return [[renderTable(columns, rows), ...more, ...sample].join('\n')]
}

/** Whether constrained characteristics keep their direction. */
export function constraintNotes({ boosting }: FitReport): string[] {
  return (boosting?.monotone ?? []).map(({ name, direction, nChecked, largestViolation }) => {
    const checked = `${formatNumber(nChecked, 'integer')} steps checked`
    return largestViolation === 0
      ? `monotone: ${printable(name)}: ${direction}, held (${checked})`
      : `monotone: ${printable(name)}: ${direction}, NOT HELD: off by ${formatNumber(largestViolation, 'number')} (${checked})`
  })
}

const METRIC_WORDS: Readonly<Record<BoostingReport['metric'], string>> = { logLoss: 'log-loss', rocAuc: 'AUC' }

function lossText({ developmentLogLoss, watchedLogLoss }: BoostingIteration): string {
  const watched = watchedLogLoss === null ? '' : `, ${formatNumber(watchedLogLoss, 'index3')} watched`
  return `${formatNumber(developmentLogLoss, 'index3')} where grown${watched}`
}

function stoppedText({ stopped, nGrown, nTrees }: BoostingReport): string {
  const grown = `${formatNumber(nGrown, 'integer')} grown`
  switch (stopped) {
    case 'allTrees':
      return nGrown === nTrees ? 'all trees grown' : `all trees grown (${grown}), the best kept`
    case 'earlyStopping':
      return `no better any more (${grown})`
    case 'person':
      return `by hand (${grown})`
    case 'noGain':
      return `no split gained any more (${grown})`
    case 'imported':
      return 'grown elsewhere'
  }
}
