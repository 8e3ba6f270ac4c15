import { describe, expect, it } from 'vitest'
import { createFrame, type Frame, getColumn, takeFrameRows } from '../../../../src/main/core/frame/frame.ts'
import { contentHash } from '../../../../src/main/core/governance/content-hash.ts'
import { stratifiedSplit } from '../../../../src/main/core/random/stratified-split.ts'
import { fitScorecard } from '../../../../src/main/core/scorecard/fit-scorecard.ts'
import { assessFairness } from '../../../../src/main/jobs/tasks/assess-fairness.ts'
import { explainModel } from '../../../../src/main/jobs/tasks/explain-model.ts'
import { pickSample, readScored } from '../../../../src/main/jobs/tasks/scored-sample.ts'
import type { TaskContext } from '../../../../src/main/jobs/tasks/task-context.ts'
import { type TrainScorecardInput, trainScorecard } from '../../../../src/main/jobs/tasks/train-scorecard.ts'
import { validateModel } from '../../../../src/main/jobs/tasks/validate-model.ts'
import type { DatasetVersion, ScorecardModel } from '../../../../src/shared/contract/index.ts'
import { scorecardParamsSchema } from '../../../../src/shared/contract/scorecard-params.ts'
import { numericColumn, textColumn } from '../../core/scorecard/german-credit-frame.ts'
import { frame as german, target, yTrue } from '../../core/scorecard/german-scorecard.ts'
import { memoryContext } from './memory-reader.ts'

const NAMES = ['status', 'month', 'credit_amount']
const weight = numericColumn(
  'times',
  Array.from(yTrue, (_, row) => 1 + (row % 2)),
)
const decision = textColumn(
  'decision',
  Array.from(yTrue, (_, row) => (row % 10 === 0 ? 'declined' : 'booked')),
)
/** Declined rows have no outcome. */
const outcome = numericColumn(
  'credit',
  Array.from(yTrue, (label, row) => (row % 10 === 0 ? null : label + 1)),
)
const others = [...german.columns.values()].filter(({ name }) => name !== 'credit')
const whole = createFrame([...german.columns.values(), weight, decision])
const gappy = createFrame([...others, outcome, weight, decision])

/** A context whose columns have roles. */
function contextOf(frame: Frame, roles: Readonly<Record<string, string>> = {}): TaskContext {
  const context = memoryContext({ data: frame })
  const reader = context.openReader()
  const readVersion = (id: string): DatasetVersion => {
    const version = reader.readVersion(id)
    const columns = version.columns.map((column) => ({ ...column, role: roles[column.name] ?? column.role }))
    return { ...version, columns } as DatasetVersion
  }
  return { ...context, openReader: () => ({ ...reader, readVersion }) }
}

function inputOf(params: object = {}, changes: Partial<TrainScorecardInput> = {}): TrainScorecardInput {
  return {
    datasetVersionId: 'data',
    target,
    characteristics: NAMES,
    params: scorecardParamsSchema.parse(params),
    seed: 1,
    steps: [],
    inputs: [],
    ...changes,
  }
}

const parsed = (json: string) => JSON.parse(json) as ScorecardModel
const booked = [...yTrue.keys()].filter((row) => row % 10 !== 0)

describe('training', () => {
  it('gives the model of the core, with its hash', () => {
    const trained = trainScorecard(inputOf(), contextOf(whole))
    const { model, fit } = fitScorecard({
      frame: german,
      target,
      characteristics: NAMES,
      params: scorecardParamsSchema.parse({}),
      split: stratifiedSplit(yTrue, 0.7, 1),
      seed: 1,
    })
    expect(trained.modelHash).toBe(contentHash(model))
    expect(trained.fit).toEqual(fit)
    expect(trained.nCharacteristics).toBe(3)
  })

  it('weighs rows by the column of role weight, unless told not to', () => {
    const roles = { times: 'weight' }
    const { fit } = trainScorecard(inputOf(), contextOf(whole, roles))
    expect(fit.weighting?.column).toBe('times')
    expect(fit.weighting!.total).toBeGreaterThan(1000)
    expect(trainScorecard(inputOf({ weights: 'none' }), contextOf(whole, roles)).fit.weighting).toBeNull()
    expect(() => trainScorecard(inputOf(), contextOf(whole, { times: 'weight', month: 'weight' }))).toThrow(
      'Training needs one column of role weight, got "month" and "times"',
    )
    expect(() => trainScorecard(inputOf(), contextOf(whole, { decision: 'weight' }))).toThrow(
      'Weighting needs a column of numbers, got texts in "decision"',
    )
  })

  it('names the row of a weight that is not above 0', () => {
    const broken = numericColumn(
      'times',
      Array.from(yTrue, (_, row) => (row === 20 ? -3 : 1)),
    )
    const frame = createFrame([...german.columns.values(), broken])
    expect(() => trainScorecard(inputOf({ developmentShare: 1 }), contextOf(frame, { times: 'weight' }))).toThrow(
      expect.objectContaining({
        code: 'invalidInput',
        message: 'training needs weights above 0, got -3 in row 21',
        place: { column: 'times' },
        hint: expect.stringContaining('params.weights'),
      }),
    )
    const gap = numericColumn(
      'times',
      Array.from(yTrue, (_, row) => (row === 20 ? null : 1)),
    )
    const offset = inputOf({ developmentShare: 1, offsetColumn: 'times' })
    expect(() => trainScorecard(offset, contextOf(createFrame([...german.columns.values(), gap])))).toThrow(
      expect.objectContaining({
        message: 'training needs a finite offset in every row, got a missing one in row 21',
        place: { field: 'offsetColumn', column: 'times' },
      }),
    )
  })

  it('reads an offset', () => {
    const { fit } = trainScorecard(inputOf({ offsetColumn: 'times' }), contextOf(whole))
    expect(fit.warnings).toContain('The offset "times" is not part of the score: the PDs are those at offset 0.')
    expect(() => trainScorecard(inputOf({ offsetColumn: 'nothing' }), contextOf(whole))).toThrow(
      'Training needs a column "nothing", got none of that name',
    )
  })

  it('trains columns as they stand', () => {
    const { modelJson } = trainScorecard(inputOf({}, { method: 'logistic' }), contextOf(whole))
    expect(parsed(modelJson).characteristics.find(({ name }) => name === 'month')!.range).toEqual({
      minimum: 4,
      maximum: 72,
    })
  })

  it('refuses rows without an outcome unless asked, naming the option in the hint', () => {
    expect(() => trainScorecard(inputOf(), contextOf(gappy))).toThrow(
      expect.objectContaining({
        message: 'target "credit" needs a value in every row, got a missing one in row 1',
        hint: expect.stringContaining('Set params.rejectInference.method to "knownOnly"'),
        place: { column: 'credit' },
      }),
    )
  })

  it('with knownOnly trains as if the rows without an outcome were not there', () => {
    const known = trainScorecard(inputOf({ rejectInference: { method: 'knownOnly' } }), contextOf(gappy))
    const without = trainScorecard(inputOf(), contextOf(takeFrameRows(gappy, booked)))
    expect(known.modelHash).toBe(without.modelHash)
    expect(known.fit.warnings).toContain(
      '100 rows without a known outcome were left out (knownOnly): the scorecard is one of accepted applicants.',
    )
  })

  it('takes rejects by a mark, and then leaves their outcomes alone', () => {
    const rejectInference = { method: 'fuzzy', rejected: { column: 'decision', value: 'declined' } }
    const marked = trainScorecard(inputOf({ rejectInference }), contextOf(gappy))
    const known = trainScorecard(inputOf({ rejectInference }), contextOf(whole))
    expect(marked.modelHash).toBe(known.modelHash)
    expect(marked.fit.rejectInference).toMatchObject({ method: 'fuzzy', nAccepted: 631, nRejected: 70 })
    const broken = { method: 'fuzzy', rejected: { column: 'decision', value: 'lost' } }
    expect(() => trainScorecard(inputOf({ rejectInference: broken }), contextOf(gappy))).toThrow('got "lost"')
    const absent = { method: 'fuzzy', rejected: { column: 'nowhere', value: 'x' } }
    expect(() => trainScorecard(inputOf({ rejectInference: absent }), contextOf(gappy))).toThrow('column "nowhere"')
  })

  it('divides rows with an outcome as the data set says', () => {
    const sample = textColumn(
      'sample',
      Array.from(yTrue, (_, row) => (row % 3 === 0 ? 'holdout' : 'development')),
    )
    const frame = createFrame([...gappy.columns.values(), sample])
    const { fit } = trainScorecard(
      inputOf({ rejectInference: { method: 'knownOnly' } }),
      contextOf(frame, { sample: 'sample' }),
    )
    expect(fit.nDevelopment).toBe(booked.filter((row) => row % 3 !== 0).length)
    expect(fit.nHoldout).toBe(booked.filter((row) => row % 3 === 0).length)
  })
})

describe('evidence on a model made with rejected applicants', () => {
  const params = scorecardParamsSchema.parse({ rejectInference: { method: 'fuzzy' } })
  const trained = trainScorecard(inputOf(params), contextOf(gappy))
  const model = parsed(trained.modelJson)
  const { rejectInference } = params
  const origin = { datasetVersionId: 'data', developmentShare: 0.7, seed: 1, rejectInference }
  const subject = { model, origin, datasetVersionId: 'data' }

  it('leaves rows without an outcome out and counts them', () => {
    const reader = contextOf(gappy).openReader()
    const all = readScored(reader, 'data', model, [], rejectInference)
    expect(all.nUnknown).toBe(100)
    expect(all.frame.nRows).toBe(900)
    expect([...all.yTrue]).toEqual(booked.map((row) => yTrue[row]))
    expect(all.points.length).toBe(900)
    expect(() => readScored(reader, 'data', model)).toThrow(
      expect.objectContaining({
        message: 'target "credit" needs a value in every row, got a missing one in row 1',
        hint: expect.stringContaining('data in which every row has an outcome'),
      }),
    )
    expect(pickSample(all, 'development', 'data', origin).yTrue.length).toBe(trained.fit.nDevelopment)
  })

  it('validates on the rows it was divided into, as training found them', () => {
    const report = validateModel(subject, contextOf(gappy))
    expect(report.samples.map(({ nRows }) => nRows)).toEqual([trained.fit.nDevelopment, trained.fit.nHoldout])
    expect(report.samples.map(({ rocAuc }) => rocAuc.value)).toEqual([
      trained.fit.developmentAuc.value,
      trained.fit.holdoutAuc!.value,
    ])
  })

  it('assesses groups and explains on rows with an outcome', () => {
    const fairness = assessFairness(
      { ...subject, grouping: { column: 'age', cuts: [25] }, reference: null, threshold: null, sample: 'all' },
      contextOf(gappy),
    )
    const { groups } = fairness.bases[0]!
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(900)
    expect(explainModel({ ...subject, sample: 'all' }, contextOf(gappy)).nRows).toBe(900)
  })

  it('takes other data without the mark, and calibrated models with a cut-off as PD', () => {
    const calibrated: ScorecardModel = { ...model, calibration: { method: 'platt', intercept: -0.4, slope: 0.9 } }
    const ask = (threshold: number) =>
      assessFairness(
        {
          ...subject,
          model: calibrated,
          grouping: { column: 'age', cuts: [25] },
          reference: null,
          threshold,
          sample: 'all',
        },
        contextOf(createFrame([...others, getColumn(german, 'credit')])),
      ).cutOff
    const byPd = ask(0.2)
    expect(byPd.probability).toBe(0.2)
    const byPoints = ask(byPd.points)
    expect(byPoints.probability).toBeCloseTo(0.2, 8)
  })
})
