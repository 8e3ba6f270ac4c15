/** One name of the file and the column of the data set that holds it. */
export interface MappedName {
  readonly name: string
  /** Empty: not chosen yet. */
  readonly column: string
}

/** The map as the door takes it: rows that are filled in on both sides and say something. */
export function columnMap(rows: readonly MappedName[]): Record<string, string> {
  const filled = rows.map(({ name, column }) => [name.trim(), column] as const)
  return Object.fromEntries(filled.filter(([name, column]) => name !== '' && column !== '' && name !== column))
}

/** Names that a message about missing columns puts in quotes. */
export function namesInMessage(message: string): string[] {
  return [...new Set([...message.matchAll(/"([^"]{1,200})"/g)].map((match) => match[1] ?? ''))]
}

/**
 * The column most like a name: equal but for case and signs, or, for names by place (`f0`, `Column_3`), the candidate at that
 * place, or one that begins or ends alike; null where nothing is like it.
 */
export function likelyColumn(name: string, columns: readonly string[]): string | null {
  const plain = plainName(name)
  const equal = columns.find((column) => plainName(column) === plain)
  if (equal !== undefined) return equal
  const place = /^(?:f|column|feature|x|input)(\d+)$/.exec(plain)?.[1]
  if (place !== undefined) return columns[Number(place)] ?? null
  if (plain.length < 4) return null
  // A prefix of its maker's: "f_income" is income; of several ends the longest.
  const [end] = columns
    .filter((column) => plainName(column).length >= 3 && plain.endsWith(plainName(column)))
    .sort((a, b) => plainName(b).length - plainName(a).length)
  if (end !== undefined) return end
  return (
    columns.find((column) => {
      const other = plainName(column)
      return other.length >= 4 && (other.startsWith(plain) || plain.startsWith(other) || other.endsWith(plain))
    }) ?? null
  )
}

/** Rows for these names with their likely columns, besides the rows that are there already. */
export function withNames(
  rows: readonly MappedName[],
  names: readonly string[],
  columns: readonly string[],
): readonly MappedName[] {
  const known = new Set(rows.map(({ name }) => name))
  const added = names.filter((name) => !known.has(name))
  return [...rows, ...added.map((name) => ({ name, column: likelyColumn(name, columns) ?? '' }))]
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}
