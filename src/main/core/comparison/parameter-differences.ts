import { contentHash } from '../governance/content-hash.ts'

/** One parameter that is not the same everywhere; values in the order of the models. */
export interface ParameterDifference {
  /** Such as `binning.maxBins`, or `binning.trends.income` for the entry of one column. */
  readonly path: string
  readonly values: string[]
}

const LONGEST_TEXT = 60
const NOT_SET = 'not set'
const DOES_NOT_APPLY = 'does not apply'

/**
 * Parameters whose values differ between models, by path.
 *
 * Objects are flattened. A list whose entries name a `column` is compared column by column; any other list as a whole. Values are written
 * as JSON; what is longer than 60 characters is summed up as the number of entries and the start of its content hash, so that different
 * contents read differently. Numbers that are equal count as equal, so does a parameter absent in all.
 *
 * Models of different kinds have different parameters. What no model of a kind has set does not apply to that kind, and is compared
 * among the others only.
 *
 * @param models - parameters of each model as plain JSON values
 * @param kinds - kind of each model; default: all of one kind
 * @returns the differences, by path in the order of code units
 */
export function parameterDifferences(
  models: readonly unknown[],
  kinds: readonly string[] = models.map(() => ''),
): ParameterDifference[] {
  const flat = models.map((params) => {
    const values = new Map<string, string>()
    flatten('', params, values)
    return values
  })
  const paths = [...new Set(flat.flatMap((values) => [...values.keys()]))].sort()
  return paths
    .map((path) => {
      const knowing = new Set(kinds.filter((_, i) => flat[i]!.has(path)))
      const absent = (i: number) => (knowing.has(kinds[i]!) ? NOT_SET : DOES_NOT_APPLY)
      return { path, values: flat.map((values, i) => values.get(path) ?? absent(i)) }
    })
    .filter(({ values }) => new Set(values.filter((value) => value !== DOES_NOT_APPLY)).size > 1)
}

function flatten(path: string, value: unknown, values: Map<string, string>): void {
  if (value === undefined) return
  const entries = childrenOf(value)
  if (entries === null) {
    values.set(path, textOf(value))
    return
  }
  for (const [name, child] of entries) flatten(path === '' ? name : `${path}.${name}`, child, values)
}

/** Named parts of a value, or null for one that is compared as a whole. */
function childrenOf(value: unknown): [string, unknown][] | null {
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return Object.entries(value)
  if (value.length === 0 || !value.every(hasColumn)) return null
  const names = new Set(value.map(({ column }) => column))
  if (names.size < value.length) return null
  return value.map(({ column, ...rest }) => [column, onlyValueOf(rest)])
}

/** The bare value where an entry has one besides its column. */
function onlyValueOf(entry: Record<string, unknown>): unknown {
  const values = Object.values(entry)
  return values.length === 1 ? values[0] : entry
}

function hasColumn(entry: unknown): entry is { column: string } {
  return typeof entry === 'object' && entry !== null && 'column' in entry && typeof entry.column === 'string'
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (text.length <= LONGEST_TEXT) return text
  const mark = contentHash(value).slice(0, 8)
  return Array.isArray(value) ? `${value.length} entries (${mark})` : `${text.length} characters (${mark})`
}
