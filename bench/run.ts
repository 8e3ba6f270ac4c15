import { cpus } from 'node:os'
import { binVariable } from '../src/main/core/binning/bin-variable.ts'
import { createFrame } from '../src/main/core/frame/frame.ts'
import { stratifiedSplit } from '../src/main/core/random/stratified-split.ts'
import { fitScorecard } from '../src/main/core/scorecard/fit-scorecard.ts'
import { compileScorecard } from '../src/main/core/scorecard/score-scorecard.ts'
import { validationReport } from '../src/main/core/validation/validation-report.ts'
import { scorecardParamsSchema } from '../src/shared/contract/index.ts'
import { formatDuration, formatNumber } from '../src/shared/format.ts'
import { benchTable } from './tables.ts'

/** Times the core on generated tables, one line a job. Never part of the tests: figures depend on the machine. */
const SIZES = [
  { label: 'S 30k × 23', nRows: 30_000, nColumns: 23 },
  { label: 'L 1M × 30', nRows: 1_000_000, nColumns: 30 },
] as const

const params = scorecardParamsSchema.parse({})

function timed<T>(label: string, work: () => T): T {
  const start = performance.now()
  const result = work()
  const rss = formatNumber(process.memoryUsage().rss / 1e6, 'integer')
  process.stdout.write(
    `  ${label.padEnd(34)} ${formatDuration(performance.now() - start).padStart(9)}   rss ${rss} MB\n`,
  )
  return result
}

process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`)
for (const { label, nRows, nColumns } of SIZES) {
  process.stdout.write(`${label}\n`)
  const { columns, yTrue } = timed('make the table', () => benchTable(nRows, nColumns))
  timed('optimal binning, every column', () => columns.map((column) => binVariable(column, yTrue, params.binning)))
  const target = { kind: 'numeric' as const, name: 'y', values: Float64Array.from(yTrue) }
  const frame = createFrame([target, ...columns])
  const split = stratifiedSplit(yTrue, 0.7, 1)
  const names = columns.map((column) => column.name)
  const { model } = timed('scorecard, end to end', () =>
    fitScorecard({ frame, target: { column: 'y', eventValue: '1' }, characteristics: names, params, split, seed: 1 }),
  )
  const scored = timed('score every row', () => compileScorecard(model).scoreFrame(frame))
  const sample = { sample: 'all' as const, yTrue, yProb: scored.probability, points: scored.points, isInSample: true }
  timed('validation report', () => validationReport({ samples: [sample], characteristics: [] }))
}
