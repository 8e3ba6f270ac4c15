import type { BoostingReport } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { plural } from '../../../words/estimates.ts'
import type { TrainingHistory } from './training-history.ts'

/** What a screen reader is told from time to time, and what stands above the curve. */
export function progressWords({ curve, maxTrees, isStopping }: TrainingHistory): string {
  const last = curve.history.at(-1)
  if (last === undefined) return 'Preparing the data: columns are cut into bins'
  const grown = `${formatNumber(last.iteration, 'integer')} of at most ${plural(maxTrees, 'tree')}`
  if (isStopping) return `Stopping after ${grown}`
  if (curve.best === null) return grown
  const since = last.iteration - curve.best
  return since === 0 ? `${grown}, the last one is the best` : `${grown}, best at ${formatNumber(curve.best, 'integer')}`
}

/** Why no more trees were grown, and whether some were dropped. */
export function stoppedText({
  stopped,
  nTrees,
  nGrown,
}: Pick<BoostingReport, 'stopped' | 'nTrees' | 'nGrown'>): string {
  const words = STOPPED_WORDS[stopped]
  if (stopped === 'imported') return words
  return nTrees < nGrown ? `${words} The best ${plural(nTrees, 'tree')} ${nTrees === 1 ? 'was' : 'were'} kept.` : words
}

const STOPPED_WORDS: Readonly<Record<BoostingReport['stopped'], string>> = {
  allTrees: 'All trees asked for were grown.',
  earlyStopping: 'Stopped early: more trees did not help on the watched sample.',
  person: 'Stopped by hand.',
  noGain: 'No further split gained anything.',
  imported: 'Read from a file.',
}
