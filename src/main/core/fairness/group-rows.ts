/** What one group contributes to a basis; arrays have shape (count,). */
export interface GroupRows {
  readonly label: string
  readonly count: number
  readonly nSelected: number
  readonly points: Float64Array
  readonly yTrue: Uint8Array
  readonly nEvents: number
  readonly nSelectedEvents: number
}

/**
 * Gathers the rows of every group.
 *
 * @param codes - group of each row, −1 = none
 * @param labels - names of the groups
 * @param yTrue - outcomes, 1 = event
 * @param points - score points
 * @param isSelected - whether a row is selected
 * @returns one entry per label, in the order of labels, empty groups included
 */
export function groupRows(
  codes: Int32Array,
  labels: readonly string[],
  yTrue: Uint8Array,
  points: Float64Array,
  isSelected: (row: number) => boolean,
): GroupRows[] {
  return labels.map((label, code) => {
    const rows: number[] = []
    for (let row = 0; row < codes.length; row++) if (codes[row] === code) rows.push(row)
    let nSelected = 0
    let nEvents = 0
    let nSelectedEvents = 0
    for (const row of rows) {
      const selected = isSelected(row) ? 1 : 0
      nSelected += selected
      nEvents += yTrue[row]!
      nSelectedEvents += selected * yTrue[row]!
    }
    return {
      label,
      count: rows.length,
      nSelected,
      points: Float64Array.from(rows, (row) => points[row]!),
      yTrue: Uint8Array.from(rows, (row) => yTrue[row]!),
      nEvents,
      nSelectedEvents,
    }
  })
}
