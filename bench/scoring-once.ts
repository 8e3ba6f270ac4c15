import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createFrame } from '../src/main/core/frame/frame.ts'
import { readLightgbmText } from '../src/main/core/peers/lightgbm-text.ts'
import { compileTreeModel } from '../src/main/core/trees/compile-tree-model.ts'
import { createModelScorer } from '../src/main/io/csv/model-scorer.ts'
import { scoreCsv } from '../src/main/io/csv/score-csv.ts'

/**
 * Times one way of scoring and prints {wall, cpu, rss} as JSON. Usage: node bench/scoring-once.ts frame|one|onnx|file FOLDER ROWS COLUMNS
 * `frame`: all rows of table.f64. `one`: ten thousand of them, one at a time, after as many to warm up. `onnx`: onnxruntime-node on one
 * thread. `file`: table.csv into a CSV file, from the text of the model on.
 */
const [what = '', folder = '', rows = '0', columns = '0'] = process.argv.slice(2)
const nRows = Number(rows)
const N_SINGLE = 10_000
const model = () => readLightgbmText(readFileSync(join(folder, 'model.txt'), 'utf8')).model

function table(): Float64Array[] {
  const bytes = readFileSync(join(folder, 'table.f64'))
  const all = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8)
  const n = all.length / Number(columns)
  return Array.from({ length: Number(columns) }, (_, j) => all.subarray(j * n, j * n + nRows))
}

async function timed(work: () => unknown): Promise<void> {
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  await work()
  const wall = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  const rss = process.resourceUsage().maxRSS / 1024
  process.stdout.write(`${JSON.stringify({ wall, cpu: (user + system) / 1e6, rss })}\n`)
}

async function scoreFrame(): Promise<void> {
  const frame = createFrame(table().map((values, j) => ({ kind: 'numeric', name: `x${j}`, values })))
  const trees = model()
  await timed(() => writeFileSync(join(folder, 'margins.f64'), compileTreeModel(trees).scoreFrame(frame).margins))
}

async function scoreSingly(): Promise<void> {
  const { characteristics, scoreValues } = compileTreeModel(model())
  const all = table()
  const places = characteristics.map((name) => Number(name.slice(1)))
  const cases = Array.from({ length: 2 * N_SINGLE }, (_, i) => places.map((j) => all[j]![i % nRows]!))
  for (const values of cases.slice(0, N_SINGLE)) scoreValues(values)
  await timed(() => {
    for (const values of cases.slice(N_SINGLE)) scoreValues(values)
  })
}

async function runOnnx(): Promise<void> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node')
  const session = await InferenceSession.create(join(folder, 'model.onnx'), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  })
  const all = table()
  const design = new Float32Array(nRows * all.length)
  all.forEach((values, j) => {
    for (let i = 0; i < nRows; i++) design[i * all.length + j] = values[i]!
  })
  await timed(() => session.run({ x: new Tensor('float32', design, [nRows, all.length]) }))
}

async function scoreFile(): Promise<void> {
  const options = { decimal: '.', thousands: null } as const
  await timed(() => {
    const paths = { path: join(folder, 'table.csv'), outputPath: join(folder, 'scored.csv') }
    const input = { ...paths, options, modelJson: JSON.stringify(model()), reasons: 0 }
    return scoreCsv(input, { report: () => undefined }, createModelScorer)
  })
}

if (what === 'frame') await scoreFrame()
else if (what === 'one') await scoreSingly()
else if (what === 'onnx') await runOnnx()
else await scoreFile()
