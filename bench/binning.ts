import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { benchTable } from './tables.ts'

/**
 * Times the optimal binning of every column of generated tables beside its peers, in fresh processes taking turns, tables already in
 * memory. Usage: node bench/binning.ts [PYTHON] [ROUNDS] [ROWS …]; the peers are optbinning and, as the least that optbinning can take,
 * the decision tree of scikit-learn that makes its pre-bins. CPU time is the fairer figure where other work runs.
 */
interface Figures {
  readonly wall: number
  readonly cpu: number
  readonly rss: number
  /** Information value per column; null for a peer that does not bin to the end. */
  readonly informationValues: readonly number[] | null
  readonly version?: string
}

const [python = 'python3', rounds = '3', ...sizes] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-binning-'))
const peer = (library: string) => [python, resolve(import.meta.dirname, 'peers', 'fit-bins.py'), library]
const RUNNERS: Readonly<Record<string, readonly string[]>> = {
  Assay: [process.execPath, join(import.meta.dirname, 'binning-once.ts')],
  optbinning: peer('optbinning'),
  'tree alone': peer('tree'),
}

function run(command: readonly string[]): Figures | null {
  try {
    const out = execFileSync(command[0]!, [...command.slice(1), folder], { stdio: ['ignore', 'pipe', 'ignore'] })
    return JSON.parse(String(out).trim().split('\n').at(-1)!) as Figures
  } catch {
    return null
  }
}

/** Columns as raw little-endian numbers, which every language reads at once. */
function writeTable(nRows: number, nColumns: number): void {
  const { columns, yTrue } = benchTable(nRows, nColumns)
  writeFileSync(join(folder, 'y.u8'), yTrue)
  const names = columns.map((column, j) => {
    const name = column.kind === 'numeric' ? `${j}.f64` : `${j}.i32`
    const data = column.kind === 'numeric' ? column.values : column.codes
    writeFileSync(join(folder, name), new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    return name
  })
  writeFileSync(join(folder, 'columns.json'), JSON.stringify(names))
}

function spread(numbers: readonly number[], digits = 2): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  return `${median.toFixed(digits)} (${sorted[0]?.toFixed(digits)}–${sorted.at(-1)?.toFixed(digits)})`
}

function compare(): void {
  const all = new Map(Object.keys(RUNNERS).map((name) => [name, [] as (Figures | null)[]]))
  for (let round = 0; round < Number(rounds); round++)
    for (const [name, command] of Object.entries(RUNNERS)) all.get(name)!.push(run(command))
  const ours = all.get('Assay')!
  for (const [name, list] of all) {
    const ran = list.filter((figures) => figures !== null)
    if (ran.length === 0) {
      process.stdout.write(`  ${name.padEnd(12)} cannot be run here\n`)
      continue
    }
    const { informationValues, version = '' } = ran[0]!
    const sum = informationValues?.reduce((total, value) => total + value, 0)
    const quality = sum === undefined ? '' : `, information values ${sum.toFixed(6)} in sum`
    process.stdout.write(
      `  ${`${name} ${version}`.padEnd(18)} wall ${spread(ran.map((f) => f.wall))} s, cpu ${spread(ran.map((f) => f.cpu))} s, ` +
        `rss ${Math.max(...ran.map((f) => f.rss)).toFixed(0)} MB${quality}\n`,
    )
    if (name === 'Assay') continue
    const ratios = list.flatMap((theirs, i) =>
      theirs === null || ours[i] === null || ours[i] === undefined ? [] : [ours[i].cpu / theirs.cpu],
    )
    process.stdout.write(`  Assay / ${name}, cpu: ${spread(ratios, 3)}\n`)
  }
}

try {
  process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`)
  for (const nRows of sizes.length === 0 ? [30_000, 1_000_000] : sizes.map(Number)) {
    const nColumns = nRows <= 30_000 ? 23 : 30
    writeTable(nRows, nColumns)
    process.stdout.write(`${nRows} × ${nColumns}, load ${loadavg()[0]!.toFixed(1)} before\n`)
    compare()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
