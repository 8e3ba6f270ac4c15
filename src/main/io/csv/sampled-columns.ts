/** Records of a sample as texts; the first may be the header. */
export type SampledRows = readonly (readonly string[])[]

/** Tells whether a text means "no value", with or without the blanks around it. */
export function missingTest(missing: readonly string[]): (text: string) => boolean {
  const texts = new Set(missing)
  return (text) => texts.has(text) || texts.has(text.trim())
}

/** The cells of each column; absent cells are left out. */
export function columnsOf(rows: SampledRows): string[][] {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  return Array.from({ length: width }, (_, index) => rows.flatMap((row) => row[index] ?? []))
}
