import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FitReport, ModelVersion, TreeModel } from '../../src/shared/contract/index.ts'
import { GERMAN_CREDIT } from '../helpers/test-app.ts'
import { Bench, expectRefusal } from './assay-process.ts'

const PARAMS = {
  maxTrees: 300,
  learningRate: 0.1,
  maxLeaves: 7,
  earlyStopping: { sample: 'validation', patience: 20 },
  permutations: 2,
  monotone: [
    { column: 'month', direction: 'increasing' },
    { column: 'credit_amount', direction: 'increasing' },
  ],
}

interface Shown {
  readonly version: ModelVersion
  readonly model: TreeModel
  readonly fit: FitReport
}

let bench: Bench
let params: string
let made: ModelVersion[]
beforeAll(async () => {
  bench = new Bench()
  await bench.fill()
  params = bench.file('trees.json', JSON.stringify(PARAMS))
  made = []
  for (const workers of ['1', '2', '4']) {
    const name = workers === '1' ? 'Trees' : `Trees by ${workers}`
    made.push(
      await bench.json<ModelVersion>([
        ...['train', 'gbdt', '--dataset', 'German', '--params', params, '--seed', '7'],
        ...['--name', name, '--workers', workers],
      ]),
    )
  }
}, 240_000)
afterAll(() => bench.dispose())

const refused = async (argv: readonly string[], code: number, message: RegExp) =>
  expectRefusal(await bench.run(argv), code, message)

describe('boosted trees by the command line', () => {
  it('are the same bytes with 1, 2 and 4 workers', () => {
    expect(new Set(made.map(({ contentHash }) => contentHash)).size).toBe(1)
    expect(made[0]).toMatchObject({ method: 'gbdt', name: 'Trees', version: 1, seed: 7 })
  })

  it('are shown with what they are made of and whether constraints held', async () => {
    const { model, fit } = await bench.json<Shown>(['model', 'show', 'Trees'])
    expect(model.trees).toHaveLength(fit.boosting!.nTrees)
    const { out, code } = await bench.run(['model', 'show', 'Trees'])
    expect(code).toBe(0)
    expect(out).toMatch(/Trees +\d+, \d+ leaves, depth at most \d+/)
    expect(out).toMatch(/Stopped +no better any more \(\d+ grown\)/)
    expect(out).toMatch(/characteristic +% of gain +splits +AUC lost when shuffled/)
    expect(out).toMatch(/^monotone: month: increasing, held \([\d ,.]+ steps checked\)$/m)
    expect(out).toMatch(/^monotone: credit_amount: increasing, held/m)
    expect((await bench.run(['models'])).out).toMatch(/Trees v1 +gbdt/)
  })

  it('tell of the trees as they grow, and keep nothing when they are interrupted', async () => {
    const endless = bench.file(
      'endless.json',
      JSON.stringify({ maxTrees: 10_000, learningRate: 0.001, minChildCount: 1 }),
    )
    const before = await bench.kept()
    const training = bench.start(['train', 'gbdt', '--dataset', 'German', '--params', endless, '--name', 'Endless'])
    await training.said('Tree ')
    training.child.kill('SIGINT')
    const { code, err } = await training.ended
    expect(code).toBe(130)
    expect(err).toMatch(/Tree \d+ of 10000, log-loss 0\.\d{4}/)
    expect(await bench.kept()).toEqual(before)
  })

  it('are validated, judged for fairness and explained', async () => {
    await bench.json(['validate', '--model', 'Trees', '--dataset', 'German'])
    await bench.json(['fairness', '--model', 'Trees', '--dataset', 'German', '--sensitive', 'age<=25'])
    const explained = await bench.json<{ points: number; probability: number }>([
      ...['explain', '--model', 'Trees', '--dataset', 'German', '--row', '1'],
    ])
    expect(explained.probability).toBeGreaterThan(0)
  })

  it('score a file as they explain its rows', async () => {
    const out = bench.path('scored.csv')
    await bench.json(['score', '--model', 'Trees', '--in', GERMAN_CREDIT, '--out', out])
    const [header, first, ...rest] = readFileSync(out, 'utf8').trimEnd().split('\n')
    expect(rest).toHaveLength(999)
    const { points, probability } = await bench.json<{ points: number; probability: number }>([
      ...['explain', '--model', 'Trees', '--dataset', 'German', '--row', '1'],
    ])
    const cells = new Map(header!.split(',').map((name, at) => [name, first!.split(',')[at]]))
    expect([Number(cells.get('assay_points')), Number(cells.get('assay_pd'))]).toEqual([points, probability])
  })

  it('are compared with a scorecard, calibrated, and tried in experiments', async () => {
    await bench.json(['compare', 'Card', 'Trees', '--dataset', 'German'])
    const calibrated = await bench.json<{ method: string; origin: object }>([
      ...['calibrate', '--model', 'Trees', '--method', 'platt', '--name', 'Trees, calibrated'],
    ])
    expect(JSON.stringify(calibrated)).toContain('calibrat')
    const fast = bench.file('fast.json', JSON.stringify({ ...PARAMS, maxTrees: 20, earlyStopping: {} }))
    const validated = await bench.json<{ method: string }>([
      ...['cross-validate', 'gbdt', '--dataset', 'German', '--params', fast, '--folds', '3'],
    ])
    expect(validated).toMatchObject({ method: 'gbdt', kind: 'crossValidation' })
    const searched = await bench.json<{ payload: { bestParams: object; trials: object[] } }>([
      ...['search', 'gbdt', '--dataset', 'German', '--params', fast, '--folds', '2', '--trials', '3'],
    ])
    expect(searched.payload.trials).toHaveLength(3)
    const best = bench.file('best.json', JSON.stringify(searched.payload.bestParams))
    await bench.json(['train', 'gbdt', '--dataset', 'German', '--params', best, '--name', 'Best'])
  })

  it.each(['json', 'onnx', 'sql', 'pmml'])('are exported as %s', async (format) => {
    const out = bench.path(`trees.${format}`)
    const written = await bench.json<{ bytes: number }>(['model', 'export', 'Trees', '--format', format, '--out', out])
    expect(written.bytes).toBe(readFileSync(out).length)
  })

  it('are documented in a pack that can be verified', async () => {
    const out = bench.path('trees.pdf')
    await bench.json(['pack', '--model', 'Trees', '--out', out])
    expect((await bench.run(['verify', out])).code).toBe(0)
  })
})

describe('a training of trees that cannot work', () => {
  const withParams = (text: object) => bench.file('wrong.json', JSON.stringify(text))
  const train = (text: object, ...options: string[]) => [
    ...['train', 'gbdt', '--dataset', 'German', '--params', withParams(text), ...options],
  ]

  it.each<[string, object, number, RegExp]>([
    [
      'contradictory constraints',
      { monotone: ['increasing', 'decreasing'].map((direction) => ({ column: 'credit_amount', direction })) },
      65,
      /wrong\.json: .*increasing and decreasing for "credit_amount"; hint: /,
    ],
    [
      'a direction of texts',
      { monotone: [{ column: 'purpose', direction: 'increasing' }] },
      65,
      /numeric.*"purpose".*hint: /,
    ],
    ['an unknown column', { interactions: [['month', 'mnoth']] }, 65, /no column "mnoth".*hint: /],
    ['an unknown parameter', { learningrate: 0.1 }, 65, /no parameter "learningrate".*hint: /],
    ['a value out of range', { earlyStopping: { share: 2 } }, 65, /earlyStopping\.share.*hint: /],
    ['a parameter of scorecards', { binning: { maxBins: 3 } }, 65, /no parameter "binning".*hint: /],
  ])('is refused for %s', async (_what, text, code, message) => {
    await refused(train(text), code, message)
  })

  it('is refused for wrong options', async () => {
    await refused(train({}, '--workers', '17'), 2, /workers.*hint: |16/)
    await refused(train({}, '--workers', '0'), 2, /whole number/)
    await refused(['train', 'scorecard', '--dataset', 'German', '--workers', '2'], 2, /--workers/)
    await refused(['bins', 'gbdt', '--dataset', 'German'], 2, /no bins/)
    await refused(['train', 'gbtd', '--dataset', 'German'], 2, /scorecard, logistic, gbdt/)
  })

  it('is refused for one class, and for nothing but constants', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `${i},7,${i % 2},1`).join('\n')
    const path = bench.file('flat.csv', `x,seven,bad,always\n${rows}\n`)
    await bench.json(['import', path, '--name', 'Flat', '--target', 'bad', '--event', '1'])
    await refused(
      ['train', 'gbdt', '--dataset', 'Flat', '--target', 'always', '--event', '1'],
      65,
      /events and non-events|two classes/,
    )
    await refused(
      ['train', 'gbdt', '--dataset', 'Flat', '--exclude', 'x', '--exclude', 'always'],
      65,
      /constant.*hint: /,
    )
  })

  it('leaves nothing behind', async () => {
    const { models } = await bench.kept()
    expect(models.every((name) => /^(Card|Trees|Best)/.test(name))).toBe(true)
  })
})
