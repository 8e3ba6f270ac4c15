import type { Column } from '../src/main/core/frame/frame.ts'
import { createRandom } from '../src/main/core/random/seeded-random.ts'

export interface BenchTable {
  readonly columns: readonly Column[]
  readonly yTrue: Uint8Array
}

/**
 * A deterministic table of the kind the goals speak of: about 8% events, 6% missing cells, ties, and a few text columns.
 *
 * @param nRows - rows
 * @param nColumns - columns; every tenth is a text column of 12 levels
 */
export function benchTable(nRows: number, nColumns: number): BenchTable {
  const random = createRandom(20_260_115)
  const yTrue = new Uint8Array(nRows)
  const risk = Float64Array.from(
    { length: nRows },
    () => random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5,
  )
  for (let row = 0; row < nRows; row++)
    yTrue[row] = random.nextDouble() < 1 / (1 + Math.exp(2.9 - 2 * risk[row]!)) ? 1 : 0
  const columns = Array.from({ length: nColumns }, (_, index): Column => {
    const weight = 1 / (1 + index / 4)
    const name = `x${index}`
    if (index % 10 === 9) {
      const levels = Array.from({ length: 12 }, (_, level) => `level ${level}`)
      const codes = Int32Array.from(risk, (value) =>
        Math.max(-1, Math.min(11, Math.floor((value * weight + random.nextDouble()) * 6))),
      )
      return { kind: 'text', name, codes, levels }
    }
    const values = Float64Array.from(risk, (value) =>
      random.nextDouble() < 0.06
        ? Number.NaN
        : Math.round((value * weight + random.nextDouble() * 2) * (index % 2 === 0 ? 20 : 10_000)),
    )
    return { kind: 'numeric', name, values }
  })
  return { columns, yTrue }
}
