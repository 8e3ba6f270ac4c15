/** Characters of a cell; programs read the JSON, which shortens nothing. */
const MAX_CELL = 100

/** A column of a printed table; numbers stand to the right. */
export interface Column {
  readonly header: string
  readonly align?: 'left' | 'right'
}

/** An aligned table: a header line, then one line per row, columns two spaces apart. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = [columns.map((column) => column.header), ...rows].map((row) =>
    row.map((text) => shortCell(printable(text))),
  )
  const widths = columns.map((_column, index) => Math.max(...cells.map((row) => widthOf(row[index] ?? ''))))
  return cells.map((row) => renderRow(row, columns, widths)).join('\n')
}

/** Label and value, one pair per line, values aligned. */
export function renderFacts(facts: readonly (readonly [label: string, value: string])[]): string {
  const width = Math.max(...facts.map(([label]) => widthOf(label)))
  return facts.map(([label, value]) => `${label.padEnd(width)}  ${printable(value)}`).join('\n')
}

/** Text from files must not steer the terminal: control characters print as a question mark. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '?')
}

/** As {@link printable} for a whole text, whose own line ends stay. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n')
}

/** One overlong name must not make every line of a table as long. */
function shortCell(text: string): string {
  const characters = [...text]
  return characters.length > MAX_CELL ? `${characters.slice(0, MAX_CELL - 1).join('')}…` : text
}

function renderRow(row: readonly string[], columns: readonly Column[], widths: readonly number[]): string {
  return columns
    .map((column, index) => {
      const text = row[index] ?? ''
      const space = ' '.repeat((widths[index] ?? 0) - widthOf(text))
      return column.align === 'right' ? space + text : text + space
    })
    .join('  ')
    .trimEnd()
}

/** Terminal cells: combining marks take none, East Asian wide characters two. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text.normalize('NFC')) {
    if (/\p{Mark}/u.test(character)) continue
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
      ? 2
      : 1
  }
  return width
}
