import type { BinDefinition, BinnedVariable, ManualBins } from '../../../../shared/contract/index.ts'
import { done, type EditResult, intervalAt, joinedNote, MAX_BINS, refuse, spliced, withNote } from './edit-result.ts'
import { edgeText } from './typed-number.ts'

/** The bins of a variable as a person may change them; missing and unseen values keep their own. */
export function manualBinsOf(variable: BinnedVariable): ManualBins {
  const missingNote = variable.bins.find((bin) => bin.definition.kind === 'missing')?.note
  return {
    column: variable.name,
    bins: variable.bins.filter((bin) => isEditable(bin.definition)).map((bin) => withNote(bin.definition, bin.note)),
    ...(missingNote === undefined ? {} : { missingNote }),
  }
}

/** True for the bins a person can cut, join and rename; missing and unseen values come by themselves. */
export function isEditable(definition: BinDefinition): boolean {
  return definition.kind !== 'missing' && definition.kind !== 'unseen'
}

/** Cuts an interval in two: [lower, cut) and [cut, upper). */
export function splitBin(bins: ManualBins, index: number, cut: number): EditResult {
  const interval = intervalAt(bins, index)
  if (interval === null) return refuse('Only a range of numbers can be cut at a value.')
  if (bins.bins.length >= MAX_BINS) return refuse(`There are ${MAX_BINS} bins already: merge some first.`)
  if (!Number.isFinite(cut)) return refuse('The cut is not a number.')
  const { lower, upper } = interval
  if (cut === lower || cut === upper) return refuse(`There is an edge at ${edgeText(cut)} already.`)
  if ((lower !== null && cut < lower) || (upper !== null && cut > upper))
    return refuse(`The cut must lie ${between(lower, upper)}, got ${edgeText(cut)}.`)
  const note = bins.bins[index]?.note
  const next = spliced(
    bins,
    index,
    1,
    withNote({ kind: 'interval', lower, upper: cut }, note),
    withNote({ kind: 'interval', lower: cut, upper }, note),
  )
  return done(next, `split of bin ${index + 1} at ${edgeText(cut)}`, `Split at ${edgeText(cut)}`, index)
}

/** Joins a bin with its neighbour; ranges stay ranges, groups of levels and special codes are pooled. */
export function mergeBins(bins: ManualBins, index: number, side: 'next' | 'previous'): EditResult {
  const other = side === 'next' ? index + 1 : index - 1
  const [low, high] = [Math.min(index, other), Math.max(index, other)]
  const [first, second] = [bins.bins[low], bins.bins[high]]
  if (first === undefined || second === undefined)
    return refuse(
      side === 'next'
        ? 'There is no bin after this one to merge with.'
        : 'There is no bin before this one to merge with.',
    )
  const definition = joined(first.definition, second.definition)
  if (definition === null)
    return refuse('A special code stays apart: unset it first, then its values join the other bins.')
  const next = spliced(bins, low, 2, withNote(definition, joinedNote(first, second)))
  return done(next, `merge of bins ${low + 1} and ${high + 1}`, `Merged bins ${low + 1} and ${high + 1}`, low)
}

function joined(first: BinDefinition, second: BinDefinition): BinDefinition | null {
  if (first.kind === 'interval' && second.kind === 'interval')
    return { kind: 'interval', lower: first.lower, upper: second.upper }
  if (first.kind === 'levels' && second.kind === 'levels')
    return { kind: 'levels', levels: [...first.levels, ...second.levels] }
  if (first.kind === 'special' && second.kind === 'special')
    return { kind: 'special', codes: [...first.codes, ...second.codes] }
  return null
}

/** Moves the lower or the upper edge of a range; the neighbour's edge moves with it. */
export function moveEdge(bins: ManualBins, index: number, side: 'lower' | 'upper', value: number): EditResult {
  const left = side === 'upper' ? index : index - 1
  const [below, above] = [intervalAt(bins, left), intervalAt(bins, left + 1)]
  if (intervalAt(bins, index) === null) return refuse('Only a range of numbers has edges.')
  if (below === null || above === null)
    return refuse(
      side === 'lower'
        ? 'The first range has no lower edge: it takes every smaller value.'
        : 'The last range has no upper edge: it takes every larger value.',
    )
  if (!Number.isFinite(value)) return refuse('The edge is not a number.')
  if (value === below.upper) return refuse(`The edge is at ${edgeText(value)} already.`)
  if (value === below.lower || value === above.upper)
    return refuse(
      `There is an edge at ${edgeText(value)} already: two edges cannot be equal. To drop one, merge the bins.`,
    )
  if ((below.lower !== null && value < below.lower) || (above.upper !== null && value > above.upper))
    return refuse(`The edge must lie ${between(below.lower, above.upper)}, its neighbours, got ${edgeText(value)}.`)
  const next = spliced(
    bins,
    left,
    2,
    withNote({ ...below, upper: value }, bins.bins[left]?.note),
    withNote({ ...above, lower: value }, bins.bins[left + 1]?.note),
  )
  const was = below.upper === null ? '' : ` from ${edgeText(below.upper)}`
  return done(next, `move of an edge${was} to ${edgeText(value)}`, `Edge moved to ${edgeText(value)}`, index)
}

/** Writes a note on a bin; blank takes it away. `index` null is the bin of missing values. */
export function setNote(bins: ManualBins, index: number | null, note: string): EditResult {
  const text = note.trim()
  if (text.length > 500) return refuse(`A note has at most 500 characters, got ${text.length}.`)
  const word = text === '' ? 'Note removed' : 'Note kept'
  if (index === null) {
    const { missingNote: _, ...rest } = bins
    return done(text === '' ? rest : { ...rest, missingNote: text }, 'note on missing values', word, -1)
  }
  const bin = bins.bins[index]
  if (bin === undefined) return refuse('This bin takes no note: it comes by itself.')
  return done(spliced(bins, index, 1, withNote(bin.definition, text)), `note on bin ${index + 1}`, word, index)
}

function between(lower: number | null, upper: number | null): string {
  if (lower === null && upper === null) return 'somewhere on the line'
  if (lower === null) return `below ${edgeText(upper ?? 0)}`
  if (upper === null) return `above ${edgeText(lower)}`
  return `between ${edgeText(lower)} and ${edgeText(upper)}`
}
