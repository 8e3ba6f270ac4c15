import { describe, expect, it } from 'vitest'
import { DEFAULT_LEAKAGE_THRESHOLDS } from '../../../../../src/main/core/leakage/leakage-types.ts'
import {
  changedThresholds,
  STARTING_THRESHOLDS,
  splitWords,
  THRESHOLD_TEXTS,
} from '../../../../../src/renderer/pages/datasets/leakage/leakage-thresholds.ts'
import { scanVerdict, sortFindings } from '../../../../../src/renderer/pages/datasets/leakage/leakage-words.tsx'
import type { LeakageFinding, LeakageReport } from '../../../../../src/shared/contract/index.ts'

function finding(column: string, verdict: LeakageFinding['verdict'], strength: number | null): LeakageFinding {
  const measures = strength === null ? null : ({ strength } as LeakageFinding['measures'])
  return { column, verdict, reason: '', signs: [], measures, gapToOthers: null }
}

const FINDINGS = [
  finding('a', 'noSign', 0.7),
  finding('b', 'notAssessed', null),
  finding('c', 'review', 0.81),
  finding('d', 'leakSuspected', 0.96),
  finding('e', 'review', 0.9),
  finding('f', 'leakSuspected', 1),
]

describe('limits of the scan', () => {
  it('start where the app starts', () => {
    expect(STARTING_THRESHOLDS).toEqual(DEFAULT_LEAKAGE_THRESHOLDS)
  })

  it('each have a field', () => {
    const keys = [...THRESHOLD_TEXTS.map((text) => text.key), 'postOutcomeWords'].sort()
    expect(keys).toEqual(Object.keys(STARTING_THRESHOLDS).sort())
  })

  it('are sent only where they differ', () => {
    expect(changedThresholds({ ...STARTING_THRESHOLDS })).toBeUndefined()
    expect(changedThresholds({ ...STARTING_THRESHOLDS, leakAuc: 0.9 })).toEqual({ leakAuc: 0.9 })
  })

  it('take words however they are set apart', () => {
    expect(splitWords(' recover, lgd\nclosed ,')).toEqual(['recover', 'lgd', 'closed'])
  })
})

describe('what a scan found', () => {
  it('is sorted by verdict, then strength', () => {
    expect(sortFindings(FINDINGS).map((one) => one.column)).toEqual(['f', 'd', 'e', 'c', 'b', 'a'])
  })

  it('is as bad as its worst feature', () => {
    const report = (findings: LeakageFinding[]) => ({ findings }) as LeakageReport
    expect(scanVerdict(report(FINDINGS))).toEqual({
      verdict: 'leakSuspected',
      text: '2 features may know the target, 2 features to review, 1 feature without a sign, 1 feature not assessed',
    })
    expect(scanVerdict(report([finding('a', 'noSign', 0.6)])).verdict).toBe('noSign')
    expect(scanVerdict(report([finding('b', 'notAssessed', null)])).verdict).toBe('notAssessed')
    expect(scanVerdict(report([])).text).toBe('There is no feature to look at')
  })
})
