import type { Column } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import { numberLabel } from './bin-label.ts'
import type { BinDefinition, BinningParams, ManualBins } from './binned-variable.ts'
import type { BinPlan } from './describe-bins.ts'
import { numericCodes } from './numeric-definitions.ts'

type ManualBin = ManualBins['bins'][number]

/**
 * The manual bins of a column, or null if a person set none.
 *
 * @throws StatisticError `invalidInput` if there are two sets for the column
 */
export function manualBinsOf(params: Pick<BinningParams, 'manual'>, name: string): ManualBins | null {
  const sets = (params.manual ?? []).filter(({ column }) => column === name)
  if (sets.length > 1)
    throw new StatisticError('invalidInput', `manual bins need one set per column, got ${sets.length} for "${name}"`)
  return sets[0] ?? null
}

/**
 * Bins as a person set them, checked: intervals in order (numeric) or groups of levels in the order given (text), then special codes,
 * missing and, for texts, unseen.
 *
 * Intervals must cover the line from −∞ to ∞ without gap or overlap. A bin that no row falls into is allowed (its weight of evidence is
 * 0). Levels of the data that no bin names go to `unseen`, which then has counts and a weight of evidence of its own. Special codes of
 * the parameters that the set does not name keep bins of their own. Missing and unseen come by themselves and are not to be named.
 *
 * @param column - column of the development sample; only its type and name matter
 * @param manual - bins and notes
 * @param codes - special codes of the column from the parameters
 * @throws StatisticError `invalidInput` if a bin is of the wrong kind, intervals are not in order or leave a gap, a level or a special
 *   code is named twice or not at all in a bin of its kind, or a special code of a numeric column is not a number
 */
export function planManual(column: Column, manual: ManualBins, codes: readonly string[]): BinPlan {
  const wanted = column.kind === 'numeric' ? 'interval' : 'levels'
  for (const { definition } of manual.bins) {
    if (definition.kind === 'missing' || definition.kind === 'unseen')
      throw refuse(
        manual,
        'no bin for missing or other values, which come by themselves',
        `one of kind ${definition.kind}`,
      )
    if (definition.kind !== wanted && definition.kind !== 'special')
      throw refuse(
        manual,
        `bins of kind ${wanted} or special for a ${column.kind} column`,
        `one of kind ${definition.kind}`,
      )
  }
  const ordered = manual.bins.filter(({ definition }) => definition.kind === wanted)
  const splits = column.kind === 'numeric' ? innerEdges(manual, ordered) : []
  const special = specialBins(column, manual, codes)
  if (column.kind === 'text') checkLevels(manual, [...ordered, ...special])
  const tail: readonly ManualBin[] = [
    { definition: { kind: 'missing' }, note: manual.missingNote },
    ...(column.kind === 'text' ? [{ definition: { kind: 'unseen' } } as const] : []),
  ]
  const bins = [...ordered, ...special, ...tail]
  return {
    definitions: bins.map(({ definition }) => definition),
    notes: bins.map(({ note }) => note),
    splits,
    trend: 'none',
    trendReason: 'Set by hand.',
  }
}

function innerEdges(manual: ManualBins, ordered: readonly ManualBin[]): number[] {
  const edges: number[] = []
  if (ordered.length === 0) throw refuse(manual, 'intervals that cover the line', 'none')
  ordered.forEach(({ definition }, i) => {
    if (definition.kind !== 'interval') return
    const { lower, upper } = definition
    for (const edge of [lower, upper])
      if (edge !== null && !Number.isFinite(edge)) throw refuse(manual, 'edges that are finite numbers', `${edge}`)
    if (i === 0 && lower !== null) throw refuse(manual, 'a first interval without lower edge', numberLabel(lower))
    if (i === ordered.length - 1 && upper !== null)
      throw refuse(manual, 'a last interval without upper edge', numberLabel(upper))
    if (i === ordered.length - 1) return
    if (upper === null) throw refuse(manual, 'one last interval without upper edge', `one in place ${i + 1} too`)
    const next = ordered[i + 1]!.definition
    if (next.kind === 'interval' && next.lower !== upper) {
      const from = next.lower === null ? 'one without lower edge' : `one from ${numberLabel(next.lower)}`
      throw refuse(manual, 'intervals that meet', `one up to ${numberLabel(upper)} followed by ${from}`)
    }
    const previous = edges.at(-1)
    if (previous !== undefined && !(previous < upper))
      throw refuse(manual, 'edges in ascending order', `${numberLabel(previous)} followed by ${numberLabel(upper)}`)
    edges.push(upper + 0)
  })
  return edges
}

function specialBins(column: Column, manual: ManualBins, codes: readonly string[]): ManualBin[] {
  const normalize = (list: readonly string[]): string[] =>
    column.kind === 'numeric' ? numericCodes(column.name, list).map(String) : [...new Set(list)]
  const seen = new Set<string>()
  const bins = manual.bins.flatMap(({ definition, note }): ManualBin[] => {
    if (definition.kind !== 'special') return []
    if (definition.codes.length === 0) throw refuse(manual, 'a code in every special bin', 'none')
    const own = normalize(definition.codes)
    for (const code of own) {
      if (seen.has(code)) throw refuse(manual, 'each special code in one bin', `"${code}" in two`)
      seen.add(code)
    }
    return [{ definition: { kind: 'special', codes: own }, note }]
  })
  const levels = new Set(
    manual.bins.flatMap(({ definition }) => (definition.kind === 'levels' ? definition.levels : [])),
  )
  const others = normalize(codes).filter((code) => !seen.has(code) && !levels.has(code))
  return [...bins, ...others.map((code): ManualBin => ({ definition: { kind: 'special', codes: [code] } }))]
}

function checkLevels(manual: ManualBins, bins: readonly ManualBin[]): void {
  const seen = new Set<string>()
  for (const { definition } of bins) {
    const levels = textsOf(definition)
    if (levels.length === 0) throw refuse(manual, 'a level in every bin', 'none')
    for (const level of levels) {
      if (seen.has(level)) throw refuse(manual, 'each level in one bin', `"${level}" in two`)
      seen.add(level)
    }
  }
}

function textsOf(definition: BinDefinition): readonly string[] {
  if (definition.kind === 'levels') return definition.levels
  return definition.kind === 'special' ? definition.codes : []
}

function refuse(manual: ManualBins, needs: string, got: string): StatisticError {
  return new StatisticError('invalidInput', `manual binning of "${manual.column}" needs ${needs}, got ${got}`)
}
