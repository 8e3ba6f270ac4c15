import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { benchTable } from './tables.ts'

/**
 * Times our logistic regression beside the solvers of scikit-learn, in fresh processes taking turns, on standardized columns in memory.
 * Wall times mean nothing while other work runs: then compare the processor time, and that of the peer with one thread.
 * Usage: node bench/logistic.ts [PYTHON] [ROUNDS] [ROWS] [COLUMNS] [THREADS of the peer]
 */
interface Figures {
  readonly wall: number
  readonly cpu: number
  readonly rss: number
  readonly coefficients: readonly number[]
  readonly version?: string
}

const [python = 'python3', rounds = '5', rows = '1000000', columns = '30', threads = '2'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-logistic-'))
const peer = (solver: string) => [python, resolve(import.meta.dirname, 'peers', 'logistic.py'), solver]
const RUNNERS: Readonly<Record<string, readonly string[]>> = {
  Assay: [process.execPath, join(import.meta.dirname, 'logistic-once.ts')],
  'newton-cholesky': peer('newton-cholesky'),
  lbfgs: peer('lbfgs'),
}

function writeTable(nRows: number, nColumns: number): void {
  const { columns: table, yTrue } = benchTable(nRows, nColumns)
  const design = new Float64Array(nRows * nColumns)
  table.forEach((column, j) => {
    const values: ArrayLike<number> = column.kind === 'numeric' ? column.values : column.codes
    let sum = 0
    let squares = 0
    for (let i = 0; i < nRows; i++) {
      const value = Number.isNaN(values[i]!) ? 0 : values[i]!
      sum += value
      squares += value * value
    }
    const mean = sum / nRows
    const deviation = Math.sqrt(squares / nRows - mean * mean)
    for (let i = 0; i < nRows; i++)
      design[j * nRows + i] = ((Number.isNaN(values[i]!) ? 0 : values[i]!) - mean) / deviation
  })
  writeFileSync(join(folder, 'design.f64'), design)
  writeFileSync(join(folder, 'labels.u8'), yTrue)
}

function run(command: readonly string[]): Figures | null {
  const env = { ...process.env, OMP_NUM_THREADS: threads, OPENBLAS_NUM_THREADS: threads, MKL_NUM_THREADS: threads }
  try {
    const out = execFileSync(command[0]!, [...command.slice(1), folder, rows, columns], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env,
    })
    return JSON.parse(String(out).trim().split('\n').at(-1)!) as Figures
  } catch {
    return null
  }
}

function spread(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)]
  return median === undefined ? '–' : `${median.toFixed(2)} (${sorted[0]!.toFixed(2)}–${sorted.at(-1)!.toFixed(2)})`
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, j) => Math.abs(value - b[j]!)))
}

try {
  process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`)
  writeTable(Number(rows), Number(columns))
  process.stdout.write(`${rows} × ${columns}, peer with ${threads} threads, load ${loadavg()[0]!.toFixed(1)} before\n`)
  const all = Object.fromEntries(Object.keys(RUNNERS).map((name) => [name, [] as (Figures | null)[]]))
  for (let round = 0; round < Number(rounds); round++)
    for (const [name, command] of Object.entries(RUNNERS)) all[name]!.push(run(command))
  for (const [name, list] of Object.entries(all)) {
    const ran = list.filter((figures) => figures !== null)
    if (ran.length === 0) {
      process.stdout.write(`  ${name} cannot be run here\n`)
      continue
    }
    const ratios = (of: 'wall' | 'cpu') =>
      list.flatMap((theirs, i) => {
        const ours = all.Assay![i]
        return theirs === null || ours === null || ours === undefined ? [] : [ours[of] / theirs[of]]
      })
    const ours = all.Assay!.find((figures) => figures !== null)
    const apart = ours === undefined || ours === null ? '' : largestDifference(ours.coefficients, ran[0]!.coefficients)
    const against =
      name === 'Assay'
        ? ''
        : `; ours / theirs wall ${spread(ratios('wall'))}, cpu ${spread(ratios('cpu'))}; coefficients apart ${Number(apart).toExponential(1)}`
    process.stdout.write(
      `  ${`${name} ${ran[0]!.version ?? ''}`.padEnd(22)} wall ${spread(ran.map((f) => f.wall))} s, cpu ${spread(ran.map((f) => f.cpu))} s, rss ${spread(ran.map((f) => f.rss))} MB${against}\n`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
