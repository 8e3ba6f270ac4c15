import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CliRunOptions, cli, GERMAN_CREDIT_CSV } from './cli-run.ts'

let folder: string
const run = (argv: readonly string[], options: Partial<CliRunOptions> = {}) => cli(argv, { folder, ...options })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-cli-'))
  const made = await run(['init'])
  expect(made.code).toBe(0)
  expect(made.out).toMatch(/Recovery code {2}\S{10,}/)
  const imported = await run([
    'import',
    GERMAN_CREDIT_CSV,
    '--name',
    'German Credit',
    '--target',
    'credit',
    '--event',
    '2',
    '--sensitive',
    'age',
    '--json',
  ])
  expect(imported.code).toBe(0)
  expect(imported.document()).toMatchObject({
    name: 'German Credit',
    nRows: 1000,
    nEvents: 300,
    target: { column: 'credit', eventValue: '2' },
  })
  const trained = await run([
    'train',
    'scorecard',
    '--dataset',
    'German Credit',
    '--name',
    'card',
    '--seed',
    '1',
    '--json',
  ])
  expect(trained.code).toBe(0)
  expect(trained.document()).toMatchObject({ name: 'card', seed: 1 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('without a workspace', () => {
  it.each([
    [['--help'], 0],
    [['--version'], 0],
    [[], 2],
    [['nope'], 2],
    [['import'], 2],
    [['datasets', '--jsn'], 2],
    [['serve', '--port', 'x'], 2],
    [['train', 'forest', '--dataset', 'x'], 2],
    [['call', 'no.such'], 2],
    [['call', 'dataset.list', '{'], 2],
    [['import', 'x.csv', '--name', 'n', '--target', 'credit'], 2],
    [['import', 'x.csv', '--name', 'n', '--type', 'age'], 2],
  ])('%j ends with %i', async (argv, code) => {
    const result = await run(argv)
    expect(result.code).toBe(code)
    if (code !== 0) expect(result.err).toMatch(/^error: [^\n]+\n$/)
  })

  it('says what is available where a method is unknown', async () => {
    expect((await run(['train', 'forest', '--dataset', 'x'])).err).toBe(
      'error: Method "forest" is not available; hint: Available: scorecard, logistic, gbdt.\n',
    )
  })

  it('asks for a workspace and a password in words', async () => {
    expect((await run(['datasets'], { environment: { ASSAY_WORKSPACE: '' } })).err).toContain(
      'A workspace is needed; hint: Give --workspace DIR',
    )
    expect((await run(['datasets'], { environment: { ASSAY_PASSWORD: '' } })).err).toContain(
      'A password is needed; hint: Set ASSAY_PASSWORD',
    )
  })

  it('lists every procedure with its schemas and role', async () => {
    const table = (await run(['procedures', '--json'])).document() as unknown as {
      path: string
      roles: string
      inputSchema: unknown
    }[]
    expect(table.find((one) => one.path === 'gate.decide')).toMatchObject({
      roles: 'approver',
      inputSchema: { type: 'object' },
    })
  })

  it('puts exactly one document on standard output, also for errors', async () => {
    const failed = await run(['datasets', '--nope', '--json'])
    expect(failed.code).toBe(2)
    expect(failed.document()).toMatchObject({ error: { code: 'usage', message: "unknown option '--nope'" } })
    expect(failed.err).toBe('')
  })
})

describe('on a workspace', () => {
  it.each([
    ['wrong password', ['datasets'], { ASSAY_PASSWORD: 'wrong wrong wrong wrong' }, 77],
    ['unknown user', ['datasets'], { ASSAY_USER: 'bob' }, 77],
    ['no such workspace', ['datasets'], { ASSAY_WORKSPACE: '/no/such/folder' }, 66],
    ['no such dataset', ['dataset', 'show', 'nope'], {}, 66],
    ['no such model', ['model', 'show', 'nope'], {}, 66],
    ['no such file', ['import', 'nope.csv', '--name', 'n'], {}, 66],
    ['no such password file', ['datasets', '--password-file', 'nope'], {}, 66],
    ['a folder for a file', ['import', '.', '--name', 'n'], {}, 65],
    ['wrong target', ['import', GERMAN_CREDIT_CSV, '--name', 'n', '--target', 'nope', '--event', '1'], {}, 65],
    ['wrong event value', ['import', GERMAN_CREDIT_CSV, '--name', 'n', '--target', 'credit', '--event', '9'], {}, 65],
    ['unwritable file', ['model', 'export', 'card', '--format', 'json', '--out', '/no/such/folder/m.json'], {}, 73],
    ['export format of later', ['model', 'export', 'card', '--format', 'onnx', '--out', 'm.onnx'], {}, 2],
    ['second init', ['init'], {}, 73],
  ])('%s', async (_case, argv, environment, code) => {
    const result = await run(argv, { environment })
    expect(result.err.split('\n').at(-2) ?? '').toMatch(/^error: /)
    expect(result.code).toBe(code)
    expect(result.out).toBe('')
  })

  it('reads the password from a file, without its line end', async () => {
    writeFileSync(join(folder, 'password.txt'), 'correct horse battery staple\n')
    const result = await run(['datasets', '--password-file', 'password.txt'], { environment: { ASSAY_PASSWORD: '' } })
    expect(result.code).toBe(0)
  })

  it('lists and shows in aligned tables', async () => {
    expect((await run(['datasets'])).out).toMatch(/^id +dataset +rows +columns +target +imported/)
    expect((await run(['dataset', 'show', 'German Credit'])).out).toContain('events 300 / 1000')
    expect((await run(['models'])).out).toContain('card v1')
    expect((await run(['model', 'show', 'card'])).out).toMatch(/characteristic +attribute +points +WoE/)
  })

  it('measures disparate impact at the cut of the reference', async () => {
    const argv = [
      'fairness',
      '--model',
      'card',
      '--dataset',
      'German Credit',
      '--sensitive',
      'age',
      '--reference',
      '>25',
      '--json',
    ]
    const { payload } = (await run(argv)).document() as {
      payload: {
        referenceGroup: string
        bases: { basis: string; groups: { adverseImpactRatio: { value: number } }[] }[]
      }
    }
    expect(payload.referenceGroup).toBe('> 25')
    const outcome = payload.bases.find((basis) => basis.basis === 'outcome')
    expect(outcome?.groups[0]?.adverseImpactRatio.value).toBeCloseTo(0.7948260481712757, 14)
  })

  it('validates, explains and explains one case', async () => {
    const subject = ['--model', 'card', '--dataset', 'German Credit']
    expect((await run(['validate', ...subject])).out).toMatch(/AUC \[95% CI\] +0\.\d{3} \[0\.\d{3}, 0\.\d{3}\]/)
    expect((await run(['explain', ...subject])).out).toContain('Baseline:')
    const oneCase = (await run(['explain', ...subject, '--row', '1', '--json'])).document() as {
      points: number
      contributions: { points: number }[]
    }
    expect(oneCase.contributions.reduce((sum, one) => sum + one.points, 0)).toBe(oneCase.points)
    expect((await run(['explain', ...subject, '--row', '1001'])).code).toBe(66)
  })

  it('scores file to file', async () => {
    const result = await run([
      'score',
      '--model',
      'card',
      '--in',
      GERMAN_CREDIT_CSV,
      '--out',
      'scored.csv',
      '--reasons',
      '2',
      '--json',
    ])
    expect(result.code).toBe(0)
    const lines = readFileSync(join(folder, 'scored.csv'), 'utf8').trim().split(/\r?\n/)
    expect(lines.length).toBe(1001)
  })

  it('calls any procedure, waits for jobs, and takes input from standard input', async () => {
    expect((await run(['call', 'workspace.status'])).document()).toMatchObject({ state: 'locked' })
    const job = await run(['call', 'validation.run', '-'], { input: '{"model":"card","dataset":"German Credit"}' })
    expect(job.document()).toMatchObject({ kind: 'validation.run', state: 'succeeded', result: { kind: 'evidence' } })
    const watched = (
      await run(['call', 'job.watch', JSON.stringify({ jobId: job.document().id })])
    ).document() as unknown as unknown[]
    expect(watched).toHaveLength(1)
    const wrong = await run(['call', 'training.start', '{"dataset":1}', '--json'])
    expect(wrong.code).toBe(2)
    expect(wrong.document()).toMatchObject({ error: { code: 'invalidInput', place: { field: 'dataset' } } })
  })

  it('cancels the running job on Ctrl-C, closes the workspace and ends with 130', async () => {
    const stop = new AbortController()
    const lock = join(folder, 'workspace', 'assay.lock')
    let isLockedMeanwhile = false
    const result = await run(['train', 'scorecard', '--dataset', 'German Credit', '--name', 'never'], {
      signal: stop.signal,
      onError: () => {
        isLockedMeanwhile ||= existsSync(lock)
        stop.abort()
      },
    })
    expect(result.code).toBe(130)
    expect(isLockedMeanwhile).toBe(true)
    expect(existsSync(lock)).toBe(false)
    const jobs = (await run(['call', 'job.list', '{"limit":1}'])).document() as unknown as {
      state: string
      title: string
    }[]
    expect(jobs[0]).toMatchObject({ state: 'cancelled' })
    expect((await run(['models'])).out).not.toContain('never')
  })

  it('verifies the audit log', async () => {
    const result = await run(['audit', 'verify'])
    expect(result.code).toBe(0)
    expect(result.out).toMatch(/^Audit log +intact/)
  })
})
