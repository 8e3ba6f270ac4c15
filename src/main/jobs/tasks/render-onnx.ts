import type { TreeModel } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { GoldenCase } from '../../core/deploy/golden-cases.ts'
import { onnxTolerance } from '../../core/deploy/onnx/onnx-agreement.ts'
import { fitsOnnx, onnxColumns } from '../../core/deploy/onnx/onnx-columns.ts'
import { treeOnnx } from '../../core/deploy/onnx/tree-onnx.ts'
import { treeCases } from '../../core/deploy/tree-cases.ts'
import { cellAt, getColumn, takeFrameRows } from '../../core/frame/frame.ts'
import { createRandom } from '../../core/random/seeded-random.ts'
import { withCharacteristics } from '../../core/scorecard/model-inputs.ts'
import { compileTreeModel } from '../../core/trees/compile-tree-model.ts'
import type { CheckOnnxInput } from '../check-onnx.ts'
import type { RenderExportInput } from './render-export.ts'
import { columnsToScore } from './scored-sample.ts'
import type { TaskContext } from './task-context.ts'

/** An ONNX file, what to run it on before it is written, and what its reader must know. */
export interface RenderedOnnx {
  readonly check: CheckOnnxInput
  readonly notes: string[]
}

/** Rows of the data set that the file is run on, at most. */
const MOST_ROWS = 10_000
/** Cases that mix values, and splits that cases are led to, at most. */
const MOST_MIXED = 4_000
const MOST_NODES = 2_000
/** Walks through trees that the check may take, so that it ends in seconds. */
const MOST_WALKS = 20_000_000
const LEAST_CASES = 500
const SEED = 20_260_101

/** The file, and the cases it is checked on: thresholds and levels, and rows of the model's own data set where that is there. */
export function renderOnnx(model: TreeModel, input: RenderExportInput, context: TaskContext): RenderedOnnx {
  const { bytes, outputs, precision, notes } = treeOnnx(model, input.about)
  const most = Math.max(LEAST_CASES, Math.floor(MOST_WALKS / Math.max(1, model.trees.length)))
  const nNodes = Math.min(MOST_NODES, most >>> 3)
  const made = treeCases(model, { nMixed: Math.min(MOST_MIXED, most >>> 2), nNodes })
  const rows = rowsOf(model, input.datasetVersionId, Math.min(MOST_ROWS, most), context)
  const edges = made.cases.filter((one) => fitsOnnx(model, one))
  const own = rows.filter((one) => fitsOnnx(model, one))
  const cases = [...edges, ...own]
  const { scoreValues } = compileTreeModel(model)
  const scores = cases.map(({ values }) => scoreValues(values))
  return {
    check: {
      bytes,
      columns: onnxColumns(model, cases),
      nCases: cases.length,
      nRows: own.length,
      outputs,
      expected: {
        margins: Float64Array.from(scores, ({ margin }) => margin),
        probability: Float64Array.from(scores, ({ probability }) => probability),
      },
      tolerance: onnxTolerance(model, precision),
    },
    notes: [
      ...notes,
      ...(made.nNodesLeftOut === 0
        ? []
        : [`The check led cases to ${nNodes} splits, evenly over the trees; ${made.nNodesLeftOut} were left out.`]),
    ],
  }
}

/** Rows drawn from the data set the model was trained on, as characteristics; none if it is not there any more. */
function rowsOf(model: TreeModel, datasetVersionId: string, most: number, context: TaskContext): GoldenCase[] {
  const reader = context.openReader()
  let known: Set<string>
  try {
    known = new Set(reader.readVersion(datasetVersionId).columns.map(({ name }) => name))
  } catch (error) {
    if (error instanceof AppError && error.code === 'notFound') return []
    throw error
  }
  const needed = columnsToScore(model, known)
  if (!needed.every((name) => known.has(name))) return []
  const whole = reader.readFrame(datasetVersionId, needed)
  const sample = whole.nRows <= most ? whole : takeFrameRows(whole, drawRows(whole.nRows, most))
  const frame = withCharacteristics(model, sample)
  const columns = model.characteristics.map(({ name }) => getColumn(frame, name))
  return Array.from({ length: frame.nRows }, (_, row) => ({ values: columns.map((column) => cellAt(column, row)) }))
}

/** So many distinct rows in ascending order. */
function drawRows(nRows: number, most: number): Uint32Array {
  const random = createRandom(SEED)
  const drawn = new Uint32Array(most)
  let taken = 0
  for (let row = 0; row < nRows && taken < most; row++) {
    if (random.nextDouble() * (nRows - row) < most - taken) drawn[taken++] = row
  }
  return drawn
}
