import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from '../../../../src/main/core/calendar/parse-date.ts'
import { checkExpression } from '../../../../src/main/core/expression/check-expression.ts'
import type { ExpressionType } from '../../../../src/main/core/expression/expression.ts'
import { dateFormatsOfFrame, typesOfFrame } from '../../../../src/main/core/expression/operands.ts'
import { parseExpression } from '../../../../src/main/core/expression/parse-expression.ts'
import { cellAt, createFrame, type Frame } from '../../../../src/main/core/frame/frame.ts'
import { stratifiedSplit } from '../../../../src/main/core/random/stratified-split.ts'
import { applySteps } from '../../../../src/main/core/steps/apply-steps.ts'
import {
  applyDerivations,
  compileRowDerivations,
  neededDerivations,
} from '../../../../src/main/core/steps/derivations.ts'
import { featureTemplates, fillTemplate } from '../../../../src/main/core/steps/feature-templates.ts'
import { checkSteps } from '../../../../src/main/core/steps/plan-steps.ts'
import { populationChecks } from '../../../../src/main/core/steps/population-checks.ts'
import type { Step } from '../../../../src/main/core/steps/step.ts'
import { StepError } from '../../../../src/main/core/steps/step-error.ts'

const NAN = Number.NaN

/** Ten loans: y has four events, debt and income have gaps, one date is missing. */
function loans(): Frame {
  const days = ['01.01.2020', '15.06.2020', '01.01.2021', '30.06.2021']
  return createFrame([
    { kind: 'numeric', name: 'y', values: Float64Array.of(0, 1, 0, 0, 1, 0, 1, 0, 0, 1) },
    { kind: 'numeric', name: 'debt', values: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, NAN) },
    { kind: 'numeric', name: 'income', values: Float64Array.of(10, 0, 10, NAN, 10, 10, 10, 10, 10, 10) },
    {
      kind: 'text',
      name: 'opened',
      codes: Int32Array.of(0, 1, 2, 3, 0, 1, 2, 3, 0, -1),
      levels: days,
      dateFormat: 'DD.MM.YYYY',
    },
  ])
}

function derive(name: string, expression: string): Step {
  return { kind: 'derive', name, expression, description: '', unit: '' }
}

const RATIO = derive('ratio', 'debt / income')
const RISKY = derive('risky', 'ratio > 0.35')
const NEXT = derive('next', 'addMonths(opened, 1)')
const MONTH = derive('nextMonth', 'month(next)')

function cells(frame: Frame, name: string): (number | string | null)[] {
  const column = frame.columns.get(name)!
  return Array.from({ length: frame.nRows }, (_, row) => cellAt(column, row))
}

function errorOf(run: () => unknown): StepError {
  try {
    run()
  } catch (error) {
    if (error instanceof StepError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('applySteps', () => {
  it('derives, filters and excludes with a log, a missing verdict neither keeping nor excluding', () => {
    const { frame, rows, log } = applySteps(loans(), [
      RATIO,
      { kind: 'exclude', where: 'debt > 8', reason: 'too large' },
      { kind: 'filter', keep: 'income >= 10', reason: 'income known' },
      RISKY,
    ])
    expect([...rows]).toEqual([0, 2, 4, 5, 6, 7, 9])
    expect(cells(frame, 'ratio')).toEqual([0.1, 0.3, 0.5, 0.6, 0.7, 0.8, null])
    expect(cells(frame, 'risky')).toEqual([0, 0, 1, 1, 1, 1, null])
    expect(log).toEqual([
      { kind: 'derive', nBefore: 10, nAfter: 10, nMissing: 3, reason: null },
      { kind: 'exclude', nBefore: 10, nAfter: 9, nMissing: null, reason: 'too large' },
      { kind: 'filter', nBefore: 9, nAfter: 7, nMissing: null, reason: 'income known' },
      { kind: 'derive', nBefore: 7, nAfter: 7, nMissing: 1, reason: null },
    ])
  })

  it('draws a split by target exactly as training does', () => {
    const { frame } = applySteps(loans(), [{ kind: 'split', developmentShare: 0.5, stratifyBy: 'y', seed: 7 }])
    const { development } = stratifiedSplit(Uint8Array.of(0, 1, 0, 0, 1, 0, 1, 0, 0, 1), 0.5, 7)
    const expected = Array.from({ length: 10 }, (_, row) => (development.includes(row) ? 'development' : 'holdout'))
    expect(cells(frame, 'sample')).toEqual(expected)
  })

  it('draws within the values of any column, and without one', () => {
    for (const stratifyBy of ['opened', null]) {
      const step = { kind: 'split', name: 's', developmentShare: 0.5, stratifyBy, seed: 1 } as const
      const labels = cells(applySteps(loans(), [step]).frame, 's')
      expect(labels).toEqual(cells(applySteps(loans(), [step]).frame, 's'))
      expect(new Set(labels)).toEqual(new Set(['development', 'holdout']))
    }
  })

  it('takes the out-of-time sample by date and can split the rest', () => {
    const step = { kind: 'outOfTime', dateColumn: 'opened', from: '2021-01-01' } as const
    const D = 'development'
    const O = 'outOfTime'
    const { frame, log } = applySteps(loans(), [step])
    expect(cells(frame, 'sample')).toEqual([D, D, O, O, D, D, O, O, D, null])
    expect(log[0]!.nMissing).toBe(1)
    const split = applySteps(loans(), [{ ...step, developmentShare: 0.4, seed: 3 }]).frame
    const labels = cells(split, 'sample')
    expect(labels.filter((label) => label === O)).toHaveLength(4)
    expect(labels.filter((label) => label === D)).toHaveLength(2)
    expect(labels.filter((label) => label === 'holdout')).toHaveLength(3)
  })

  it('deals folds that differ by one row at most, also within each class', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1), { minLength: 1, maxLength: 60 }), fc.integer({ min: 2, max: 7 }), (y, k) => {
        const source = createFrame([{ kind: 'numeric', name: 'y', values: Float64Array.from(y) }])
        const { frame } = applySteps(source, [{ kind: 'folds', name: 'fold', k, stratifyBy: 'y', seed: 5 }])
        const folds = cells(frame, 'fold')
        for (const value of [null, 0, 1]) {
          const counts = Array.from(
            { length: k },
            (_, fold) =>
              folds.filter((label, row) => label === String(fold + 1) && (value === null || y[row] === value)).length,
          )
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('refuses weights that are missing or negative', () => {
    const weigh = (expression: string): Step[] => [{ kind: 'weight', name: 'w', expression }]
    expect(cells(applySteps(loans(), weigh('coalesce(debt, 0)')).frame, 'w')[9]).toBe(0)
    expect(() => applySteps(loans(), weigh('debt'))).toThrow('got a missing one in row 10')
    expect(() => applySteps(loans(), weigh('y - 1'))).toThrow('got -1 in row 1')
  })
})

describe('checkSteps', () => {
  const TYPES: ReadonlyMap<string, ExpressionType> = typesOfFrame(loans())

  it('gives the columns after the last step', () => {
    const split: Step = { kind: 'split', developmentShare: 0.5, stratifyBy: null, seed: 1 }
    expect([...checkSteps(TYPES, [RATIO, RISKY, NEXT, split])].slice(4)).toEqual([
      ['ratio', 'number'],
      ['risky', 'number'],
      ['next', 'date'],
      ['sample', 'text'],
    ])
  })

  const split = { kind: 'split', developmentShare: 0.5, stratifyBy: null, seed: 1 } as const
  it.each<[string, Step]>([
    ['name of its own', derive('debt', '1')],
    ['needs a name', derive('', '1')],
    ['none of that name', derive('x', 'ratio + later')],
    ['true or false', { kind: 'filter', keep: 'debt', reason: '' }],
    ['true or false', { kind: 'exclude', where: 'debt', reason: '' }],
    ['a number', { kind: 'weight', name: 'w', expression: "'x'" }],
    ['share', { ...split, developmentShare: 1 }],
    ['seed', { ...split, seed: -1 }],
    ['column "z"', { ...split, stratifyBy: 'z' }],
    ['2 to 1000', { kind: 'folds', name: 'f', k: 1, stratifyBy: null, seed: 1 }],
    ['date column', { kind: 'outOfTime', dateColumn: 'debt', from: '2021-01-01' }],
    ['YYYY-MM-DD', { kind: 'outOfTime', dateColumn: 'opened', from: '2021-02-30' }],
    ['seed', { kind: 'outOfTime', dateColumn: 'opened', from: '2021-01-01', developmentShare: 0.5 }],
  ])('refuses: %s', (message, step) => {
    const error = errorOf(() => checkSteps(TYPES, [RATIO, step]))
    expect(error.message).toContain(message)
    expect(error.message).toMatch(/^step 2: /)
    expect(error.step).toBe(1)
  })

  it('names the position in the expression, and limits the number of steps', () => {
    const error = errorOf(() => checkSteps(TYPES, [derive('x', 'debt + incme')]))
    expect([error.step, error.position, error.hint]).toEqual([0, 7, 'Did you mean [income]?'])
    expect(() =>
      checkSteps(
        TYPES,
        Array.from({ length: 1001 }, () => RATIO),
      ),
    ).toThrow('at most 1000 steps')
  })
})

describe('derivations for scoring', () => {
  const STEPS: Step[] = [RATIO, { kind: 'filter', keep: 'ratio < 0.8', reason: 'ratio' }, RISKY, NEXT, MONTH]

  it('are only those that are needed', () => {
    expect(neededDerivations(STEPS, ['risky', 'y'])).toEqual({
      steps: [RATIO, RISKY],
      inputColumns: ['y', 'debt', 'income'],
    })
    expect(neededDerivations(STEPS, ['y'])).toEqual({ steps: [], inputColumns: ['y'] })
    expect([...applyDerivations(loans(), STEPS, ['risky']).columns.keys()].slice(4)).toEqual(['ratio', 'risky'])
    const folds: Step = { kind: 'folds', name: 'f', k: 2, stratifyBy: null, seed: 1 }
    expect(() => neededDerivations([folds], ['f'])).toThrow('that a single case has')
  })

  it('give single rows what frames get', () => {
    const source = loans()
    const all = applyDerivations(source, STEPS, ['risky', 'nextMonth'])
    const reader = compileRowDerivations(STEPS, typesOfFrame(source), dateFormatsOfFrame(source))
    for (let row = 0; row < source.nRows; row++) {
      const read = reader((name) => cellAt(source.columns.get(name)!, row))
      for (const [name, column] of all.columns) expect(read(name)).toBe(cellAt(column, row))
    }
  })

  it('say why a case is outside the population', () => {
    const steps: Step[] = [
      ...STEPS,
      { kind: 'exclude', where: 'debt > 5', reason: 'debt' },
      { kind: 'folds', name: 'f', k: 2, stratifyBy: null, seed: 1 },
      { kind: 'filter', keep: "f = '1'", reason: 'fold' },
    ]
    const check = populationChecks(steps, typesOfFrame(loans()))
    const of = (debt: number | null) => check((name) => (name === 'debt' ? debt : name === 'income' ? 10 : null))
    expect(of(1)).toEqual([])
    expect(of(9)).toEqual([
      { step: 1, kind: 'filter', reason: 'ratio' },
      { step: 5, kind: 'exclude', reason: 'debt' },
    ])
    expect(of(null)).toEqual([{ step: 1, kind: 'filter', reason: 'ratio' }])
  })
})

describe('feature templates', () => {
  it.each(featureTemplates.map((template) => [template.name, template] as const))(
    '%s is a number of its slots',
    (_, template) => {
      const names = new Map(template.needs.map(({ slot }) => [slot, `my ${slot}`]))
      const schema = new Map(template.needs.map(({ slot, type }) => [`my ${slot}`, type]))
      expect(checkExpression(parseExpression(fillTemplate(template, names)), schema)).toBe('number')
      expect(() => fillTemplate(template, new Map())).toThrow('needs a column for')
    },
  )

  it('computes the age', () => {
    const age = featureTemplates.find(({ name }) => name === 'ageAtApplication')!
    const text = fillTemplate(
      age,
      new Map([
        ['dateOfBirth', 'b'],
        ['applicationDate', 'a'],
      ]),
    )
    const reader = compileRowDerivations(
      [derive('age', text)],
      new Map([
        ['a', 'date'],
        ['b', 'date'],
      ]),
    )
    const read = reader((name) => (name === 'b' ? '1990-06-15' : parseDate('2021-06-14', 'YYYY-MM-DD')))
    expect([text, read('age')]).toEqual(['yearsBetween(b, a)', 30])
  })
})
