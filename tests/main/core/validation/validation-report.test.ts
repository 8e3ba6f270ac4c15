import { describe, expect, it } from 'vitest'
import { validationReport } from '../../../../src/main/core/validation/validation-report.ts'
import type { ScoredSample, ValidationInput } from '../../../../src/main/core/validation/validation-types.ts'
import { validationReportSchema } from '../../../../src/shared/contract/evidence.ts'
import type { ValidationReport } from '../../../../src/shared/contract/index.ts'
import { python } from '../stats/golden-values.ts'
import { thrownKind } from '../stats/thrown-kind.ts'

const { seeded } = python
const development: ScoredSample = {
  sample: 'development',
  yTrue: Uint8Array.from(seeded.yTrue),
  yProb: Float64Array.from(seeded.yProb),
  points: Float64Array.from(seeded.points),
  isInSample: true,
}
const holdout = part('holdout', (row) => row % 3 === 0)
const characteristics = [
  { name: 'age', labels: ['young', 'old', 'Missing'], expected: [300, 300, 0], actual: [90, 110, 0] },
]

function part(sample: ScoredSample['sample'], keeps: (row: number) => boolean): ScoredSample {
  return {
    sample,
    yTrue: development.yTrue.filter((_, row) => keeps(row)),
    yProb: development.yProb.filter((_, row) => keeps(row)),
    points: development.points.filter((_, row) => keeps(row)),
    isInSample: false,
  }
}

function reportOf(...samples: ScoredSample[]) {
  return validationReport({ samples, characteristics: [] })
}

describe('validationReport', () => {
  const report: ValidationReport = validationReport({ samples: [development, holdout], characteristics })
  const sample = report.samples[0]!

  it('is what the contract allows, nothing more and nothing less', () => {
    expect(validationReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report)
  })

  it('has the discrimination that scikit-learn and SciPy find', () => {
    expect(sample.rocAuc.value).toBeCloseTo(seeded.rocAuc, 13)
    const halfWidth = 1.959963984540054 * Math.sqrt(seeded.delongVariance)
    expect(sample.rocAuc.upper).toBeCloseTo(seeded.rocAuc + halfWidth, 12)
    expect(sample.gini.value).toBeCloseTo(2 * seeded.rocAuc - 1, 13)
    expect(sample.gini.lower).toBeCloseTo(2 * (seeded.rocAuc - halfWidth) - 1, 12)
    expect(sample.gini.method).toMatch(/^2 · AUC − 1/)
    expect(sample.ksStatistic.value).toBeCloseTo(seeded.ksStatistic, 13)
  })

  it('places the KS distance where the curves are farthest apart', () => {
    const at = sample.ksCurve.find((point) => point.points === sample.ksPoints)!
    expect(at.eventShare - at.nonEventShare).toBeCloseTo(seeded.ksStatistic, 13)
  })

  it('has the losses and the calibration that scikit-learn and statsmodels find', () => {
    const { calibration, hosmerLemeshow } = seeded
    expect(sample.brierScore.value).toBeCloseTo(seeded.brierScore, 13)
    expect(sample.brierScore.upper! - sample.brierScore.value!).toBeCloseTo(1.959963984540054 * seeded.brierSe, 12)
    expect(sample.logLoss.value).toBeCloseTo(seeded.logLoss, 13)
    expect(sample.calibrationSlope.value).toBeCloseTo(calibration.slope, 10)
    expect(sample.calibrationSlope.lower).toBeCloseTo(
      calibration.slope - 1.959963984540054 * calibration.slopeStandardError,
      9,
    )
    const slopeMiddle = (sample.calibrationSlope.lower! + sample.calibrationSlope.upper!) / 2
    expect(slopeMiddle).toBeCloseTo(calibration.slope, 10)
    expect(sample.calibrationIntercept.value).toBeCloseTo(calibration.interceptSlopeOne, 10)
    expect(sample.hosmerLemeshow.statistic).toBeCloseTo(hosmerLemeshow.statistic, 11)
    expect(sample.hosmerLemeshow.pValue).toBeCloseTo(hosmerLemeshow.pInSample, 11)
    expect(report.samples[1]!.hosmerLemeshow.degreesOfFreedom).toBe(report.samples[1]!.calibrationCurve.length)
    const meanPredicted = seeded.yProb.reduce((sum, p) => sum + p, 0) / 600
    expect(sample.calibrationInTheLarge.value).toBeCloseTo(meanPredicted - sample.eventRate, 12)
    expect(sample.expectedCalibrationError.value).toBeCloseTo(hosmerLemeshow.expectedCalibrationError, 12)
  })

  it('ranks low points as risky in curve and gains', () => {
    expect(sample.gains[0]!.eventRate).toBeGreaterThan(sample.gains.at(-1)!.eventRate)
    expect(sample.rocCurve[0]).toEqual({ falsePositiveRate: 0, truePositiveRate: 0 })
    expect(sample.rocCurve.every((point) => point.truePositiveRate >= point.falsePositiveRate - 0.05)).toBe(true)
  })

  it('distributes every row over the same bands in both samples', () => {
    const [first, second] = report.samples.map((one) => one.scoreDistribution)
    expect(first!.map((band) => band.lower)).toEqual(second!.map((band) => band.lower))
    expect(first!.reduce((sum, band) => sum + band.count, 0)).toBe(600)
    expect(second!.reduce((sum, band) => sum + band.count, 0)).toBe(200)
  })

  it('compares the score and the characteristics of development and hold-out', () => {
    expect(report.scoreStability).toMatchObject({ name: 'score', nExpected: 600, nActual: 200 })
    expect(report.scoreStability!.populationStabilityIndex.value).toBeGreaterThan(0)
    expect(report.characteristicStability[0]!.populationStabilityIndex.value).toBeCloseTo(
      (0.45 - 0.5) * Math.log(0.9) + (0.55 - 0.5) * Math.log(1.1),
      13,
    )
  })

  it('takes the development sample as expected wherever it stands, and the last of the others as actual', () => {
    const small = part('all', (row) => row < 60)
    expect(reportOf(holdout, development, small).scoreStability).toMatchObject({ nExpected: 600, nActual: 60 })
    expect(reportOf(small, development, holdout).scoreStability).toMatchObject({ nExpected: 600, nActual: 200 })
  })

  it('has no score stability for one sample', () => {
    expect(reportOf({ ...development, sample: 'all' }).scoreStability).toBeNull()
  })
})

describe('validationReport of samples in which figures do not exist', () => {
  it('gives reasons instead of values when there is one class, and still counts rows', () => {
    const goods = part('all', (row) => development.yTrue[row] === 0)
    const [sample] = reportOf(goods).samples
    expect(sample).toMatchObject({ nEvents: 0, eventRate: 0, ksPoints: null, gains: [], rocCurve: [], ksCurve: [] })
    for (const figure of ['rocAuc', 'gini', 'ksStatistic', 'calibrationSlope', 'calibrationIntercept'] as const) {
      expect(sample![figure].value, figure).toBeNull()
      expect(sample![figure].reason, figure).toMatch(/needs events and non-events/)
    }
    expect(sample!.brierScore.value).toBeGreaterThan(0)
    expect(sample!.scoreDistribution.length).toBeGreaterThan(1)
    expect(() => validationReportSchema.parse(reportOf(goods))).not.toThrow()
  })

  it('gives a perfect AUC without an interval and says why', () => {
    const [sample] = reportOf({
      sample: 'all',
      yTrue: Uint8Array.of(1, 1, 0, 0),
      yProb: Float64Array.of(0.9, 0.8, 0.2, 0.1),
      points: Float64Array.of(400, 410, 500, 510),
      isInSample: false,
    }).samples
    expect(sample!.rocAuc).toMatchObject({ value: 1, lower: null, upper: null, level: null, reason: null })
    expect(sample!.rocAuc.method).toContain('no interval: delongInterval needs overlapping classes')
    expect(sample!.gini).toMatchObject({ value: 1, lower: null })
    expect(sample!.calibrationSlope.reason).toContain('overlap')
  })

  it('gives no interval to the losses of a single row', () => {
    const [sample] = reportOf({
      sample: 'all',
      yTrue: Uint8Array.of(1),
      yProb: Float64Array.of(0.5),
      points: Float64Array.of(400),
      isInSample: true,
    }).samples
    expect(sample!.brierScore).toMatchObject({ value: 0.25, lower: null, level: null })
    expect(sample!.calibrationInTheLarge.value).toBeNull()
    expect(sample!.hosmerLemeshow).toMatchObject({ statistic: null, pValue: null })
    expect(sample!.hosmerLemeshow.reason).toContain('three groups')
  })

  it('does not clip an event that was held to be impossible', () => {
    const yProb = development.yProb.slice()
    yProb[development.yTrue.indexOf(1)] = 0
    const [sample] = reportOf({ ...development, yProb }).samples
    expect(sample!.logLoss.value).toBeNull()
    expect(sample!.logLoss.reason).toContain('predicted probability > 0')
    expect(sample!.calibrationSlope.value).toBeNull()
    expect(sample!.rocAuc.value).not.toBeNull()
  })
})

describe('validationReport refuses', () => {
  const kindOf = (change: Partial<ValidationInput>) =>
    thrownKind(() => validationReport({ samples: [development], characteristics: [], ...change }))

  it('no samples, and samples without rows', () => {
    expect(kindOf({ samples: [] })).toBe('invalidInput')
    expect(kindOf({ samples: [part('all', () => false)] })).toBe('undefined')
    expect(kindOf({ samples: [development, part('holdout', () => false)] })).toBe('undefined')
  })

  it('values out of range and arrays of different length', () => {
    expect(kindOf({ samples: [{ ...development, yProb: development.yProb.map((p) => p + 1) }] })).toBe('invalidInput')
    expect(kindOf({ samples: [{ ...development, yTrue: development.yTrue.map(() => 2) }] })).toBe('invalidInput')
    expect(kindOf({ samples: [{ ...development, points: development.points.map(() => Number.NaN) }] })).toBe(
      'invalidInput',
    )
    expect(kindOf({ samples: [{ ...development, points: development.points.slice(1) }] })).toBe('invalidInput')
  })

  it('characteristics whose counts and labels do not match', () => {
    expect(kindOf({ characteristics: [{ ...characteristics[0]!, labels: ['young'] }] })).toBe('invalidInput')
  })
})
