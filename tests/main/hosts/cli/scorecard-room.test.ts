import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CliRunOptions, cli, GERMAN_CREDIT_CSV } from './cli-run.ts'

const DATA = ['--dataset', 'German'] as const

/** Everything a parameter file can say, on German Credit. */
const PARAMS = {
  binning: {
    maxBins: 5,
    maxPValue: 0.1,
    rareLevelShare: 0.03,
    trends: [{ column: 'month', trend: 'ascending' }],
    specialCodes: [{ column: 'residence_since', codes: ['4'] }],
    manual: [
      {
        column: 'credit_amount',
        bins: [
          { definition: { kind: 'interval', lower: null, upper: 1500 }, note: 'small loans' },
          { definition: { kind: 'interval', lower: 1500, upper: 4000 } },
          { definition: { kind: 'interval', lower: 4000, upper: null } },
        ],
      },
      {
        column: 'status',
        bins: [
          { definition: { kind: 'levels', levels: ['A11'] } },
          { definition: { kind: 'levels', levels: ['A12', 'A13'] }, note: 'with money' },
          { definition: { kind: 'levels', levels: ['A14'] } },
        ],
      },
    ],
  },
  scaling: {
    targetPoints: 500,
    targetOdds: 20,
    pointsToDoubleOdds: 20,
    missing: { rule: 'worst', exceptions: [{ column: 'month', rule: 'points', points: 12 }] },
  },
  selection: {
    method: 'stepwise',
    criterion: 'bic',
    mustHave: ['credit_amount'],
    mustNot: ['foreign_worker'],
    maxCharacteristics: 6,
    maxCorrelation: 0.7,
    maxVarianceInflation: 5,
  },
  riskBands: 4,
}

let folder: string
const run = (argv: readonly string[], options: Partial<CliRunOptions> = {}) => cli(argv, { folder, ...options })

/** Runs a command that has to succeed; gives the one document it prints. */
async function json<T = Record<string, unknown>>(argv: readonly string[]): Promise<T> {
  const result = await run([...argv, '--json'])
  expect(result.code, result.err + result.out).toBe(0)
  return result.document() as T
}

function paramsFile(content: unknown, name = 'other.json'): string {
  writeFileSync(join(folder, name), JSON.stringify(content))
  return name
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-cli-card-'))
  mkdirSync(join(folder, 'out'))
  paramsFile(PARAMS, 'params.json')
  await run(['init'])
  const outcome = ['--target', 'credit', '--event', '2', '--sensitive', 'age']
  await json(['import', GERMAN_CREDIT_CSV, '--name', 'German', ...outcome])
  await json(['train', 'scorecard', ...DATA, '--params', 'params.json', '--seed', '7', '--name', 'Card'])
  await json(['train', 'logistic', ...DATA, '--seed', '7', '--name', 'Raw'])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('bins', () => {
  it('lists every characteristic, strongest first, with why it is left out', async () => {
    const { out } = await run(['bins', 'scorecard', ...DATA, '--params', 'params.json'])
    expect(out).toMatch(/\nstatus +0\.\d{3} .* by hand .* in the scorecard\n/)
    expect(out).toMatch(/\nforeign_worker .* Left out as asked \(mustNot\)\.\n/)
  })

  it('shows one characteristic in full, notes and all', async () => {
    const { out } = await run(['bins', 'scorecard', ...DATA, '--params', 'params.json', '--column', 'status'])
    expect(out).toMatch(/\nA12, A13 +\d+ .* with money\n/)
    expect(out).toContain('Set by hand.')
  })
})

describe('train', () => {
  it('does what the parameter file says', async () => {
    const { model, fit, version } = await json<{
      model: {
        variables: { name: string; splits: number[] }[]
        characteristics: { name: string; attributes: { label: string; points: number }[] }[]
        riskBands: unknown[]
      }
      fit: { exclusions: { name: string; reason: string }[]; selectionMethod: string }
      version: { nCharacteristics: number; seed: number }
    }>(['model', 'show', 'Card'])
    expect(version.seed).toBe(7)
    expect(version.nCharacteristics).toBeLessThanOrEqual(6)
    expect(model.variables.find(({ name }) => name === 'credit_amount')?.splits).toEqual([1500, 4000])
    const months = model.characteristics.find(({ name }) => name === 'month')
    expect(months?.attributes.find(({ label }) => label === 'Missing')?.points).toBe(12)
    expect(model.riskBands).toHaveLength(4)
    expect(fit.exclusions.find(({ name }) => name === 'foreign_worker')?.reason).toContain('mustNot')
    expect(fit.selectionMethod).toContain('BIC')
  })

  it('gives one hash to one specification, also through "call"', async () => {
    const { version } = await json<{ version: { contentHash: string } }>(['model', 'show', 'Card'])
    const spec = { dataset: 'German', params: PARAMS, seed: 7, name: 'Called' }
    const called = await run(['call', 'training.start', '-'], { input: JSON.stringify(spec) })
    expect(called.code).toBe(0)
    const again = await json<{ version: { contentHash: string } }>(['model', 'show', 'Called'])
    expect(again.version.contentHash).toBe(version.contentHash)
  })

  it('prints the scorecard, its regression and what was left out', async () => {
    const { out } = await run(['model', 'show', 'Card'])
    expect(out).toMatch(/\nstatus +A11 +\d+ /)
    expect(out).toMatch(/coefficient of +estimate +standard error +z +Wald p +LR p +VIF\n/)
    expect(out).toMatch(/\nrisk band +from points/)
    expect(out).toMatch(/\nleft out: foreign_worker: /)
    expect((await run(['model', 'show', 'Raw'])).out).toMatch(/\nmonth +< \d+ +−?[\d.]+ − [\d.]+ · value/)
  })

  it.each([
    ['two equal edges', [null, 5, 5, null], /needs edges in ascending order, got 5 followed by 5/],
    ['an edge below the one before', [null, 9, 5, null], /needs edges in ascending order, got 9 followed by 5/],
  ])('refuses %s, names the file and keeps nothing', async (_case, edges, message) => {
    const bins = edges.slice(1).map((upper, i) => ({ definition: { kind: 'interval', lower: edges[i], upper } }))
    const file = paramsFile({ binning: { manual: [{ column: 'credit_amount', bins }] } })
    const refused = await run(['train', 'scorecard', ...DATA, '--params', file, '--name', 'Never'])
    expect(refused.code).toBe(65)
    expect(refused.err).toMatch(message)
    expect(refused.err.split('\n').at(-2)).toContain(`error: ${join(folder, file)}: `)
    expect((await run(['models'])).out).not.toContain('Never')
  })

  it('says what bins by hand mean that hold no row', async () => {
    const intervals = (...edges: (number | null)[]) =>
      edges.slice(1).map((upper, i) => ({ definition: { kind: 'interval', lower: edges[i], upper } }))
    const file = paramsFile({ binning: { manual: [{ column: 'month', bins: intervals(null, 12, 1000, null) }] } })
    const { out } = await run(['train', 'scorecard', ...DATA, '--params', file, '--name', 'Wide'])
    expect(out).toMatch(/\nbins: month: .*"≥ 1000" holds no row/)
  })

  it('names the field for a column that does not fit', async () => {
    const file = paramsFile({ offsetColumn: 'status' })
    const { code, err } = await run(['train', 'scorecard', ...DATA, '--params', file])
    expect(code).toBe(65)
    expect(err).toContain(`error: ${join(folder, file)}, offsetColumn: The offset needs a numeric column`)
  })
})

describe('experiments', () => {
  it('cross-validates and draws the learning curve', async () => {
    const folds = await json<{ id: string; payload: { results: unknown[]; meanAuc: { value: number } } }>([
      ...['cross-validate', 'scorecard', ...DATA, '--folds', '3'],
    ])
    expect(folds.payload.results).toHaveLength(3)
    expect(folds.payload.meanAuc.value).toBeGreaterThan(0.7)
    const curve = await run(['learning-curve', 'scorecard', ...DATA, '--share', '0.5', '--share', '1'])
    expect(curve.out).toMatch(/\n 50\.0% +350 /)
    expect((await run(['learning-curve', 'scorecard', ...DATA, '--share', '0.5'])).code).toBe(2)
    expect((await run(['experiments', '--kind', 'crossValidation'])).out).toContain(folds.id)
    expect((await run(['experiment', folds.id])).out).toMatch(/Pooled AUC +0\.\d{3} \[/)
  })

  const search = ['search', 'scorecard', ...DATA, '--folds', '2']
  const vary = ['--vary', 'binning.maxBins=3,5', '--vary', 'l2=0,10']

  it('searches; stopped in the middle it ends with 130, leaves no experiment, and goes on', async () => {
    const stop = new AbortController()
    const argv = [...search, ...vary, '--strategy', 'grid']
    const stopped = await run(argv, {
      signal: stop.signal,
      onError: (text) => {
        if (text.includes('Trial 3')) stop.abort()
      },
    })
    expect(stopped.code).toBe(130)
    expect(stopped.err).toContain('its finished trials are kept; hint: The same command goes on from there.')
    expect(await json(['experiments', '--kind', 'search'])).toEqual([])
    const done = await run([...argv, '--json'])
    expect(done.code).toBe(0)
    expect(done.err).not.toContain('Trial 1')
    const { payload } = done.document() as unknown as {
      payload: { trials: { meanAuc: { value: number } }[]; bestParams: object }
    }
    expect(payload.trials).toHaveLength(4)
    await json(['train', 'scorecard', ...DATA, '--params', paramsFile(payload.bestParams), '--name', 'Best'])
  })

  it('searches by halving too, and refuses what cannot be tried', async () => {
    const halving = ['--vary', 'minInformationValue=0.01..0.1', '--strategy', 'successiveHalving', '--trials', '9']
    const { payload } = await json<{ payload: { trials: { round: number }[] } }>([...search, ...vary, ...halving])
    expect(payload.trials.at(-1)?.round).toBeGreaterThan(1)
    expect((await run([...search, '--vary', 'nope=1,2'])).code).toBe(2)
    expect((await run([...search, '--space', paramsFile([{ path: 'l2' }])])).code).toBe(2)
    expect((await run(search)).err).toContain('A search needs something to vary')
  })
})

describe('calibrate, cut off, compare', () => {
  it.each(['platt', 'isotonic'])('calibrates by %s, points unchanged', async (method) => {
    const made = await json<{ origin: object; calibration: { samples: unknown[] } }>([
      ...['calibrate', '--model', 'Card', '--method', method, '--name', `Card ${method}`],
    ])
    expect(made.origin).toMatchObject({ kind: 'calibrated', method })
    expect(made.calibration.samples).toHaveLength(2)
  })

  it('cuts off by cost, approval rate and bad rate', async () => {
    const { payload } = await json<{ payload: { choices: { rule: string; choice: Record<string, number> }[] } }>([
      ...['cut-off', '--model', 'Card', ...DATA, '--approval-rate', '0.6', '--bad-rate', '0.1'],
    ])
    const by = (rule: string) => payload.choices.find((choice) => choice.rule === rule)?.choice
    expect(by('approvalRate')?.approvalRate).toBeLessThanOrEqual(0.6)
    expect(by('badRate')?.badRate).toBeLessThanOrEqual(0.1)
    expect(by('cost')?.cost).toBeLessThanOrEqual(by('ks')!.cost!)
  })

  it('compares models, and says why there is no test for equal scores', async () => {
    const { out } = await run(['compare', 'Card', 'Raw', 'Card platt', ...DATA])
    expect(out).toMatch(/Raw, version 1 − Card, version 1 +−?0\.\d{4} \[/)
    expect(out).toMatch(/\nNo DeLong p for Card platt, version 1: /)
    expect((await run(['compare', 'Card', ...DATA])).err).toContain('two to four models, got 1')
    expect((await run(['compare', 'Card', 'Card', ...DATA])).code).toBe(2)
  })
})

describe('export and import', () => {
  it.each(['postgresql', 'oracle'])('writes query, golden rows and check for %s', async (dialect) => {
    const out = join('out', `${dialect}.sql`)
    const made = await json<{ nGoldenRows: number; files: { path: string }[] }>([
      ...['model', 'export', 'Card', '--format', 'sql', '--dialect', dialect, '--out', out],
    ])
    expect(made.nGoldenRows).toBeGreaterThan(100)
    expect(made.files.map(({ path }) => path)).toEqual(
      ['.sql', '.golden.sql', '.verify.sql'].map((end) => join(folder, 'out', `${dialect}${end}`)),
    )
    expect(made.files.every(({ path }) => existsSync(path))).toBe(true)
  })

  it.each(['json', 'pmml'])('scores the same points after a round trip by %s', async (format) => {
    const file = `card.${format}`
    await json(['model', 'export', 'Card isotonic', '--format', format, '--out', file])
    const { origin } = await json<{ origin: object }>(['model', 'import', file, ...DATA, '--name', `From ${format}`])
    expect(origin).toMatchObject({ kind: 'imported', format, fileName: file })
    const scored = async (model: string, out: string) => {
      await json(['score', '--model', model, '--in', GERMAN_CREDIT_CSV, '--out', out, '--reasons', '3'])
      return readFileSync(join(folder, out), 'utf8')
    }
    expect(await scored(`From ${format}`, 'after.csv')).toBe(await scored('Card isotonic', 'before.csv'))
    expect((await run(['model', 'show', `From ${format}`])).out).toMatch(/\nDescribed on +German, 1000 rows/)
  })

  it.each([
    ['a text cut short', 'cut.json', '{"kind":"scorecardModel","formatVersion":1,', 65],
    ['an empty file', 'empty.json', '', 65],
    ['neither JSON nor PMML', 'data.csv', 'a,b\n1,2\n', 65],
    ['entities', 'xxe.pmml', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><PMML>&x;</PMML>', 65],
    ['no file', 'nowhere.json', null, 66],
  ])('refuses %s', async (_case, name, content, code) => {
    if (content !== null) writeFileSync(join(folder, name), content)
    const refused = await run(['model', 'import', name, ...DATA, '--name', 'Never'])
    expect(refused.code).toBe(code)
    expect(refused.err.split('\n').at(-2)).toMatch(/^error: .+; hint: /)
    expect((await run(['models'])).out).not.toContain('Never')
  })
})
