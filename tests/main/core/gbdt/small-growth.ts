import { type Column, createFrame } from '../../../../src/main/core/frame/frame.ts'
import type { GbdtParams } from '../../../../src/main/core/gbdt/gbdt-params.ts'
import type { GrowInput, GrowResult } from '../../../../src/main/core/gbdt/grow-input.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'
import { gbdtParamsSchema } from '../../../../src/shared/contract/index.ts'

/** Parameters with no other limits than those given: every gain counts. */
export function looseParams(given: Partial<GbdtParams> = {}): GbdtParams {
  const loose = { minChildWeight: 0, minChildCount: 1, l2: 0, maxTrees: 1, learningRate: 1 }
  const levels = { minLevelCount: 1, smoothing: 0, l2: 0 }
  return gbdtParamsSchema.parse({ ...loose, categorical: levels, ...given })
}

/** A column of numbers, or of texts; null is missing. */
export function columnOf(name: string, cells: readonly (number | string | null)[]): Column {
  if (cells.every((cell) => cell === null || typeof cell === 'number'))
    return {
      kind: 'numeric',
      name,
      values: Float64Array.from(cells, (cell) => (typeof cell === 'number' ? cell : Number.NaN)),
    }
  const levels = [...new Set(cells.filter((cell) => cell !== null))].map(String)
  return { kind: 'text', name, codes: Int32Array.from(cells, (cell) => levels.indexOf(String(cell))), levels }
}

/** All rows as development. */
export function inputOf(
  columns: readonly Column[],
  yTrue: readonly number[],
  params: Partial<GbdtParams> = {},
): GrowInput {
  return {
    frame: createFrame(columns),
    characteristics: columns.map(({ name }) => name),
    yTrue: Uint8Array.from(yTrue),
    development: Uint32Array.from(yTrue, (_, i) => i),
    ...{ watched: null, weights: null, offset: null, seed: 1 },
    params: looseParams(params),
  }
}

/** A table of noisy numbers and levels with missing values, and outcomes that depend on them. */
export function noisyTable(seed: number, nRows: number, nColumns: number): { columns: Column[]; yTrue: number[] } {
  const random = createRandom(seed)
  const risk = Array.from({ length: nRows }, () => random.nextDouble() * 4 - 2)
  const yTrue = risk.map((value) => (random.nextDouble() < 1 / (1 + Math.exp(1 - value)) ? 1 : 0))
  yTrue[0] = 1
  yTrue[1] = 0
  const columns = Array.from({ length: nColumns }, (_, j) => {
    const noisy = risk.map((value) => value / (1 + j / 3) + random.nextDouble() * 2 - 1)
    const cells = noisy.map((value) =>
      random.nextDouble() < 0.08 ? null : j % 2 === 0 ? value : Math.round(value * 3),
    )
    if (j % 3 !== 2) return columnOf(`x${j}`, cells)
    return columnOf(
      `x${j}`,
      cells.map((cell) => (cell === null ? null : `level ${Math.round(cell)}`)),
    )
  })
  return { columns, yTrue }
}

/** Log odds of a case by plain walking, its characteristics by name. */
export function marginOf(
  { characteristics, baseMargin, trees }: GrowResult,
  cellOf: (name: string) => number | string | null,
): number {
  let margin = baseMargin
  for (const tree of trees) {
    let node = tree.features.length === 0 ? -1 : 0
    while (node >= 0) {
      const { name, levels, missingCodes } = characteristics[tree.features[node]!]!
      const value = cellOf(name)
      const level = levels === null ? -1 : levels.indexOf(String(value))
      const isMissing =
        value === null ||
        (levels === null ? Number.isNaN(value) || missingCodes?.includes(Number(value)) === true : level < 0)
      const threshold = tree.thresholds[node]!
      const isLeft = isMissing
        ? tree.missingLeft[node] === 1
        : levels === null
          ? Number(value) <= threshold
          : tree.sets[threshold]!.includes(level)
      node = isLeft ? tree.left[node]! : tree.right[node]!
    }
    margin += tree.values[-node - 1]!
  }
  return margin
}
