import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { benchTable } from './tables.ts'

/**
 * Times exact path-dependent TreeSHAP of 300 trees of 31 leaves, grown by LightGBM, beside LightGBM, the C extension of shap and
 * fasttreeshap v2 on one thread, in fresh processes taking turns. Our tables are built inside the time.
 * Wall times mean nothing while other work runs: then compare the processor time.
 * Usage: node bench/explain.ts [PYTHON] [ROUNDS] [ROWS]
 */
interface Figures {
  readonly wall: number
  readonly cpu: number
  readonly rss: number
  readonly version?: string
  readonly worst?: number
}

const [python = 'python3', rounds = '3', rows = '10000'] = process.argv.slice(2)
const COLUMNS = 30
const ROWS_TO_LEARN = 100_000
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-explain-'))

function ours(what: string): Figures | null {
  return run(process.execPath, [join(import.meta.dirname, 'explain-once.ts'), what, folder, rows, String(COLUMNS)])
}

function peer(script: string, what: string, n: string, ...rest: readonly string[]): Figures | null {
  return run(python, [resolve(import.meta.dirname, 'peers', script), what, folder, n, String(COLUMNS), ...rest])
}

function run(program: string, parameters: readonly string[]): Figures | null {
  try {
    const out = execFileSync(program, parameters, { stdio: ['ignore', 'pipe', 'ignore'] })
    return JSON.parse(String(out).trim().split('\n').at(-1)!) as Figures
  } catch {
    return null
  }
}

function spread(numbers: readonly number[], digits: number): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)]
  if (median === undefined) return '–'
  return `${median.toFixed(digits)} (${sorted[0]!.toFixed(digits)}–${sorted.at(-1)!.toFixed(digits)})`
}

function writeTable(): void {
  const n = Math.max(ROWS_TO_LEARN, Number(rows))
  const { columns, yTrue } = benchTable(n, COLUMNS)
  const design = new Float64Array(n * COLUMNS)
  columns.forEach((column, j) => {
    design.set(column.kind === 'numeric' ? column.values : column.codes, j * n)
  })
  writeFileSync(join(folder, 'table.f64'), design)
  writeFileSync(join(folder, 'labels.u8'), yTrue)
}

const PEERS = { LightGBM: 'lightgbm', 'shap, C extension': 'shap', 'fasttreeshap v2': 'fast' } as const

try {
  process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`)
  writeTable()
  peer('scoring.py', 'train', String(ROWS_TO_LEARN), '2')
  if (!existsSync(join(folder, 'model.txt'))) throw new Error(`${python} needs lightgbm to grow the trees, got none`)
  process.stdout.write(`${rows} × ${COLUMNS}, one thread, load ${loadavg()[0]!.toFixed(1)} before\n`)
  const results = new Map<string, (Figures | null)[]>([['Assay', []]])
  for (let round = 0; round < Number(rounds); round++) {
    for (const [name, what] of Object.entries(PEERS))
      results.set(name, [...(results.get(name) ?? []), peer('explain.py', what, rows)])
    results.get('Assay')!.push(ours('rows'))
  }
  const own = results.get('Assay')!
  for (const [name, list] of results) {
    const ran = list.filter((figures) => figures !== null)
    const ratios = (of: 'wall' | 'cpu') =>
      list.flatMap((theirs, i) => (theirs === null || own[i] == null ? [] : [own[i][of] / theirs[of]]))
    const cpu = spread(
      ran.map((figures) => figures.cpu),
      2,
    )
    const against =
      list === own ? '' : `; ours / theirs wall ${spread(ratios('wall'), 3)}, cpu ${spread(ratios('cpu'), 3)}`
    process.stdout.write(
      ran.length === 0
        ? `  ${name} cannot be run here\n`
        : `  ${name} ${ran[0]!.version ?? ''}: cpu ${cpu} s${against}\n`,
    )
  }
  process.stdout.write(`  largest distance from LightGBM’s contributions: ${own[0]?.worst ?? 'not compared'}\n`)
  process.stdout.write(`  one case at a time, 99% quantile: ${ours('one')?.worst?.toFixed(2) ?? '–'} ms\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
