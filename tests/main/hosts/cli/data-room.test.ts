import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CliRunOptions, cli, GERMAN_CREDIT_CSV } from './cli-run.ts'

const JANUARY = 'id,email,amount,d\n1,ann@x.org,"1.234,5",01/02/2020\n2,bob@x.org,"7,25",15/02/2020\n'
const FEBRUARY = 'id,email,amount,d\n2,bob@x.org,"7,25",15/02/2020\n3,eve@x.org,"0,5",01/03/2020\n'
const READ = ['--decimal', ',', '--thousands', '.', '--date-format', 'd=DD/MM/YYYY']

let folder: string
const run = (argv: readonly string[], options: Partial<CliRunOptions> = {}) => cli(argv, { folder, ...options })
const write = (name: string, content: unknown): void =>
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-cli-'))
  write('jan.csv', JANUARY)
  write('feb.csv', FEBRUARY)
  write('people.csv', `id,name\n${Array.from({ length: 30 }, (_, i) => `${i},Ann ${i % 3}`).join('\n')}\n`)
  expect((await run(['init'])).code).toBe(0)
  const argv = ['import', 'jan.csv', 'feb.csv', '--name', 'loans', '--append', '--key', 'id', ...READ]
  const decided = ['--privacy', 'email=email:pseudonymise', '--role', 'id=identifier', '--describe', 'amount=a = b']
  const made = await run([...argv, ...decided, '--save-template', 'monthly', '--json'])
  expect(made.code).toBe(0)
  expect(made.document()).toMatchObject({
    files: [
      { path: 'jan.csv', dataset: { name: 'loans', version: 1, nRows: 2 }, error: null },
      { path: 'feb.csv', dataset: { name: 'loans', version: 2, nRows: 3, appended: { nNew: 1, nKnown: 1 } } },
    ],
  })
  const german = ['import', GERMAN_CREDIT_CSV, '--name', 'German', '--target', 'credit', '--event', '2']
  expect((await run(german)).code).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('import of several files', () => {
  it('goes on after a file that fails, and ends with 65', async () => {
    const result = await run(['import', 'nope.csv', 'feb.csv', '--name', '{file} 2020', ...READ])
    expect(result.code).toBe(65)
    expect(result.out).toMatch(/nope\.csv +– +– +– +failed: There is no file/)
    expect(result.out).toMatch(/feb\.csv +feb 2020 v1 +dv_\w+ +2 +2 rows, 4 columns/)
    expect(result.out).toContain('1 of 2 files read')
    expect(result.err).toContain('nope.csv: error: ')
  })

  it.each([
    [['import', 'jan.csv', 'feb.csv', '--name', 'n'], 'Several files need a name each'],
    [['import', 'jan.csv', '--name', 'n', '--key', 'id'], '--key needs --append'],
    [['import', 'jan.csv', '--name', 'n', '--template', 'a', '--save-template', 'b'], 'cannot stand beside'],
  ])('%j is wrong use', async (argv, message) => {
    const result = await run(argv)
    expect(result.code).toBe(2)
    expect(result.err).toContain(message)
  })

  it('adds one file only to a dataset that is there', async () => {
    expect((await run(['import', 'jan.csv', '--name', 'new', '--append'])).code).toBe(66)
  })

  it('names the files left as cancelled after Ctrl-C', async () => {
    const stop = new AbortController()
    const result = await run(['import', 'jan.csv', 'feb.csv', '--name', '{file} never', '--json'], {
      signal: stop.signal,
      onError: () => stop.abort(),
    })
    expect(result.code).toBe(130)
    expect(result.document()).toMatchObject({
      files: [{ error: { code: 'cancelled' } }, { dataset: null, error: { code: 'cancelled' } }],
    })
  })

  it('applies a template, lists and removes it', async () => {
    const made = await run(['import', 'jan.csv', '--name', 'like', '--template', 'monthly', '--json'])
    expect(made.document()).toMatchObject({
      template: 'monthly',
      columns: [{ role: 'identifier' }, { privacy: { class: 'email' } }, { type: 'numeric' }, { type: 'date' }],
    })
    expect((await run(['templates'])).out).toContain('reading (decimal, thousands, types)')
    expect((await run(['template', 'remove', 'monthly'])).code).toBe(0)
    expect((await run(['template', 'remove', 'monthly'])).code).toBe(66)
  })
})

it('previews decisions, columns and the first rows raw beside parsed', async () => {
  const { code, out } = await run(['preview', 'jan.csv', '--decimal', ',', '--thousands', '.', '--rows', '1'])
  expect(code).toBe(0)
  expect(out).toMatch(/decimal +\S.* +chosen/)
  expect(out).toMatch(/email +text +0 +identifier +email:pseudonymise/)
  expect(out).toMatch(/column +line 2\n/)
  expect(out).toContain('1.234,5 → 1234.5')
  const { rows } = (await run(['preview', 'jan.csv', '--json', '--rows', '1'])).document()
  expect(rows).toHaveLength(1)
})

it('exports columns and rows, masked unless revealed with a reason', async () => {
  expect((await run(['dataset', 'export', 'loans', '--out', 'a.csv', '--columns', 'email'])).code).toBe(0)
  expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toMatch(/^email\r?\np_\w+/)
  const revealed = ['dataset', 'export', 'loans@1', '--out', 'b.jsonl', '--where', 'amount < 10']
  expect((await run([...revealed, '--reveal', 'the auditor asked for it'])).code).toBe(0)
  expect(JSON.parse(readFileSync(join(folder, 'b.jsonl'), 'utf8'))).toEqual({
    id: 2,
    email: 'bob@x.org',
    amount: 7.25,
    d: expect.any(String),
  })
  expect((await run([...revealed, '--reveal', 'short'])).code).toBe(2)
})

describe('derive and expressions', () => {
  it('makes a version by steps', async () => {
    write('steps.json', [
      { kind: 'derive', name: 'double', expression: 'amount * 2' },
      { kind: 'filter', keep: 'double > 2', reason: 'small ones' },
    ])
    const argv = ['derive', '--dataset', 'loans@2', '--steps', 'steps.json', '--name', 'larger', '--role', 'd=ignore']
    const result = await run(argv)
    expect(result.code).toBe(0)
    expect(result.out).toMatch(/2 +filter +small ones +3 +2 +–/)
    expect(result.out).toMatch(/d +date DD\/MM\/YYYY +ignore/)
  })

  it('shows where a step is wrong', async () => {
    write('bad.json', [{ kind: 'filter', keep: 'amount >> 3', reason: 'x' }])
    const argv = ['derive', '--dataset', 'loans', '--steps', 'bad.json']
    const result = await run(argv)
    expect(result.code).toBe(65)
    expect(result.err).toMatch(/^ {2}amount >> 3\n {10}\^\nerror: bad\.json, steps\.0: Step 1: [^\n]+\n$/)
    const failed = await run([...argv, '--json'])
    expect(failed.document()).toMatchObject({ error: { code: 'badData', place: { file: 'bad.json', position: 8 } } })
  })

  it('checks an expression', async () => {
    const good = await run(['expression', 'check', '--dataset', 'loans', 'amount / 2'])
    expect(good.out).toMatch(/^number, from amount\n\namount +value\n1234\.5 +617\.25\n/)
    const bad = await run(['expression', 'check', '--dataset', 'loans', 'amount / nope'])
    expect(bad.code).toBe(65)
    expect(bad.out).toMatch(/^ {2}amount \/ nope\n {11}\^\nproblem: /)
    expect((await run(['expression', 'functions'])).out).toMatch(/^function +gives/)
  })
})

describe('quality', () => {
  it('saves proposed rules, runs them, and fails a pipeline only when asked', async () => {
    write('proposed.json', (await run(['quality', 'propose', '--dataset', 'loans@1', '--json'])).out)
    expect((await run(['quality', 'suite', '--dataset', 'loans', '--json'])).out).toBe('null\n')
    expect((await run(['quality', 'save', '--dataset', 'loans', '--rules', 'proposed.json'])).code).toBe(0)
    expect((await run(['quality', 'suite', '--dataset', 'loans'])).out).toMatch(/^Rules of +loans, version 1/)
    expect((await run(['quality', 'run', '--dataset', 'loans@1', '--fail-on', 'error'])).code).toBe(0)
    write('gone.json', [
      { id: 'gone', severity: 'warning', kind: 'constant', column: 'gone' },
      { id: 'many', severity: 'warning', kind: 'rowCount', minimum: 100, maximum: null },
    ])
    const argv = ['quality', 'run', '--dataset', 'loans', '--rules', 'gone.json']
    const result = await run(argv)
    expect(result.code).toBe(0)
    expect(result.out).toMatch(/FAIL +warning +many/)
    expect((await run([...argv, '--fail-on', 'error'])).code).toBe(0)
    expect((await run([...argv, '--fail-on', 'warning'])).code).toBe(65)
  })

  it('does not let a rule pass that could not be assessed', async () => {
    write('one.json', [
      { id: 'g', severity: 'error', kind: 'reference', column: 'id', dataset: 'no', referenceColumn: 'x' },
    ])
    const argv = ['quality', 'run', '--dataset', 'loans', '--rules', 'one.json', '--fail-on', 'error']
    const result = await run(argv)
    expect(result.out).toMatch(/not assessed +error +g/)
    expect(result.code).toBe(65)
  })
})

describe('reports about the data', () => {
  it('profiles all columns, or one', async () => {
    expect((await run(['profile', '--dataset', 'German'])).out).toMatch(/age +numeric +1000 +0 +0 +53 +19 +33 +75/)
    expect((await run(['profile', '--dataset', 'German', '--column', 'age'])).out).toMatch(/27 +51 +5\.1%/)
    const unknown = await run(['profile', '--dataset', 'German', '--column', 'nope'])
    expect(unknown.code).toBe(65)
  })

  it('scans for leaks and associations', async () => {
    expect((await run(['leakage', '--dataset', 'German'])).out).toMatch(/Finding +No sign of leakage/)
    expect((await run(['leakage', '--dataset', 'loans'])).code).toBe(2)
    const found = await run(['associations', '--dataset', 'German'])
    expect(found.out).toMatch(/column +and +measure +value +rows/)
    expect(found.out).toMatch(/column +event rate +lowest +highest/)
  })

  it('compares versions', async () => {
    const changed = await run(['diff', '--dataset', 'loans@2', '--before', 'loans@1', '--key', 'id'])
    expect(changed.out).toMatch(/Rows added +1\n/)
    expect((await run(['drift', '--dataset', 'loans@2', '--expected', 'loans@1'])).out).toMatch(/column +PSI +/)
    expect((await run(['drift', '--dataset', 'loans@2', '--expected', 'loans@2'])).code).toBe(2)
  })

  it('shows, edits and exports the dictionary', async () => {
    expect((await run(['dictionary', 'show', '--dataset', 'loans@2'])).out).toContain('a = b')
    const set = ['dictionary', 'set', '--dataset', 'loans', '--column', 'amount']
    expect((await run([...set, '--unit', 'EUR', '--json'])).document()).toMatchObject({
      unit: 'EUR',
      description: 'a = b',
    })
    expect((await run(set)).code).toBe(2)
    expect((await run(['dictionary', 'export', '--dataset', 'loans', '--out', 'd.md'])).code).toBe(0)
    expect(readFileSync(join(folder, 'd.md'), 'utf8')).toContain('EUR')
  })

  it('draws the lineage, or writes it', async () => {
    expect((await run(['lineage', 'loans@2'])).out).toMatch(/loans, version 1 +continued by +loans, version 2/)
    expect((await run(['lineage', '--out', 'l.jsonl'])).out).toMatch(/^Events +\d+/)
  })
})

describe('privacy', () => {
  it('scans, masks, and reveals for a reason', async () => {
    expect((await run(['import', 'people.csv', '--name', 'people'])).code).toBe(0)
    expect((await run(['privacy', 'scan', '--dataset', 'people', '--quasi', 'name'])).out).toMatch(/Fewest people/)
    const classify = ['privacy', 'classify', '--dataset', 'people', '--column', 'name', '--as']
    expect((await run([...classify, 'personName:mask'])).out).toBe('name: personName, treatment mask\n')
    expect((await run([...classify, 'none'])).code).toBe(2)
    expect((await run([...classify, 'nope'])).code).toBe(2)
    const reveal = ['privacy', 'reveal', '--dataset', 'people', '--column', 'name', '--reason', 'checking the import']
    expect((await run([...reveal, '--row', '2', '--row', '1'])).out).toBe('row  name\n  2  Ann 1\n  1  Ann 0\n')
    expect((await run([...reveal, '--row', '31'])).code).toBe(2)
  })

  it('keeps the hold when the day changes, and the day when the hold changes', async () => {
    const reason = ['--reason', 'as the law demands']
    await run(['privacy', 'retention', '--dataset', 'German', '--until', '2031-12-31', ...reason])
    expect(
      (await run(['privacy', 'hold', '--dataset', 'German', '--set', 'on', ...reason, '--json'])).document(),
    ).toMatchObject({ retainUntil: '2031-12-31', legalHold: true })
    await run(['privacy', 'retention', '--dataset', 'German', '--until', 'none', ...reason])
    expect((await run(['privacy', 'retention'])).out).toMatch(/German +– +yes +no +as the law demands/)
    expect((await run(['privacy', 'dispose', '--dataset', 'German', '--yes', ...reason])).code).not.toBe(0)
  })

  it('finds and erases a person, whose value need not stand on the command line', async () => {
    const person = ['--dataset', 'loans', '--column', 'email', '--value', '-']
    const found = await run(['privacy', 'find', ...person], { input: 'bob@x.org\n' })
    expect(found.out).toMatch(/1 +1 +2\n/)
    const erase = ['privacy', 'erase', ...person, '--reason', 'asked for in writing']
    const unconfirmed = await run(erase, { input: 'bob@x.org\n' })
    expect(unconfirmed.code).toBe(2)
    expect(unconfirmed.err).toContain('Give --yes')
    expect((await run([...erase, '--yes'], { input: 'bob@x.org\n' })).out).toMatch(/rows in \d versions blanked/)
    expect((await run([...erase, '--yes'], { input: 'bob@x.org\n' })).code).toBe(66)
  })
})
