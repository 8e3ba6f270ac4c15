import { describe, expect, it } from 'vitest'
import { dataDrift } from '../../../../src/main/core/data-report/data-drift.ts'
import { jensenShannonDistance } from '../../../../src/main/core/data-report/jensen-shannon-distance.ts'
import { kolmogorovSurvival, ksTwoSamples } from '../../../../src/main/core/data-report/ks-two-samples.ts'
import { createFrame, takeFrameRows } from '../../../../src/main/core/frame/frame.ts'
import { tallyValues } from '../../../../src/main/core/frame/value-tally.ts'
import golden from '../../../golden/data-report.json' with { type: 'json' }
import { numberColumn, readTaiwan, textColumn } from './real-data.ts'

const rowsFrom = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

describe('dataDrift against SciPy', () => {
  const taiwan = readTaiwan(golden.driftText.map(({ column }) => column))
  const report = dataDrift(takeFrameRows(taiwan, rowsFrom(0, 500)), takeFrameRows(taiwan, rowsFrom(500, 1500)))
  const driftOf = (name: string) => report.columns.find(({ column }) => column === name)!

  it.each(golden.driftNumeric.map((entry) => [entry.column, entry] as const))('%s', (name, expected) => {
    const found = driftOf(name)
    expect(found.bins.map((bin) => bin.expected)).toEqual([...expected.expected, 0])
    expect(found.bins.map((bin) => bin.actual)).toEqual([...expected.actual, 0])
    expect(found.populationStabilityIndex.value).toBeCloseTo(expected.psi, 12)
    expect(found.smoothedPopulationStabilityIndex.value).toBeCloseTo(expected.psi, 12)
    expect(found.jensenShannonDistance.value).toBeCloseTo(expected.jensenShannon, 12)
    expect(found.ksTest.statistic).toBeCloseTo(expected.ksStatistic, 12)
    expect(found.ksTest.pValue).toBeCloseTo(expected.ksPValue, 12)
    expect(found.meanChangeInSd.value).toBeCloseTo(expected.meanChangeInSd, 12)
    expect(found.chiSquaredTest.reason).toBe('the test needs texts, got numbers')
    expect(found).toMatchObject({ nExpected: 500, nActual: 1000, missingShareChange: 0 })
  })

  it.each(golden.driftText.map((entry) => [entry.column, entry] as const))('%s', (name, expected) => {
    const found = driftOf(name)
    expect(found.bins.map((bin) => bin.expected)).toEqual([...expected.expected, 0])
    expect(found.bins.map((bin) => bin.actual)).toEqual([...expected.actual, 0])
    expect(found.chiSquaredTest.statistic).toBeCloseTo(expected.chiSquared, 10)
    expect(found.chiSquaredTest.pValue).toBeCloseTo(expected.pValue, 12)
    expect(found.chiSquaredTest.degreesOfFreedom).toBe(expected.degreesOfFreedom)
    expect(found.jensenShannonDistance.value).toBeCloseTo(expected.jensenShannon, 12)
    expect(found.newLevels!.levels.map(({ level }) => level).sort()).toEqual(expected.newLevels)
    expect(found.vanishedLevels!.levels.map(({ level }) => level).sort()).toEqual(expected.vanishedLevels)
    expect(found.ksTest.reason).toBe('the test needs numbers, got texts')
  })

  it('says why an index does not exist, and counts half a row where told so', () => {
    const found = driftOf('EDUCATION')
    expect(found.populationStabilityIndex).toMatchObject({ value: null })
    expect(found.populationStabilityIndex.reason).toContain('needs bins filled in both samples, got 0 and 6 rows')
    expect(found.smoothedPopulationStabilityIndex.value).toBeGreaterThan(0)
    expect(found.newLevels).toMatchObject({ nLevels: 2, nRows: 6 })
  })
})

describe('dataDrift', () => {
  it('gives missing values and special codes bins of their own', () => {
    const expected = createFrame([numberColumn('x', [1, 2, 3, 4, -9, null, null, null])])
    const actual = createFrame([numberColumn('x', [0, 2, 9, -9, -9, null, 3, 4])])
    const specialCodes = new Map([['x', ['-9']]])
    const [found] = dataDrift(expected, actual, ['x'], { nBins: 2, specialCodes }).columns
    expect(found!.bins.map(({ label, expected: e, actual: a }) => [label, e, a])).toEqual([
      ['≤ 2', 2, 2],
      ['> 2', 2, 3],
      ['-9', 1, 2],
      ['Missing', 3, 1],
    ])
    expect(found!.missingShareChange).toBe(-2 / 8)
    // Means 2.5 and 3.6; the expected standard deviation is √(5/3).
    expect(found!.meanChangeInSd.value).toBeCloseTo(1.1 / Math.sqrt(5 / 3), 14)
    expect(found!.ksTest.statistic).toBeCloseTo(0.2, 14)
  })

  it('does not depend on the order of rows and levels', () => {
    const one = createFrame([textColumn('t', ['a', 'b', 'b', 'c'])])
    const two = createFrame([textColumn('t', ['c', 'b', 'a', 'b'])])
    const [found] = dataDrift(one, two).columns
    expect(found!.populationStabilityIndex.value).toBe(0)
    expect(found!.jensenShannonDistance.value).toBe(0)
    expect(found!.chiSquaredTest.pValue).toBe(1)
    const pooled = dataDrift(one, two, ['t'], { maxLevels: 1 }).columns[0]!
    expect(pooled.bins.map(({ label }) => label)).toEqual(['b', 'other levels (2)', 'Missing'])
  })

  it('prints the cuts of dates as dates', () => {
    const dates = textColumn('d', ['2020-01-05', '2020-01-01', '2020-01-02', '2020-01-03'])
    const frame = createFrame([{ ...dates, dateFormat: 'YYYY-MM-DD' } as typeof dates])
    const [found] = dataDrift(frame, frame, ['d'], { nBins: 2 }).columns
    expect(found!.bins.map(({ label }) => label)).toEqual(['≤ 2020-01-02', '> 2020-01-02', 'Missing'])
  })

  it('says what cannot be compared', () => {
    const one = createFrame([numberColumn('x', [1, 1]), numberColumn('y', [1, 2]), numberColumn('z', [1, 2])])
    const two = createFrame([numberColumn('x', [1, 2]), textColumn('y', ['1', '2'])])
    const report = dataDrift(one, two, ['x', 'y', 'z', 'w'])
    expect(report.uncompared.map(({ reason }) => reason)).toEqual([
      'the column is numeric in the expected and text in the actual sample',
      'the actual sample has no such column',
      'the expected sample has no such column',
    ])
    expect(report.columns[0]!.meanChangeInSd.reason).toContain('needs an expected sample that varies')
    expect(dataDrift(one, two).columns.map(({ column }) => column)).toEqual(['x'])
    expect(() => dataDrift(one, two, [], { nBins: 0 })).toThrow('bands, got 0')
    expect(() => dataDrift(one, two, [], { maxLevels: 0 })).toThrow('bands, got 0')
  })

  it('has nothing but reasons for empty samples', () => {
    const empty = createFrame([numberColumn('x', []), textColumn('t', [])])
    const full = createFrame([numberColumn('x', [1, 2]), textColumn('t', ['a', 'b'])])
    for (const drift of dataDrift(full, empty).columns) {
      expect(drift.missingShareChange).toBeNull()
      for (const estimate of [
        drift.populationStabilityIndex,
        drift.smoothedPopulationStabilityIndex,
        drift.jensenShannonDistance,
        drift.meanChangeInSd,
        drift.ksTest,
        drift.chiSquaredTest,
      ]) {
        expect(estimate.reason).not.toBeNull()
      }
    }
  })
})

describe('the parts', () => {
  it('has no distance between equal and the largest between separate shares', () => {
    expect(jensenShannonDistance([1, 2], [2, 4])).toBe(0)
    expect(jensenShannonDistance([1, 0], [0, 4])).toBe(1)
    expect(() => jensenShannonDistance([1], [1, 2])).toThrow('needs the same bins')
    expect(() => jensenShannonDistance([-1], [1])).toThrow('finite counts ≥ 0, got -1 in bin 1')
    expect(() => jensenShannonDistance([0], [1])).toThrow('needs rows in both samples, got 0 and 1')
  })

  it('has a Kolmogorov tail whose two series agree', () => {
    // scipy.stats.kstwobign.sf
    expect(kolmogorovSurvival(0.5)).toBeCloseTo(0.9639452436648751, 13)
    expect(kolmogorovSurvival(1)).toBeCloseTo(0.26999967167735456, 13)
    expect(kolmogorovSurvival(1 - 1e-12)).toBeCloseTo(kolmogorovSurvival(1), 11)
    expect(kolmogorovSurvival(3) / 3.0459959489425258e-8).toBeCloseTo(1, 12)
    expect(kolmogorovSurvival(0)).toBe(1)
    expect(() => ksTwoSamples(tallyValues(Float64Array.of(1)), tallyValues(new Float64Array(0)))).toThrow(
      'needs numbers in both samples, got 1 and 0',
    )
    expect(ksTwoSamples(tallyValues(Float64Array.of(1, 2)), tallyValues(Float64Array.of(3))).statistic).toBe(1)
  })
})
