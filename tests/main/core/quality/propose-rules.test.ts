import { describe, expect, it } from 'vitest'
import { createFrame, type Frame } from '../../../../src/main/core/frame/frame.ts'
import { profileColumn } from '../../../../src/main/core/frame/profile-column.ts'
import { checkRules } from '../../../../src/main/core/quality/check-rules.ts'
import { evaluateQuality } from '../../../../src/main/core/quality/evaluate-quality.ts'
import { printCoefficientAgainst, printShareAgainst } from '../../../../src/main/core/quality/print-against.ts'
import { proposeRules } from '../../../../src/main/core/quality/propose-rules.ts'
import type { QualitySchemaColumn } from '../../../../src/main/core/quality/quality-report.ts'
import { german, numeric, text } from '../leakage/leakage-data.ts'

function propose(frame: Frame, roles: Readonly<Record<string, string>> = {}) {
  const columns = [...frame.columns.values()]
  const schema = columns.map((column): QualitySchemaColumn => {
    return { name: column.name, type: column.kind, role: roles[column.name] ?? 'feature' }
  })
  const profiles = columns.map((column) => profileColumn(column))
  const target = { column: 'credit', eventValue: '2', eventShare: 0.3 }
  return proposeRules(schema, profiles, frame, frame.columns.has('credit') ? target : undefined)
}

describe('proposeRules', () => {
  it('proposes rules for German Credit that hold together and that it passes', () => {
    const proposed = propose(german(), { credit: 'target' })
    const rules = proposed.map((one) => one.rule)
    expect(checkRules(rules)).toEqual([])
    expect(evaluateQuality(german(), rules).results.filter((result) => result.verdict !== 'pass')).toEqual([])
    expect(proposed.every((one) => one.because.length > 20)).toBe(true)
    expect(rules.find((rule) => rule.id === 'imbalance')).toMatchObject({ minimum: 0.15, column: 'credit' })
    expect(rules.find((rule) => rule.id === 'range:age')).toMatchObject({ minimum: 19, maximum: 75 })
    expect(rules.find((rule) => rule.id === 'range:credit_amount')).toMatchObject({ minimum: 0, maximum: null })
    expect(rules.find((rule) => rule.id === 'values:housing')).toMatchObject({ values: ['A151', 'A152', 'A153'] })
  })

  it('demands of identifiers, of constants and of twins what the data breaks', () => {
    const frame = createFrame([
      text('key', ['a', 'a', 'b', null]),
      numeric('x', [1, 2, 3, -4]),
      numeric('twin', [2, 4, 6, -8]),
      numeric('one', [1, 1, 1, 1]),
      text('name', ['n1', 'n2', 'n3', 'n4']),
    ])
    const rules = propose(frame, { key: 'identifier' }).map((one) => one.rule)
    const failed = evaluateQuality(frame, rules).results.filter((result) => result.verdict === 'fail')
    expect(failed.map((result) => result.ruleId)).toEqual([
      'unique:key',
      'constant:one',
      'cardinality:name',
      'correlation:["x","twin"]',
    ])
    expect(rules.some((rule) => rule.id === 'range:x')).toBe(false)
  })

  it('adds a margin to the share of missing values', () => {
    const limit = (values: number[]) =>
      propose(createFrame([numeric('x', values)])).find((one) => one.rule.id === 'missing:x')?.rule
    expect(limit(Array(100).fill(1))).toMatchObject({ maximum: 0.01 })
    // 0.1 + 3 · √(0.1 · 0.9 / 100) = 0.19
    expect(limit(Array.from({ length: 100 }, (_, i) => (i < 10 ? Number.NaN : i)))).toMatchObject({ maximum: 0.19 })
    expect(limit(Array(9).fill(Number.NaN))).toBeUndefined()
  })

  it('leaves ignored columns alone', () => {
    const rules = propose(createFrame([numeric('x', [1, 2])]), { x: 'ignore' })
    expect(rules.map((one) => one.rule.id)).toEqual(['schema', 'duplicate-rows'].slice(1))
  })
})

describe('figures beside their limit', () => {
  it('get the decimals they need', () => {
    expect(printShareAgainst(0.20004, 0.2)).toBe('20.004%')
    expect(printShareAgainst(0.2, 0.2)).toBe('20%')
    expect(printShareAgainst(1 / 3, 0.2)).toBe('33.33%')
    expect(printCoefficientAgainst(0.79996, 0.8)).toBe('0.79996')
  })
})
