import { StatisticError } from '../statistic-error.ts'
import { niceBandEdges } from '../stats/nice-band-edges.ts'
import { requireRows } from '../stats/requirements.ts'
import { sampleReport } from './sample-report.ts'
import { scoreStability } from './score-stability.ts'
import { stabilityReport } from './stability-report.ts'
import type { ScoredSample, ValidationInput, ValidationReport } from './validation-types.ts'

/**
 * Validation report: discrimination, calibration and stability of a scored model.
 *
 * Points run high = safe and rank as risk by their negative; the PD is used for calibration. The score distribution has
 * the same bands in every sample. Score stability compares the development sample (else the first) with the last of the
 * others, by deciles of the development points. Figures that do not exist carry the reason instead of a value; nothing is smoothed or replaced.
 *
 * @param input - scored samples, and counts of the characteristics by bin
 * @returns the report as plain data; `scoreStability` is null with one sample
 * @throws StatisticError `undefined` if a sample has no rows: leave it out
 * @throws StatisticError `invalidInput` if there is no sample, arrays differ in length, or values are out of range
 */
export function validationReport(input: ValidationInput): ValidationReport {
  const { samples, characteristics } = input
  const development = samples.find(({ sample }) => sample === 'development') ?? samples[0]
  if (development === undefined) {
    throw new StatisticError('invalidInput', 'validationReport needs one sample at least, got 0')
  }
  const edges = commonEdges(samples)
  const other = samples.findLast((sample) => sample !== development)
  return {
    kind: 'validationReport',
    samples: samples.map((sample) => sampleReport(sample, edges)),
    scoreStability: other === undefined ? null : scoreStability(development.points, other.points),
    characteristicStability: characteristics.map(stabilityReport),
  }
}

function commonEdges(samples: readonly ScoredSample[]): number[] {
  let minimum = Number.POSITIVE_INFINITY
  let maximum = Number.NEGATIVE_INFINITY
  for (const { points } of samples) {
    for (const value of points) {
      if (!Number.isFinite(value)) {
        throw new StatisticError('invalidInput', `validationReport needs finite points, got ${value}`)
      }
      if (value < minimum) minimum = value
      if (value > maximum) maximum = value
    }
  }
  requireRows(
    'validationReport',
    samples.reduce((total, { points }) => total + points.length, 0),
  )
  return niceBandEdges(minimum, maximum)
}
