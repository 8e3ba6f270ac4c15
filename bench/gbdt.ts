import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { GBDT_TABLES, type GbdtTableSize, writeGbdtTable } from './gbdt-tables.ts'

/**
 * Times our boosted trees beside LightGBM, scikit-learn and xgboost: fresh processes taking turns, pinned to the same cores, binning in
 * the time, 31 leaves, learning rate 0.05, 255 bins. Prints a line per run, then the ratios ours / theirs as median (least–most).
 *
 *     node bench/gbdt.ts [PYTHON …] [--tables S,M,L] [--threads 1,2] [--rounds 3] [--trees 300] [--scaling] [--monotone] [--folder DIR]
 *
 * PYTHON is one interpreter or more, each with some of the peers (bench/peers/make-environment.sh makes one); a peer is run by the first
 * that has it, and said to be missing where none has. `--scaling` times ours over rows, columns, trees and hands instead and prints a table
 * of comma-separated values; `--monotone` compares ours with and without directions for the first ten columns. `--folder` keeps the
 * generated tables (M: 170 MB, L: 140 MB) for the next time. Rounds in which others used more than 5% of a core are marked "busy":
 * their wall times mean nothing, and the ratio of processor times is the one to read.
 */
interface Figures {
  readonly wall: number
  readonly cpu: number
  /** Peak memory of the process, and before the training, MB. */
  readonly rss: number
  readonly rssBefore: number
  readonly auc: number
  readonly hash?: string
  readonly version?: string
}

interface Run {
  readonly table: string
  readonly threads: number
  readonly rows: number
  readonly columns: number
  readonly trees: number
  readonly monotone: number
}

const PEERS = ['lightgbm', 'sklearn', 'xgboost'] as const
const { values: options, positionals: pythons } = parseArgs({
  allowPositionals: true,
  options: {
    tables: { type: 'string', default: 'S,M,L' },
    threads: { type: 'string', default: '1,2' },
    rounds: { type: 'string', default: '3' },
    trees: { type: 'string', default: '300' },
    scaling: { type: 'boolean', default: false },
    monotone: { type: 'boolean', default: false },
    folder: { type: 'string' },
  },
})
const folder = resolve(options.folder ?? mkdtempSync(join(tmpdir(), 'assay-bench-gbdt-')))
const rounds = Number(options.rounds)
const trees = Number(options.trees)
const print = (line: string) => process.stdout.write(`${line}\n`)

function tableOf(name: string): GbdtTableSize {
  const size = GBDT_TABLES[name]
  if (size === undefined) throw new Error(`a table is one of ${Object.keys(GBDT_TABLES).join(', ')}, got ${name}`)
  if (!existsSync(join(folder, name, 'labels.u8'))) writeGbdtTable(join(folder, name), size)
  return size
}

const hasTaskset = spawnSync('taskset', ['--version']).status === 0
const pinned = (command: readonly string[], threads: number): readonly string[] =>
  hasTaskset ? ['taskset', '-c', Array.from({ length: threads }, (_, i) => i).join(','), ...command] : command

function timed(command: readonly string[], { table, threads, rows, columns, ...run }: Run): Figures | null {
  const sizes = [rows, columns, rows, threads, run.trees, run.monotone].map(String)
  // Rows behind those of development judge, whatever part of development is learned from.
  sizes[0] = String(GBDT_TABLES[table]!.nDevelopment)
  const env = { ...process.env, OMP_NUM_THREADS: String(threads) }
  const [file, ...args] = pinned([...command, join(folder, table), ...sizes], threads)
  try {
    const out = execFileSync(file!, args, { env, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 26 })
    return JSON.parse(String(out).trim().split('\n').at(-1)!) as Figures
  } catch {
    return null
  }
}

/** Processor seconds of all processes so far; null where the kernel does not tell. */
function busySeconds(): number | null {
  if (!existsSync('/proc/stat')) return null
  const [user = 0, nice = 0, system = 0] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)[0]!
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return (user + nice + system) / 100
}

/** One run, and whether others were busy meanwhile. */
function measured(command: readonly string[], run: Run): { figures: Figures; isBusy: boolean } | null {
  const [before, startedAt] = [busySeconds(), performance.now()]
  const own = process.resourceUsage()
  const figures = timed(command, run)
  if (figures === null) return null
  const used = process.resourceUsage()
  const seconds = (performance.now() - startedAt) / 1000
  // The driver waits; what it and its children used shows in the difference to the machine's only if others worked.
  const ownSeconds = (used.userCPUTime + used.systemCPUTime - own.userCPUTime - own.systemCPUTime) / 1e6
  const childSeconds = childCpuSeconds() - lastChildSeconds
  lastChildSeconds += childSeconds
  const after = busySeconds()
  const others = before === null || after === null ? 0 : after - before - ownSeconds - childSeconds
  return { figures, isBusy: others > 0.05 * seconds }
}

let lastChildSeconds = 0

/** Processor seconds of children that have ended; 0 where the kernel does not tell. */
function childCpuSeconds(): number {
  if (!existsSync('/proc/self/stat')) return 0
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}

const ours = [process.execPath, join(import.meta.dirname, 'gbdt-once.ts')]

function peerCommand(peer: string): readonly string[] | null {
  const python = pythons.find((one) => spawnSync(one, ['-c', `import ${peer}`]).status === 0)
  return python === undefined ? null : [python, join(import.meta.dirname, 'peers', 'gbdt.py'), peer]
}

function spread(numbers: readonly number[], digits = 2): string {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return `${median.toFixed(digits)} (${sorted[0]!.toFixed(digits)}–${sorted.at(-1)!.toFixed(digits)})`
}

function compare(name: string, run: Run, commands: Readonly<Record<string, readonly string[]>>): void {
  const rows = Object.fromEntries(Object.keys(commands).map((one) => [one, [] as Figures[]]))
  for (let round = 1; round <= rounds; round++)
    for (const [one, command] of Object.entries(commands)) {
      const result = measured(command, run)
      if (result === null) {
        print(`  ${one} failed`)
        continue
      }
      const { wall, cpu, rss, rssBefore, auc, hash = '', version = '' } = result.figures
      const figures = `wall ${wall.toFixed(2)} s, cpu ${cpu.toFixed(2)} s, rss ${rss.toFixed(0)} MB (${rssBefore.toFixed(0)} before), auc ${auc.toFixed(5)}`
      print(
        `  ${name} round ${round} ${`${one} ${version}`.padEnd(16)} ${figures} ${hash}${result.isBusy ? ' busy' : ''}`,
      )
      rows[one]!.push(result.figures)
    }
  const [first, ...others] = Object.keys(commands)
  for (const other of others) {
    const pairs = rows[other]!.flatMap((theirs, i) =>
      rows[first!]![i] === undefined ? [] : [[rows[first!]![i]!, theirs] as const],
    )
    if (pairs.length === 0) continue
    const ratio = (of: 'wall' | 'cpu' | 'rss') => spread(pairs.map(([a, b]) => a[of] / b[of]))
    const apart = Math.min(...pairs.map(([a, b]) => a.auc - b.auc))
    print(
      `  ${name} ${first} / ${other}: wall ${ratio('wall')}, cpu ${ratio('cpu')}, rss ${ratio('rss')}; auc apart ${apart.toFixed(5)}`,
    )
  }
}

function scaling(): void {
  const size = tableOf('L')
  const whole: Run = { table: 'L', threads: 1, rows: size.nDevelopment, columns: size.nColumns, trees, monotone: 0 }
  const parts = [0.125, 0.25, 0.5, 1]
  const runs: [string, number, Run][] = [
    ...parts.map((part): [string, number, Run] => ['rows', part, { ...whole, rows: size.nDevelopment * part }]),
    ...parts.map((part): [string, number, Run] => [
      'columns',
      part,
      { ...whole, columns: Math.round(size.nColumns * part) },
    ]),
    ...parts.map((part): [string, number, Run] => ['trees', part, { ...whole, trees: Math.round(trees * part) }]),
    ...[1, 2, 4].map((threads): [string, number, Run] => ['hands', threads, { ...whole, threads }]),
  ]
  print('what,part,rows,columns,trees,hands,wall,cpu,rss,hash')
  for (const [what, part, run] of runs)
    for (let round = 0; round < rounds; round++) {
      const figures = timed(ours, run)
      if (figures === null) continue
      const { wall, cpu, rss, hash = '' } = figures
      const numbers = [
        part,
        run.rows,
        run.columns,
        run.trees,
        run.threads,
        wall.toFixed(3),
        cpu.toFixed(3),
        rss.toFixed(0),
      ]
      print([what, ...numbers, hash].join(','))
    }
}

try {
  print(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${loadavg()[0]!.toFixed(1)} before`,
  )
  lastChildSeconds = childCpuSeconds()
  if (options.scaling) scaling()
  else {
    const commands: Record<string, readonly string[]> = { Assay: ours }
    for (const peer of PEERS) {
      const command = peerCommand(peer)
      if (command === null) print(`  ${peer} cannot be run here`)
      else commands[peer] = command
    }
    for (const table of options.tables.split(','))
      for (const threads of options.threads.split(',').map(Number)) {
        const { nDevelopment: rows, nColumns: columns } = tableOf(table)
        lastChildSeconds = childCpuSeconds()
        const run = { table, threads, rows, columns, trees, monotone: 0 }
        const name = `${table} ${threads} thread${threads === 1 ? '' : 's'}`
        if (!options.monotone) compare(name, run, commands)
        else {
          const free = { ...run, monotone: 0 }
          const bound = { ...run, monotone: 10 }
          const pairs = Array.from({ length: rounds }, () => [timed(ours, bound), timed(ours, free)] as const)
          const ratios = (of: 'wall' | 'cpu') =>
            spread(pairs.flatMap(([a, b]) => (a === null || b === null ? [] : [a[of] / b[of]])))
          print(`  ${name} monotone / free: wall ${ratios('wall')}, cpu ${ratios('cpu')}`)
        }
      }
  }
} finally {
  if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
}
