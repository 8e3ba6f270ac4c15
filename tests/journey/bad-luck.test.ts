import { execFileSync } from 'node:child_process'
import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../src/main/store/open-database.ts'
import { unlockWorkspace } from '../../src/main/store/workspace-folder.ts'
import type { AuditEvent, Job } from '../../src/shared/contract/index.ts'
import { GERMAN_CREDIT } from '../helpers/test-app.ts'
import { Bench, expectRefusal, longGerman, PASSWORD, USER } from './assay-process.ts'

const IS_WINDOWS = process.platform === 'win32'
const IS_LINUX = process.platform === 'linux'
/** Rows enough that reading, training and scoring last far longer than a signal needs to arrive. */
const N_COPIES = 500
const N_WIDE = { rows: 4000, columns: 150 }

let bench: Bench
let kept: Awaited<ReturnType<Bench['kept']>>

beforeAll(async () => {
  bench = new Bench()
  await bench.fill()
  bench.file('long.csv', longGerman(N_COPIES))
  await bench.json(['import', bench.file('wide.csv', wideTable()), '--name', 'Wide', '--target', 'y', '--event', '1'])
  kept = await bench.kept()
}, 60_000)

afterAll(() => bench.dispose())

/** Columns without any pattern: binning each of them takes its time. */
function wideTable(): string {
  let state = 1
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647
    return state
  }
  const cells = (count: number): string => Array.from({ length: count }, () => next() % 10_007).join(',')
  const names = Array.from({ length: N_WIDE.columns }, (_, column) => `c${column}`).join(',')
  const rows = Array.from({ length: N_WIDE.rows }, () => `${cells(N_WIDE.columns)},${next() % 4 === 0 ? 1 : 0}`)
  return `${names},y\n${rows.join('\n')}\n`
}

const output = (name: string): string => bench.path('files', name)

/** A command that runs a long job, and what it says when it is in the middle. */
const longJobs: readonly (readonly [kind: string, argv: () => string[], stage: string])[] = [
  ['import', () => ['import', output('long.csv'), '--name', 'Long'], 'Reading values'],
  ['training', () => ['train', 'scorecard', '--dataset', 'Wide', '--name', 'Wide card'], 'Train Wide card on Wide: '],
  ['scoring', () => ['score', '--model', 'Card', '--in', output('long.csv'), '--out', output('out.csv')], ': Scoring'],
  ['pack', () => ['pack', '--model', 'Card', '--out', output('out.pdf')], ': Rendering pages'],
]

/** What has to hold after any interruption: nothing more than before, nothing half-written, an intact log. */
async function expectNothingLost(state: Job['state']): Promise<void> {
  const startedAt = performance.now()
  const [last] = await bench.json<Job[]>(['call', 'job.list', '{"limit":1}'])
  expect(performance.now() - startedAt).toBeLessThan(5_000)
  expect(last).toMatchObject({ state, result: null })
  expect(await bench.kept()).toEqual(kept)
  expect(await bench.json(['audit', 'verify'])).toMatchObject({ ok: true })
  expect(existsSync(output('out.csv')) || existsSync(output('out.pdf'))).toBe(false)
  expect(readdirSync(bench.path('workspace')).sort()).toEqual(['assay.db', 'keyring.json', 'keyring.previous.json'])
}

const partialFiles = (): string[] => readdirSync(bench.path('files')).filter((name) => name.includes('partial'))

describe.skipIf(IS_WINDOWS)('Ctrl-C (POSIX only: elsewhere a test cannot send it) in the middle of', () => {
  it.each(longJobs)('%s: 130, one line, nothing kept, open again at once', async (_kind, argv, stage) => {
    const running = bench.start(argv())
    await running.said(stage)
    const signalledAt = performance.now()
    running.child.kill('SIGINT')
    const ended = await running.ended
    expectRefusal(ended, 130, /was cancelled; nothing was kept/)
    expect(performance.now() - signalledAt).toBeLessThan(3_000)
    expect(partialFiles()).toEqual([])
    await expectNothingLost('cancelled')
  })

  it('a stream without an end', async () => {
    const running = bench.start(['call', 'job.watchAll'])
    await vi.waitFor(() => expect(existsSync(bench.path('workspace', 'assay.lock'))).toBe(true), 20_000)
    running.child.kill('SIGINT')
    expect(await running.ended).toMatchObject({ code: 130 })
    expect(existsSync(bench.path('workspace', 'assay.lock'))).toBe(false)
  })
})

describe('kill -9 in the middle of', () => {
  it.each(longJobs)(
    '%s: the next start finds the job interrupted, and nothing half-written',
    async (_kind, argv, stage) => {
      const running = bench.start(argv())
      await running.said(stage)
      running.child.kill('SIGKILL')
      await running.ended
      await expectNothingLost('interrupted')
      // The reader sees that its parent is gone, and takes its unfinished file with it.
      await vi.waitFor(() => expect(partialFiles()).toEqual([]), 10_000)
    },
  )

  it('an import leaves no values without a version in the database', async () => {
    const { workspace } = await unlockWorkspace({
      directory: bench.workspace,
      userName: USER,
      password: PASSWORD,
      clock: () => new Date(),
      newId: () => crypto.randomUUID(),
    })
    const connection = { ...workspace.connection, key: Uint8Array.from(workspace.connection.key) }
    workspace.close()
    const database = openDatabase({ ...connection, mode: 'readOnly' })
    try {
      const orphans = 'SELECT count(*) AS n FROM chunk_set WHERE id NOT IN (SELECT chunk_set_id FROM dataset_version)'
      expect(database.prepare<{ n: number }>(orphans).get()).toEqual({ n: 0 })
    } finally {
      database.close()
    }
  })
})

describe('a workspace in use', () => {
  it('turns the second process away at once: 75, and not one event or byte from it', async () => {
    const events = () =>
      bench.json<{ nEvents: number; events: AuditEvent[] }>(['call', 'audit.list', '{"offset":0,"limit":30}'])
    const { nEvents } = await events()
    const first = bench.start(['import', output('long.csv'), '--name', 'Long'])
    await first.said('Reading values')
    const keyring = readFileSync(bench.path('workspace', 'keyring.json'))
    const second = await bench.run(['import', GERMAN_CREDIT, '--name', 'Second'])
    expectRefusal(second, 75, /The workspace is in use by another program \(process \d+.*hint: /)
    expect(second.elapsedMs).toBeLessThan(4_000)
    expect(readFileSync(bench.path('workspace', 'keyring.json'))).toEqual(keyring)
    first.child.kill(IS_WINDOWS ? 'SIGKILL' : 'SIGINT')
    await first.ended
    const after = await events()
    const made = after.events.slice(0, after.nEvents - nEvents).map((event) => event.action)
    // Two for the first asking, the first process, and the second asking; none of the process that was turned away.
    expect(made.filter((action) => action === 'workspace.unlock')).toHaveLength(2)
    expect(made).not.toContain('dataset.create')
  })
})

describe('a wrong password', () => {
  it('and an unknown user are told the same, and never the password', async () => {
    const wrong = await bench.run(['datasets'], { ASSAY_PASSWORD: 'wrong horse battery staple' })
    const unknown = await bench.run(['datasets'], { ASSAY_USER: 'Nobody' })
    expectRefusal(wrong, 77, /User name or password is wrong; hint: /)
    expect(wrong.err).not.toContain('wrong horse')
    expect({ ...unknown, elapsedMs: 0 }).toEqual({ ...wrong, elapsedMs: 0 })
  })
})

describe('a damaged workspace', () => {
  const copy = (): string => bench.path('damaged')
  const database = (): string => bench.path('damaged', 'assay.db')
  const cases: [string, () => void, RegExp][] = [
    ['0 bytes', () => writeFileSync(database(), ''), /cut short \(0 bytes\); hint: Restore/],
    [
      'cut off',
      () => writeFileSync(database(), readFileSync(database()).subarray(0, 40_000)),
      /cut short.*hint: Restore/,
    ],
    ['gone', () => rmSync(database()), /is missing; hint: Restore/],
    ['a changed byte', () => flipByte(database(), 5_000), /is damaged; hint: Restore/],
    ['noise', () => writeFileSync(database(), Buffer.alloc(5 * 16_384, 0xa5)), /is damaged; hint: Restore/],
    [
      'both keyrings torn',
      () =>
        ['keyring.json', 'keyring.previous.json'].forEach(
          (name) => void writeFileSync(bench.path('damaged', name), '{'),
        ),
      /keyring.*is damaged.*hint: Restore/,
    ],
  ]
  it.each(cases)('%s: refused with a remedy, and left as it is', async (_name, damage, message) => {
    rmSync(copy(), { recursive: true, force: true })
    cpSync(bench.workspace, copy(), { recursive: true })
    damage()
    const before = contentOf(copy())
    expectRefusal(await bench.run(['datasets', '--workspace', copy()]), 1, message)
    expect(contentOf(copy())).toEqual(before)
  })
})

describe('a place that cannot be written', () => {
  it('is refused before anything is made', async () => {
    const file = bench.file('a-file', '')
    expectRefusal(await bench.run(['init', '--workspace', file]), 73, /is a file, not a folder; hint: /)
    expectRefusal(await bench.run(['init', '--workspace', `${file}/w`]), 73, /cannot be made; hint: /)
    expectRefusal(await bench.run(['demo', '--out', `${file}/out`]), 73, /cannot be made; hint: /)
    expectRefusal(await bench.run(['init', '--workspace', bench.path('files')]), 73, /is not empty.*hint: /)
  })

  it.skipIf(!IS_LINUX)('is refused on /proc, where no folder can ever be made (Linux only)', async () => {
    expectRefusal(await bench.run(['init', '--workspace', '/proc/assay/w']), 73, /cannot be made; hint: /)
    expectRefusal(await bench.run(['demo', '--out', '/proc/assay/out']), 73, /cannot be made; hint: /)
  })

  it('is not the workspace of the person who tries the demo', async () => {
    const folder = bench.path('own')
    const running = bench.start(['demo', '--out', bench.path('demo')], { ASSAY_WORKSPACE: folder })
    await running.said('1/9 Import')
    running.child.kill('SIGKILL')
    await running.ended
    expect({ own: existsSync(folder), sample: existsSync(bench.path('demo', 'workspace')) }).toEqual({
      own: false,
      sample: true,
    })
  })
})

describe('standard output', () => {
  it.skipIf(IS_WINDOWS)('that is closed early is no failure (POSIX only)', async () => {
    const running = bench.start(['procedures', '--json'])
    running.child.stdout!.once('data', () => running.child.stdout!.destroy())
    expect(await running.ended).toMatchObject({ code: 0, err: '' })
  })

  it.skipIf(!IS_LINUX)('that is full is one line and 73 (Linux only: needs /dev/full)', async () => {
    const full = openSync('/dev/full', 'w')
    try {
      const ended = await bench.start(['procedures'], {}, ['ignore', full, 'pipe']).ended
      expectRefusal(ended, 73, /output cannot be written \(ENOSPC\); hint: /)
    } finally {
      closeSync(full)
    }
  })
})

const disk = smallDisk()
if (disk === null) console.warn('SKIPPED: a full disk needs Linux and the right to mount a tmpfs')

describe.skipIf(disk === null)('a full disk (Linux as root only)', () => {
  afterEach(() => disk?.dispose())

  it('stops import and training with 73, and loses nothing', async () => {
    const folder = disk!.mount(24)
    const workspace = `${folder}/workspace`
    const here = { ASSAY_WORKSPACE: workspace }
    cpSync(bench.workspace, workspace, { recursive: true })
    const jobs = [
      ['import', output('wide.csv'), '--name', 'More'],
      ['train', 'scorecard', '--dataset', 'German', '--name', 'More'],
    ]
    for (const job of jobs) {
      disk!.fill(48)
      expectRefusal(await bench.run(job, here), 73, /cannot be written: the disk is full; hint: Free some space/)
      disk!.free()
      expect(await bench.json(['audit', 'verify'], here)).toMatchObject({ ok: true })
    }
    const names = await bench.json<{ name: string }[]>(['datasets'], here)
    expect(names.map(({ name }) => name)).toEqual(['Wide', 'German'])
  })

  it('stops score, pack and exports with 73, and leaves nothing half-written', async () => {
    const folder = disk!.mount(1)
    disk!.fill(8)
    const outputs = [
      ['score', '--model', 'Card', '--in', GERMAN_CREDIT, '--out', `${folder}/o.csv`],
      ['pack', '--model', 'Card', '--out', `${folder}/o.pdf`],
      ['dataset', 'export', 'German', '--out', `${folder}/o2.csv`],
      ['model', 'export', 'Card', '--format', 'json', '--out', `${folder}/o.json`],
      ['init', '--workspace', `${folder}/w`],
    ]
    for (const argv of outputs) expectRefusal(await bench.run(argv), 73, /cannot be written.*hint: .*space/)
    expect(readdirSync(folder)).toEqual(['ballast'])
  })
})

interface SmallDisk {
  mount(mebibytes: number): string
  /** Leaves that many KiB. */
  fill(leftKiB: number): void
  free(): void
  dispose(): void
}

/** A file system of our own in memory; null where it cannot be had. Between tests, and after the asking, nothing is mounted. */
function smallDisk(): SmallDisk | null {
  if (!IS_LINUX || process.getuid?.() !== 0) return null
  let folder = ''
  const dispose = (): void => {
    if (folder === '') return
    execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
    folder = ''
  }
  const mount = (mebibytes: number): string => {
    dispose()
    const made = mkdtempSync(join(tmpdir(), 'assay-disk-'))
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', made], { stdio: 'pipe' })
    } catch (error) {
      rmSync(made, { recursive: true, force: true })
      throw error
    }
    folder = made
    return made
  }
  try {
    mount(1)
    dispose()
  } catch {
    return null
  }
  return {
    mount,
    fill: (leftKiB) => {
      const free = Number(execFileSync('df', ['-k', '--output=avail', folder], { encoding: 'utf8' }).split('\n')[1])
      writeFileSync(`${folder}/ballast`, Buffer.alloc((free - leftKiB) * 1024))
    },
    free: () => rmSync(`${folder}/ballast`, { force: true }),
    dispose,
  }
}

function flipByte(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes[at]! ^= 1
  writeFileSync(path, bytes)
}

function contentOf(folder: string): [name: string, bytes: string][] {
  return readdirSync(folder)
    .filter((name) => statSync(`${folder}/${name}`).isFile())
    .sort()
    .map((name) => [name, readFileSync(`${folder}/${name}`).toString('base64')])
}
