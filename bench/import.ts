import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { writeCreditCsv } from './credit-csv.ts'

/**
 * Times the import of CSV beside other readers of CSV, in fresh processes taking turns.
 * Usage: node bench/import.ts [PYTHON] [ROUNDS] [ROWS …]; peers/make-environment.sh makes a PYTHON that has the peers.
 */
interface Figures {
  readonly wall: number
  readonly cpu: number
  readonly rss: number
  readonly readerRss?: number
  readonly longestBlockMs?: number
  readonly jumpMs?: number
  readonly version?: string
}

const [python = 'python3', rounds = '5', ...sizes] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-csv-'))
const own = (script: string) => [process.execPath, join(import.meta.dirname, script)]
const peer = (library: string) => [python, resolve(import.meta.dirname, 'peers', 'read-csv.py'), library]
const RUNNERS: Readonly<Record<string, readonly string[]>> = {
  'Assay import': own('import-once.ts'),
  'Assay parse': own('parse-once.ts'),
  pandas: peer('pandas'),
  pyarrow: peer('pyarrow'),
  polars: peer('polars'),
}

function run(command: readonly string[], path: string): Figures | null {
  try {
    const out = execFileSync(command[0]!, [...command.slice(1), path], { stdio: ['ignore', 'pipe', 'ignore'] })
    return JSON.parse(String(out).trim().split('\n').at(-1)!) as Figures
  } catch {
    return null
  }
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function spread(numbers: readonly number[], digits = 2): string {
  if (numbers.length === 0) return '–'
  return `${median(numbers).toFixed(digits)} (${Math.min(...numbers).toFixed(digits)}–${Math.max(...numbers).toFixed(digits)})`
}

function compare(path: string): void {
  const all = new Map(Object.keys(RUNNERS).map((name) => [name, [] as (Figures | null)[]]))
  for (let round = 0; round < Number(rounds); round++)
    for (const [name, command] of Object.entries(RUNNERS)) all.get(name)!.push(run(command, path))
  const ratios = (name: string, to: string) =>
    all.get(name)!.flatMap((ours, i) => {
      const theirs = all.get(to)![i]
      return ours === null || theirs === null || theirs === undefined ? [] : [ours.wall / theirs.wall]
    })
  for (const [name, list] of all) {
    const ran = list.filter((figures) => figures !== null)
    if (ran.length === 0) {
      process.stdout.write(`  ${name.padEnd(14)} cannot be run here\n`)
      continue
    }
    const of = (pick: (figures: Figures) => number | undefined) => ran.map(pick).filter((n) => n !== undefined)
    const more =
      of((f) => f.longestBlockMs).length === 0
        ? ''
        : `, reader ${spread(
            of((f) => f.readerRss),
            0,
          )} MB, longest block ${spread(
            of((f) => f.longestBlockMs),
            0,
          )} ms, jump to 90% ${spread(
            of((f) => f.jumpMs),
            0,
          )} ms`
    process.stdout.write(
      `  ${`${name} ${ran[0]!.version ?? ''}`.padEnd(16)} wall ${spread(of((f) => f.wall))} s, cpu ${spread(of((f) => f.cpu))} s, rss ${spread(
        of((f) => f.rss),
        0,
      )} MB${more}\n`,
    )
  }
  process.stdout.write(`  import / pandas  ${spread(ratios('Assay import', 'pandas'))}\n`)
  process.stdout.write(`  parse / pyarrow  ${spread(ratios('Assay parse', 'pyarrow'))}\n`)
  process.stdout.write(`  parse / polars   ${spread(ratios('Assay parse', 'polars'))}\n`)
}

try {
  process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`)
  for (const nRows of sizes.length === 0 ? [100_000, 1_000_000] : sizes.map(Number)) {
    const path = join(folder, `${nRows}.csv`)
    if (!existsSync(path)) writeCreditCsv(path, nRows)
    const load = loadavg()[0]!.toFixed(1)
    process.stdout.write(`${nRows} × 31, ${(statSync(path).size / 1e6).toFixed(0)} MB, load ${load} before\n`)
    compare(path)
    rmSync(path)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
