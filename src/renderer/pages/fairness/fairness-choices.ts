import type { SampleName } from '../../../shared/contract/index.ts'

/** What the person has set for a fairness run. */
export interface FairnessChoices {
  readonly column: string | null
  readonly cuts: string
  readonly reference: string
  readonly threshold: string
  readonly sample: SampleName
}

export const NO_FAIRNESS_CHOICES: FairnessChoices = {
  column: null,
  cuts: '',
  reference: '',
  threshold: '',
  sample: 'all',
}

/** Cut points from text such as "25, 40"; null when something in it is not a number or not ascending. */
export function parseCuts(text: string): readonly number[] | null {
  const parts = text
    .split(/[;\s]+|,\s+|,(?=\S)/)
    .map((part) => part.trim())
    .filter(Boolean)
  const cuts = parts.map(Number)
  if (cuts.some((cut) => !Number.isFinite(cut))) return null
  return cuts.every((cut, index) => index === 0 || cut > (cuts[index - 1] as number)) ? cuts : null
}

/** More groups than this say nothing: a number with more values needs cut points. */
const MOST_GROUPS = 50

/** What keeps the run from starting, in words for the field; null when nothing does. */
export function cutsProblem(
  text: string,
  column: { readonly type: 'numeric' | 'text' | 'date'; readonly nDistinct: number } | undefined,
): string | null {
  const cuts = parseCuts(text)
  if (cuts === null) return 'Needs ascending numbers, such as 25, 40'
  if (cuts.length > 0 || column === undefined || column.nDistinct <= MOST_GROUPS) return null
  return column.type === 'numeric'
    ? `${column.nDistinct} values: give cut points, such as 25`
    : `${column.nDistinct} values are too many groups`
}

/** Names of the groups that cut points make, as the report names them. */
export function groupNames(cuts: readonly number[]): readonly string[] {
  if (cuts.length === 0) return []
  const first = cuts[0] as number
  const last = cuts.at(-1) as number
  return [`≤ ${first}`, ...cuts.slice(1).map((cut, index) => `> ${cuts[index]} and ≤ ${cut}`), `> ${last}`]
}

/** The threshold as a number; null when left empty, undefined when it is not a positive number. */
export function parseThreshold(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const value = Number(text.trim().replace('%', ''))
  if (!Number.isFinite(value) || value <= 0) return undefined
  return text.trim().endsWith('%') ? value / 100 : value
}
