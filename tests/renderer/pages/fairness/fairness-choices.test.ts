import { describe, expect, it } from 'vitest'
import {
  cutsProblem,
  groupNames,
  parseCuts,
  parseThreshold,
} from '../../../../src/renderer/pages/fairness/fairness-choices.ts'

describe('parseCuts', () => {
  it('reads numbers separated by commas, semicolons or spaces', () => {
    expect(parseCuts('25, 40')).toEqual([25, 40])
    expect(parseCuts('25;40.5')).toEqual([25, 40.5])
    expect(parseCuts(' ')).toEqual([])
  })

  it('refuses what is not a number or not ascending', () => {
    expect(parseCuts('25, x')).toBeNull()
    expect(parseCuts('40, 25')).toBeNull()
    expect(parseCuts('25, 25')).toBeNull()
  })
})

describe('groupNames', () => {
  it('names the groups as the report does', () => {
    expect(groupNames([25])).toEqual(['≤ 25', '> 25'])
    expect(groupNames([25, 40])).toEqual(['≤ 25', '> 25 and ≤ 40', '> 40'])
    expect(groupNames([])).toEqual([])
  })
})

describe('cutsProblem', () => {
  it('asks for cut points where every value would be a group', () => {
    expect(cutsProblem('', { type: 'numeric', nDistinct: 53 })).toContain('53 values')
    expect(cutsProblem('25', { type: 'numeric', nDistinct: 53 })).toBeNull()
    expect(cutsProblem('', { type: 'text', nDistinct: 4 })).toBeNull()
    expect(cutsProblem('', undefined)).toBeNull()
  })
})

describe('parseThreshold', () => {
  it('tells points, a PD, a percentage and nothing apart', () => {
    expect(parseThreshold('580')).toBe(580)
    expect(parseThreshold('0.2')).toBe(0.2)
    expect(parseThreshold('20%')).toBe(0.2)
    expect(parseThreshold('')).toBeNull()
    expect(parseThreshold('-1')).toBeUndefined()
    expect(parseThreshold('x')).toBeUndefined()
  })
})
