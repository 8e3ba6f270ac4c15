import { describe, expect, it } from 'vitest'
import {
  isUnmasking,
  privacyMark,
  reasonProblem,
  retentionState,
} from '../../../../../src/renderer/pages/datasets/privacy/privacy-words.ts'
import type { Retention } from '../../../../../src/shared/contract/index.ts'

const RETENTION: Retention = {
  datasetName: 'loans',
  retainUntil: '2030-01-31',
  legalHold: false,
  reason: 'policy',
  setAt: '2026-01-01T00:00:00.000Z',
  setBy: 'Ada',
  isDue: false,
}

describe('retentionState', () => {
  it('says kept until, due, on hold and no end, a hold before everything else', () => {
    expect(retentionState(null).word).toBe('No end set')
    expect(retentionState(RETENTION).word).toBe('Kept until 2030-01-31')
    expect(retentionState({ ...RETENTION, isDue: true }).word).toBe('Due for disposal')
    expect(retentionState({ ...RETENTION, legalHold: true }).word).toBe('On legal hold')
    expect(retentionState({ ...RETENTION, isDue: true, legalHold: true }).word).toBe('On legal hold')
    expect(retentionState({ ...RETENTION, retainUntil: null }).word).toBe('No end set')
  })

  it('names the day a hold outlives', () => {
    expect(retentionState({ ...RETENTION, legalHold: true }).sentence).toContain('2030-01-31')
    expect(retentionState({ ...RETENTION, legalHold: true, retainUntil: null }).sentence).not.toContain('null')
  })
})

describe('isUnmasking', () => {
  const mask = { class: 'email', treatment: 'mask' } as const
  it('is true only where something hidden would be shown', () => {
    expect(isUnmasking(mask, null)).toBe(true)
    expect(isUnmasking(mask, { ...mask, treatment: 'none' })).toBe(true)
    expect(isUnmasking(mask, { ...mask, class: 'phone' })).toBe(false)
    expect(isUnmasking(null, mask)).toBe(false)
    expect(isUnmasking(null, null)).toBe(false)
  })
})

describe('reasonProblem', () => {
  it('counts the characters that are lacking, blanks at the ends not counted', () => {
    expect(reasonProblem('')).toBe('At least 10 characters')
    expect(reasonProblem('  complaint  ')).toBe('1 more character')
    expect(reasonProblem('why')).toBe('7 more characters')
    expect(reasonProblem('complaint 7')).toBeNull()
  })
})

it('marks a column with shape, word and class', () => {
  expect(privacyMark(null)).toBe('')
  expect(privacyMark({ class: 'iban', treatment: 'mask' })).toBe('◐ Masked: IBAN')
})
