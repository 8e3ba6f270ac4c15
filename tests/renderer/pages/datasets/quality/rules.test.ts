import { describe, expect, it } from 'vitest'
import { resultRank, totalsText } from '../../../../../src/renderer/pages/datasets/quality/quality-words.tsx'
import {
  blankRule,
  editRules,
  freeId,
  sameRules,
  startDraft,
  undoName,
} from '../../../../../src/renderer/pages/datasets/quality/rule-edits.ts'
import {
  changedRule,
  parseRules,
  tidyRule,
} from '../../../../../src/renderer/pages/datasets/quality/rule-form-values.ts'
import { RULE_KIND_TEXTS, ruleParts, ruleText } from '../../../../../src/renderer/pages/datasets/quality/rule-kinds.ts'
import { type QualityRule, qualityRuleSchema, RULE_KINDS } from '../../../../../src/shared/contract/index.ts'

const AGE: QualityRule = {
  id: 'age-range',
  severity: 'error',
  kind: 'range',
  column: 'age',
  minimum: 18,
  maximum: null,
}

describe('every kind of rule', () => {
  it.each(RULE_KINDS)('%s starts as a rule the door takes, with a form and a sentence', (kind) => {
    const rule = blankRule(kind, 'age', 'x')
    expect(qualityRuleSchema.parse(rule)).toEqual(rule)
    expect(ruleText(rule)).not.toMatch(/undefined|null|NaN/)
    expect(RULE_KIND_TEXTS[kind].meaning).toMatch(/\.$/)
    const asked = new Set(['id', 'severity', 'kind', ...RULE_KIND_TEXTS[kind].fields.map((field) => field.key)])
    expect(Object.keys(ruleParts(rule)).filter((key) => !asked.has(key))).toEqual([])
  })
})

describe('editing', () => {
  it('names every step and takes it back', () => {
    let draft = startDraft([AGE])
    draft = editRules(draft, { do: 'duplicate', id: 'age-range' })
    draft = editRules(draft, { do: 'severity', id: 'age-range-2', severity: 'warning' })
    draft = editRules(draft, { do: 'remove', id: 'age-range' })
    expect(draft.rules).toEqual([{ ...AGE, id: 'age-range-2', severity: 'warning' }])
    expect(undoName(draft)).toBe('remove rule age-range')
    draft = editRules(draft, { do: 'undo' })
    expect(undoName(draft)).toBe('make rule age-range-2 a warning')
    draft = editRules(editRules(draft, { do: 'undo' }), { do: 'undo' })
    expect(draft.rules).toEqual([AGE])
    expect(undoName(draft)).toBeNull()
    expect(editRules(draft, { do: 'undo' })).toBe(draft)
  })

  it('adds a rule on top under an id of its own', () => {
    const once = editRules(startDraft([AGE]), { do: 'add', kind: 'range', column: 'age' })
    expect(once.rules.map((rule) => rule.id)).toEqual(['age-range-2', 'age-range'])
    expect(freeId(once.rules, 'age-range-2')).toBe('age-range-3')
  })

  it('knows whether anything differs', () => {
    expect(sameRules([AGE], [{ ...AGE }])).toBe(true)
    expect(sameRules([AGE], [{ ...AGE, minimum: 19 }])).toBe(false)
  })
})

describe('the form of a rule', () => {
  const field = (kind: QualityRule['kind'], key: string) => RULE_KIND_TEXTS[kind].fields.find((one) => one.key === key)!

  it('says null where a limit is left empty, and leaves out what may be absent', () => {
    expect(changedRule(AGE, field('range', 'minimum'), null)).toEqual({ ...AGE, minimum: null })
    const type: QualityRule = { id: 't', severity: 'error', kind: 'type', column: 'd', type: 'date', format: 'YYYY' }
    expect(changedRule(type, field('type', 'format'), '')).toEqual({
      id: 't',
      severity: 'error',
      kind: 'type',
      column: 'd',
      type: 'date',
    })
  })

  it('drops the empty lines of a list only when it is saved', () => {
    const rule = { ...blankRule('allowedValues', 'sex', 'v'), values: ['f', '', 'm', ''] } as QualityRule
    expect(tidyRule(rule)).toMatchObject({ values: ['f', 'm'] })
  })
})

describe('rules as JSON', () => {
  it('are read back as they were written', () => {
    expect(parseRules(JSON.stringify([AGE]))).toEqual({ rules: [AGE] })
  })

  it.each([
    ['{', /^This is no JSON/],
    ['{}', /need to be a list/],
    ['[{"id":"a"}]', /^Rule 1 needs id, severity and kind/],
  ])('say what is wrong with %s', (text, problem) => {
    expect(parseRules(text)).toEqual({ problem: expect.stringMatching(problem) })
  })
})

describe('the verdict in words', () => {
  const counts = (pass: number, fail: number, notAssessed = 0) => ({ pass, fail, notAssessed })

  it('counts what failed by severity', () => {
    const totals = { error: counts(10, 2), warning: counts(5, 1), information: counts(0, 0, 1) }
    expect(totalsText({ totals })).toBe('2 errors and 1 warning failed, 15 rules passed, 1 rule not assessed')
    expect(totalsText({ totals: { error: counts(1, 0), warning: counts(0, 0), information: counts(0, 0) } })).toBe(
      'Nothing failed, 1 rule passed',
    )
  })

  it('puts failed errors first and what passed last', () => {
    const ranks = [
      resultRank({ verdict: 'fail', severity: 'error' }),
      resultRank({ verdict: 'fail', severity: 'warning' }),
      resultRank({ verdict: 'notAssessed', severity: 'error' }),
      resultRank({ verdict: 'fail', severity: 'information' }),
      resultRank({ verdict: 'pass', severity: 'error' }),
    ]
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
    expect(new Set(ranks).size).toBe(5)
  })
})
