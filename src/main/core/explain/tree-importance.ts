import { type Frame, getColumn, takeFrameRows } from '../frame/frame.ts'
import { compileModel } from '../model/compile-model.ts'
import { createRandom } from '../random/seeded-random.ts'
import { withCharacteristics } from '../scorecard/model-inputs.ts'
import type { TreeModel } from '../trees/tree-model.ts'
import { treeReader } from '../trees/tree-reader.ts'
import type { ContributionFigures } from './scorecard-importance.ts'
import { treePoints } from './tree-points.ts'
import { treeShapRows } from './tree-shap-rows.ts'

const MOST_ROWS = 20_000
const SEED = 1

/**
 * Contributions of a tree model over a sample: exact TreeSHAP in points.
 *
 * meanPoints is the mean contribution, pointsRange the highest minus the lowest. Of more than 20,000 rows as many are drawn at random
 * without replacement, always the same ones.
 *
 * @param model - tree model with covers
 * @param frame - rows of the sample, at least one, with the columns of the model
 * @param onShare - told the share done, from 0 to 1
 * @throws StatisticError `invalidInput` if a column is absent or of the wrong type, or the trees have no covers
 */
export function treeImportance(model: TreeModel, frame: Frame, onShare: (share: number) => void): ContributionFigures {
  const drawn = frame.nRows > MOST_ROWS ? takeFrameRows(frame, drawRows(frame.nRows, MOST_ROWS, SEED)) : frame
  const { nRows } = drawn
  const prepared = withCharacteristics(model, drawn)
  const seen = model.characteristics.map((characteristic) => {
    const values = new Float64Array(nRows)
    treeReader(characteristic).ofRows(getColumn(prepared, characteristic.name), 0, values)
    return values
  })
  const { points } = compileModel(model).scoreFrame(drawn)
  const { baseMargin, phi } = treeShapRows(model, seen, { onShare })
  const { baseline, baselinePoints, toPoints } = treePoints(model, baseMargin)
  const nColumns = seen.length
  const sums = new Float64Array(nColumns)
  const distances = new Float64Array(nColumns)
  const lowest = new Float64Array(nColumns).fill(Number.POSITIVE_INFINITY)
  const highest = new Float64Array(nColumns).fill(Number.NEGATIVE_INFINITY)
  let residual = 0
  for (let i = 0; i < nRows; i++) {
    const contributions = phi.subarray(i * nColumns, (i + 1) * nColumns)
    toPoints(contributions, points[i]!)
    let sum = baselinePoints
    for (let j = 0; j < nColumns; j++) {
      const contribution = contributions[j]!
      sum += contribution
      sums[j]! += contribution
      distances[j]! += Math.abs(contribution)
      lowest[j] = Math.min(lowest[j]!, contribution)
      highest[j] = Math.max(highest[j]!, contribution)
    }
    residual = Math.max(residual, Math.abs(points[i]! - sum))
  }
  return {
    nRows,
    baseline: drawn === frame ? baseline : `${baseline}; ${drawWords(frame.nRows)}`,
    baselinePoints,
    figures: model.characteristics.map(({ name }, j) => ({
      name,
      meanPoints: sums[j]! / nRows,
      meanAbsoluteDeviation: distances[j]! / nRows,
      pointsRange: highest[j]! - lowest[j]!,
    })),
    largestAdditivityResidual: residual,
  }
}

function drawWords(nRows: number): string {
  const grouped = (value: number) => String(value).replace(/(\d)(?=(\d{3})+$)/g, '$1,')
  return `${grouped(MOST_ROWS)} of ${grouped(nRows)} rows drawn at random, seed ${SEED}`
}

/** `nDrawn` rows without replacement, ascending: each is taken with the chance of what is still needed among what is left. */
function drawRows(nRows: number, nDrawn: number, seed: number): Uint32Array {
  const { nextDouble } = createRandom(seed)
  const rows = new Uint32Array(nDrawn)
  let taken = 0
  for (let row = 0; taken < nDrawn; row++) {
    if (nextDouble() * (nRows - row) < nDrawn - taken) rows[taken++] = row
  }
  return rows
}
