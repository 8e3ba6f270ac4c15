import type { Frame } from '../src/main/core/frame/frame.ts'
import type { GrowResult } from '../src/main/core/gbdt/grow-trees.ts'

/** Log odds of each row by plain traversal; columns of numbers only. */
export function marginsOf({ characteristics, baseMargin, trees }: GrowResult, frame: Frame): Float64Array {
  const columns = characteristics.map(({ name }) => {
    const column = frame.columns.get(name)
    return column?.kind === 'numeric' ? column.values : new Float64Array(frame.nRows)
  })
  const margins = new Float64Array(frame.nRows).fill(baseMargin)
  for (const { features, thresholds, left, right, missingLeft, values } of trees) {
    for (let row = 0; row < frame.nRows; row++) {
      let node = features.length === 0 ? -1 : 0
      while (node >= 0) {
        const value = columns[features[node]!]![row]!
        const goesLeft = Number.isNaN(value) ? missingLeft[node] === 1 : value <= thresholds[node]!
        node = goesLeft ? left[node]! : right[node]!
      }
      margins[row]! += values[-node - 1]!
    }
  }
  return margins
}
