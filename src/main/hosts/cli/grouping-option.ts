import type { ColumnSchema, Grouping } from '../../../shared/contract/index.ts'

const NUMBER = String.raw`[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?`
const CUT_COLUMN = new RegExp(`^(.+?)\\s*(?:<=|≤)\\s*(${NUMBER})$`)
const CUT_REFERENCE = new RegExp(`^(<=|≤|>)\\s*(${NUMBER})$`)

export interface GroupingChoice {
  readonly grouping: Grouping
  readonly reference?: string
}

/**
 * Reads `--sensitive COL` or `--sensitive 'COL<=X'` with `--reference VALUE`, `'>X'` or `'<=X'`. A reference written as a cut
 * of a numeric column implies the cut. A column whose name itself looks like a cut is taken by its name.
 *
 * @param columns - the columns of the dataset
 */
export function groupingChoice(
  sensitive: string,
  reference: string | undefined,
  columns: readonly Pick<ColumnSchema, 'name' | 'type'>[],
): GroupingChoice {
  const named = columns.find((column) => column.name === sensitive)
  const cut = named === undefined ? CUT_COLUMN.exec(sensitive) : null
  const column = cut?.[1] ?? sensitive
  const isNumeric = columns.find((candidate) => candidate.name === column)?.type === 'numeric'
  const referenceCut = reference === undefined || !isNumeric ? null : CUT_REFERENCE.exec(reference.trim())
  const cuts = cut !== null ? [Number(cut[2])] : referenceCut !== null ? [Number(referenceCut[2])] : []
  const label = referenceCut === null ? reference : `${referenceCut[1] === '>' ? '>' : '≤'} ${Number(referenceCut[2])}`
  return { grouping: { column, cuts }, ...(label === undefined ? {} : { reference: label }) }
}
