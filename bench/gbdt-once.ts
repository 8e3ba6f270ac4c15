import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { createFrame } from '../src/main/core/frame/frame.ts'
import { growTrees } from '../src/main/core/gbdt/grow-trees.ts'
import { openCrew } from '../src/main/jobs/boosting/crew.ts'
import { gbdtParamsSchema } from '../src/shared/contract/index.ts'
import { aucOf } from './gbdt-auc.ts'
import { marginsOf } from './gbdt-margins.ts'

/**
 * Times one training on a table that bench/gbdt.ts wrote and prints {wall, cpu, rss, auc, hash} as JSON; binning is in the time.
 * Usage: node bench/gbdt-once.ts FOLDER ROWS COLUMNS DEVELOPMENT THREADS TREES [monotone columns]
 */
const [folder = '', ...sizes] = process.argv.slice(2)
const [nRows = 0, nColumns = 0, nDevelopment = 0, nThreads = 1, maxTrees = 300, nMonotone = 0] = sizes.map(Number)

const labels = new Uint8Array(readFileSync(join(folder, 'labels.u8')))
/** The rows to learn from, and those at the end of the file that judge, are read column by column. */
function readColumn(j: number, from: number, n: number): Float64Array {
  const bytes = new Uint8Array(4 * n)
  const file = openSync(join(folder, 'table.f32'), 'r')
  readSync(file, bytes, 0, bytes.length, 4 * (j * labels.length + from))
  closeSync(file)
  return Float64Array.from(new Float32Array(bytes.buffer))
}
const names = Array.from({ length: nColumns }, (_, j) => `x${j}`)
const frameOf = (from: number, n: number) =>
  createFrame(names.map((name, j) => ({ kind: 'numeric', name, values: readColumn(j, from, n) })))
const frame = frameOf(0, nDevelopment)
const params = gbdtParamsSchema.parse({
  maxTrees,
  monotone: names.slice(0, nMonotone).map((column) => ({ column, direction: 'increasing' })),
})
const rssBefore = process.resourceUsage().maxRSS
const crew = openCrew(nThreads)
const cpuBefore = process.cpuUsage()
const startedAt = performance.now()
const result = growTrees(
  {
    frame,
    characteristics: names,
    yTrue: labels.subarray(0, nDevelopment),
    development: Uint32Array.from({ length: nDevelopment }, (_, i) => i),
    watched: null,
    weights: null,
    offset: null,
    params,
    seed: 1,
  },
  {},
  crew,
)
const wall = (performance.now() - startedAt) / 1000
const { user, system } = process.cpuUsage(cpuBefore)
const rss = process.resourceUsage().maxRSS / 1024
crew.close()
const nJudged = labels.length - nRows
const auc = aucOf(marginsOf(result, frameOf(nRows, nJudged)), labels.subarray(nRows))
const hash = createHash('sha256')
  .update(JSON.stringify([result.baseMargin, result.trees]))
  .digest('hex')
  .slice(0, 16)
const figures = { wall, cpu: (user + system) / 1e6, rss, rssBefore: rssBefore / 1024, auc, hash }
process.stdout.write(`${JSON.stringify(figures)}\n`)
