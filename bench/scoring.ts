import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { benchTable } from './tables.ts'

/**
 * Times scoring with 300 trees of 31 leaves, grown by LightGBM, beside LightGBM and onnxruntime-node on one thread, and the scoring of a
 * CSV file into another beside pandas with LightGBM on two threads, in fresh processes taking turns; then how memory grows with the file.
 * Wall times mean nothing while other work runs: then compare the processor time.
 * Usage: node bench/scoring.ts [PYTHON] [ROUNDS] [ROWS] [ROWS of the file] [ROWS of the large file, 0: none]
 */
interface Figures {
  readonly wall: number
  readonly cpu: number
  readonly rss: number
  readonly version?: string
}

const [python = 'python3', rounds = '3', rows = '1000000', fileRows = '1000000', largeRows = '0'] =
  process.argv.slice(2)
const COLUMNS = 30
const ROWS_TO_LEARN = 200_000
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-scoring-'))
const ours = (what: string, n: string): readonly string[] => [
  process.execPath,
  join(import.meta.dirname, 'scoring-once.ts'),
  what,
  folder,
  n,
  String(COLUMNS),
]
const peer = (what: string, n: string, threads: string): readonly string[] => [
  python,
  resolve(import.meta.dirname, 'peers', 'scoring.py'),
  what,
  folder,
  n,
  String(COLUMNS),
  threads,
]

/** Columns of numbers; texts by their codes. */
function writeTable(nRows: number): readonly Float64Array[] {
  const { columns, yTrue } = benchTable(nRows, COLUMNS)
  const design = new Float64Array(nRows * COLUMNS)
  columns.forEach((column, j) => {
    design.set(column.kind === 'numeric' ? column.values : column.codes, j * nRows)
  })
  writeFileSync(join(folder, 'table.f64'), design)
  writeFileSync(join(folder, 'labels.u8'), yTrue)
  return columns.map((_, j) => design.subarray(j * nRows, (j + 1) * nRows))
}

/** A file of the rows of the table, from the beginning again where more are asked for. */
function writeCsv(columns: readonly Float64Array[], nRows: number): void {
  const file = openSync(join(folder, 'table.csv'), 'w')
  writeSync(file, `id,${columns.map((_, j) => `x${j}`).join(',')}\n`)
  for (let from = 0; from < nRows; from += 10_000) {
    const lines = Array.from({ length: Math.min(10_000, nRows - from) }, (_, i) => {
      const row = (from + i) % columns[0]!.length
      // Numbers of the lengths that amounts and ratios have.
      return `${from + i},${columns.map((values) => (Number.isNaN(values[row]!) ? '' : values[row]! / 100)).join(',')}`
    })
    writeSync(file, `${lines.join('\n')}\n`)
  }
  closeSync(file)
}

function run(command: readonly string[]): Figures | null {
  try {
    const out = execFileSync(command[0]!, command.slice(1), { stdio: ['ignore', 'pipe', 'ignore'] })
    return JSON.parse(String(out).trim().split('\n').at(-1)!) as Figures
  } catch {
    return null
  }
}

function spread(numbers: readonly number[], digits = 2): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)]
  return median === undefined
    ? '–'
    : `${median.toFixed(digits)} (${sorted[0]!.toFixed(digits)}–${sorted.at(-1)!.toFixed(digits)})`
}

/** Takes turns and prints a line per runner; the first one is ours. */
function compare(runners: Readonly<Record<string, readonly string[]>>, nRows: number): void {
  const all = Object.entries(runners).map(([name, command]) => ({ name, command, list: [] as (Figures | null)[] }))
  for (let round = 0; round < Number(rounds); round++) for (const runner of all) runner.list.push(run(runner.command))
  for (const { name, list } of all) {
    const ran = list.filter((figures) => figures !== null)
    if (ran.length === 0) {
      process.stdout.write(`  ${name} cannot be run here\n`)
      continue
    }
    const ratios = (of: 'wall' | 'cpu') =>
      list.flatMap((theirs, i) => {
        const own = all[0]!.list[i]
        return theirs === null || own === null || own === undefined ? [] : [own[of] / theirs[of]]
      })
    const against =
      list === all[0]!.list ? '' : `; ours / theirs wall ${spread(ratios('wall'), 3)}, cpu ${spread(ratios('cpu'), 3)}`
    const speed = spread(
      ran.map(({ wall }) => nRows / wall / 1000),
      0,
    )
    process.stdout.write(
      `  ${`${name} ${ran[0]!.version ?? ''}`.padEnd(30)} ${speed} thousand rows/s, cpu ${spread(ran.map((f) => f.cpu))} s, rss ${spread(
        ran.map((f) => f.rss),
        0,
      )} MB${against}\n`,
    )
  }
}

function sameMargins(): string {
  if (['margins.f64', 'margins-peer.f64'].some((name) => !existsSync(join(folder, name)))) return 'not compared'
  return readFileSync(join(folder, 'margins.f64')).equals(readFileSync(join(folder, 'margins-peer.f64')))
    ? 'the same bit by bit'
    : 'NOT the same'
}

try {
  process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`)
  const columns = writeTable(Number(rows))
  run(peer('train', String(Math.min(ROWS_TO_LEARN, Number(rows))), '1'))
  if (!existsSync(join(folder, 'model.txt'))) throw new Error(`${python} needs lightgbm to grow the trees, got none`)
  process.stdout.write(`${rows} × ${COLUMNS} in memory, one thread, load ${loadavg()[0]!.toFixed(1)} before\n`)
  compare(
    { Assay: ours('frame', rows), LightGBM: peer('predict', rows, '1'), 'onnxruntime-node': ours('onnx', rows) },
    Number(rows),
  )
  process.stdout.write(`  margins of LightGBM and ours: ${sameMargins()}\n`)
  compare({ 'Assay, one at a time': ours('one', rows) }, 10_000)
  process.stdout.write(`CSV of ${fileRows} rows into CSV, load ${loadavg()[0]!.toFixed(1)} before\n`)
  writeCsv(columns, Number(fileRows))
  compare(
    { Assay: ours('file', fileRows), 'pandas + LightGBM, 2 threads': peer('file', fileRows, '2') },
    Number(fileRows),
  )
  if (Number(largeRows) > 0) {
    const small = run(ours('file', fileRows))
    writeCsv(columns, Number(largeRows))
    const large = run(ours('file', largeRows))
    if (small !== null && large !== null)
      process.stdout.write(
        `CSV of ${largeRows} rows: ${large.wall.toFixed(1)} s, rss ${large.rss.toFixed(0)} MB, ${(large.rss / small.rss).toFixed(2)} of that of ${fileRows} rows\n`,
      )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
