import { describe, expect, it } from 'vitest'
import {
  columnReference,
  fillSlots,
  insertAt,
  insertFunction,
  placeInText,
} from '../../../../../src/renderer/pages/datasets/steps/expression-text.ts'
import { draftOf, newDraft, stepOf } from '../../../../../src/renderer/pages/datasets/steps/step-draft.ts'
import {
  addSteps,
  clearPlan,
  deriveInput,
  EMPTY_PLAN,
  isPlanEmpty,
  lastPlanChange,
  moveStep,
  putStep,
  removeStep,
  setRole,
  setTarget,
  stepsFromJson,
  stepsToJson,
  undoPlan,
} from '../../../../../src/renderer/pages/datasets/steps/step-plan.ts'
import { stepText } from '../../../../../src/renderer/pages/datasets/steps/step-words.ts'
import { type Step, stepSchema } from '../../../../../src/shared/contract/step.ts'

const STEPS: readonly Step[] = [
  { kind: 'derive', name: 'ratio', expression: 'debt / income', description: 'Debt', unit: 'ratio', role: 'feature' },
  { kind: 'filter', keep: 'age >= 18', reason: 'Adults only' },
  { kind: 'exclude', where: 'staff = 1', reason: 'Staff' },
  { kind: 'split', name: 'sample', developmentShare: 0.7, stratifyBy: 'credit', seed: 7 },
  {
    kind: 'outOfTime',
    name: 'sample2',
    dateColumn: 'opened',
    from: '2024-01-01',
    developmentShare: 0.655,
    stratifyBy: null,
    seed: 1,
  },
  {
    kind: 'outOfTime',
    name: 's3',
    dateColumn: 'opened',
    from: '2024-01-01',
    developmentShare: null,
    stratifyBy: null,
    seed: 1,
  },
  { kind: 'folds', name: 'fold', k: 5, stratifyBy: null, seed: 0 },
  { kind: 'weight', name: 'weight', expression: 'exposure' },
]
const [DERIVE, FILTER, EXCLUDE] = STEPS as [Step, Step, Step]

describe('a step while it is written', () => {
  it('comes back unchanged from its form, whatever its kind', () => {
    for (const step of STEPS) {
      expect(stepOf(draftOf(step), [])).toEqual({ step })
      expect(stepSchema.parse(step)).toEqual(step)
    }
  })

  it('says what is lacking', () => {
    const problem = (fields: object, kind: Step['kind'] = 'derive', taken: string[] = []) =>
      stepOf({ ...newDraft(kind), ...fields }, taken)
    expect(problem({ expression: '1' })).toEqual({ problem: 'The new column needs a name' })
    expect(problem({ name: 'age', expression: '1' }, 'derive', ['age'])).toEqual({
      problem: 'A column is called age already',
    })
    expect(problem({ name: 'a' })).toEqual({ problem: 'Write an expression' })
    expect(problem({ expression: 'a = 1' }, 'exclude')).toEqual({
      problem: 'Say why: the reason stays with the version',
    })
    expect(problem({ developmentShare: '100' }, 'split')).toHaveProperty('problem')
    expect(problem({ developmentShare: '' }, 'split')).toHaveProperty('problem')
    expect(problem({ seed: '-1' }, 'split')).toHaveProperty('problem')
    expect(problem({ seed: '' }, 'split')).toHaveProperty('problem')
    expect(problem({ k: '1' }, 'folds')).toHaveProperty('problem')
    expect(problem({ from: '2024-01-01' }, 'outOfTime')).toEqual({ problem: 'Choose the column of dates' })
    expect(problem({ dateColumn: 'd', from: '01.01.2024' }, 'outOfTime')).toHaveProperty('problem')
  })

  it('is told in one line', () => {
    expect(STEPS.map(stepText)).toEqual([
      'ratio = debt / income',
      'keep where age >= 18',
      'leave out where staff = 1',
      'sample: 70% development, the rest hold-out within credit, seed 7',
      'sample2: out of time from 2024-01-01 by opened, earlier rows 65.5% development, seed 1',
      's3: out of time from 2024-01-01 by opened, earlier rows are development',
      'fold: 5 folds, seed 0',
      'weight = exposure',
    ])
  })
})

describe('the plan of a new version', () => {
  const plan = putStep(putStep(EMPTY_PLAN, DERIVE, null), FILTER, null)

  it('adds, edits, moves and removes steps, and names each for undo', () => {
    expect(plan.steps).toEqual([DERIVE, FILTER])
    expect(lastPlanChange(plan)).toBe('add keep rows')
    const moved = moveStep(plan, 1, -1)
    expect(moved.steps).toEqual([FILTER, DERIVE])
    expect(lastPlanChange(moved)).toBe('move keep rows')
    expect(putStep(plan, EXCLUDE, 1).steps).toEqual([DERIVE, EXCLUDE])
    const removed = removeStep(plan, 0)
    expect(lastPlanChange(removed)).toBe('remove derive a column: ratio')
    expect(undoPlan(removed)).toEqual(plan)
    expect(moveStep(plan, 0, -1)).toBe(plan)
    expect(removeStep(plan, 9)).toBe(plan)
    expect(undoPlan(EMPTY_PLAN)).toBe(EMPTY_PLAN)
    expect(undoPlan(clearPlan(plan))).toEqual(plan)
  })

  it('forgets a role given back, and a target that stays', () => {
    const changed = setRole(EMPTY_PLAN, 'age', 'sensitive', 'feature')
    expect(deriveInput(changed, 'dv_1', '')).toEqual({
      dataset: 'dv_1',
      steps: [],
      columns: [{ column: 'age', role: 'sensitive' }],
    })
    expect(isPlanEmpty(setRole(changed, 'age', 'feature', 'feature'))).toBe(true)
    const targeted = setTarget(changed, null)
    expect(deriveInput(targeted, 'dv_1', ' loans ')).toMatchObject({ name: 'loans', target: null })
    expect(setTarget(targeted, undefined)).not.toHaveProperty('target')
    expect(undoPlan(setTarget(targeted, undefined))).toEqual(targeted)
  })

  it('takes a value typed letter by letter for one change', () => {
    const typed = ['', 'b', 'ba', 'bad'].reduce(
      (before, eventValue) => setTarget(before, { column: 'outcome', eventValue }),
      EMPTY_PLAN,
    )
    expect(typed.target).toEqual({ column: 'outcome', eventValue: 'bad' })
    expect(undoPlan(typed)).toEqual(EMPTY_PLAN)
  })

  it('copies steps and takes them back, with the usual values where they say nothing', () => {
    expect(stepsFromJson(stepsToJson(STEPS))).toEqual({ steps: STEPS })
    expect(stepsFromJson('{"steps":[{"kind":"split"}]}')).toEqual({
      steps: [{ kind: 'split', name: 'sample', developmentShare: 0.7, stratifyBy: null, seed: 1 }],
    })
    expect(addSteps(plan, STEPS).steps).toHaveLength(10)
  })

  it('refuses what are no steps, with the place', () => {
    expect(stepsFromJson('keep age')).toHaveProperty('problem')
    expect(stepsFromJson('[]')).toEqual({ problem: 'There is no step in what was pasted' })
    expect(stepsFromJson('[{"kind":"magic"}]')).toHaveProperty('problem')
    expect(stepsFromJson('[{"kind":"filter","keep":"a = 1"}]')).toEqual({
      problem: 'Step 1 (filter) needs “reason”',
    })
  })
})

describe('the text of an expression', () => {
  it('names columns bare where it can and in brackets where it must', () => {
    expect(['age', 'loan amount', 'in', 'a]b', '1st', 'Größe'].map(columnReference)).toEqual([
      'age',
      '[loan amount]',
      '[in]',
      '[a]]b]',
      '[1st]',
      'Größe',
    ])
  })

  it('inserts at the caret, apart from its neighbours, over the selection', () => {
    expect(insertAt('a + ', 4, 4, 'b')).toEqual({ text: 'a + b', caret: 5 })
    expect(insertAt('a', 1, 1, 'b')).toEqual({ text: 'a b', caret: 3 })
    expect(insertAt('old + 1', 0, 3, 'new')).toEqual({ text: 'new + 1', caret: 3 })
    expect(insertFunction('', 0, 0, 'log')).toEqual({ text: 'log()', caret: 4 })
  })

  it('fills the slots of a template and leaves the others', () => {
    expect(fillSlots('{debt} / {income}', { debt: 'total debt' })).toBe('[total debt] / {income}')
  })

  it('finds the line of a fault and shortens a long one around it', () => {
    expect(placeInText('a +\nb * * c', 8)).toEqual({ line: 'b * * c', before: 4, lineNumber: 2 })
    expect(placeInText('abc', 99)).toEqual({ line: 'abc', before: 3, lineNumber: 1 })
    const long = `${'x'.repeat(100)}!${'y'.repeat(100)}`
    const place = placeInText(long, 100)
    expect(place.line[place.before]).toBe('!')
    expect(place.line.length).toBeLessThan(80)
  })
})
