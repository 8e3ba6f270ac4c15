import { describe, expect, it } from 'vitest'
import { psiNoDriftLimit } from '../../../../src/main/core/stats/psi-no-drift-limit.ts'
import { stabilityReport } from '../../../../src/main/core/validation/stability-report.ts'
import { thrownKind } from '../stats/thrown-kind.ts'

const report = (expected: number[], actual: number[]) =>
  stabilityReport({ name: 'age', labels: expected.map((_, b) => `bin ${b}`), expected, actual })

describe('stabilityReport', () => {
  it('splits the index into its summands', () => {
    const { populationStabilityIndex, bands, nExpected, nActual } = report([10, 10], [25, 75])
    expect(populationStabilityIndex.value).toBeCloseTo(Math.log(3) / 4, 14)
    expect(bands.reduce((sum, band) => sum + band.contribution!, 0)).toBeCloseTo(Math.log(3) / 4, 14)
    expect(bands[0]).toMatchObject({ label: 'bin 0', expected: 10, expectedShare: 0.5, actual: 25, actualShare: 0.25 })
    expect(bands[0]!.logRatio).toBeCloseTo(-Math.LN2, 14)
    expect([nExpected, nActual]).toEqual([20, 100])
  })

  it('says which bin is empty in one sample only', () => {
    const { populationStabilityIndex, bands } = report([10, 10, 5], [25, 0, 75])
    expect(populationStabilityIndex.value).toBeNull()
    expect(populationStabilityIndex.reason).toContain('bin 2')
    expect(bands[1]).toMatchObject({ logRatio: null, contribution: null })
    expect(bands[0]!.contribution).not.toBeNull()
  })

  it('counts bins empty in both samples neither in the index nor in the limit', () => {
    const { populationStabilityIndex, bands, noDriftLimit } = report([10, 10, 0], [25, 75, 0])
    expect(populationStabilityIndex.value).toBeCloseTo(Math.log(3) / 4, 14)
    expect(bands[2]).toMatchObject({ logRatio: null, contribution: 0 })
    expect(noDriftLimit).toBe(psiNoDriftLimit(20, 100, 2))
  })

  it('is undefined for an empty sample, without a limit', () => {
    const { populationStabilityIndex, noDriftLimit, bands } = report([10, 10], [0, 0])
    expect(populationStabilityIndex.value).toBeNull()
    expect(noDriftLimit).toBeNull()
    expect(bands[0]!.actualShare).toBe(0)
  })

  it('refuses labels and counts that do not match', () => {
    const counts = { name: 'age', expected: [1, 2], actual: [1, 2] }
    expect(thrownKind(() => stabilityReport({ ...counts, labels: ['a'] }))).toBe('invalidInput')
    expect(thrownKind(() => stabilityReport({ ...counts, labels: ['a', 'b'], actual: [1] }))).toBe('invalidInput')
    expect(thrownKind(() => stabilityReport({ ...counts, labels: ['a', 'b'], actual: [1, -1] }))).toBe('invalidInput')
  })
})
