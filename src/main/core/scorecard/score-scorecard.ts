import { assignBin, assignBins } from '../binning/assign-bin.ts'
import type { BinnedVariable } from '../binning/binned-variable.ts'
import { type Frame, getColumn } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import { withCharacteristics } from './model-inputs.ts'
import { probabilityOfPoints } from './scaling.ts'
import type { Characteristic, ScorecardModel } from './scorecard-model.ts'

/** Score of one case. */
export interface ScoredCase {
  readonly points: number
  /** Probability of the event (PD). */
  readonly probability: number
  /** Index of the bin per characteristic, shape (nCharacteristics,). */
  readonly bins: Int32Array
}

/** Scores of many cases; arrays have shape (nRows,). */
export interface ScoredFrame {
  readonly points: Float64Array
  /** Probability of the event (PD). */
  readonly probability: Float64Array
  /** Index of the bin per row, one array per characteristic. */
  readonly bins: Int32Array[]
}

/** A scorecard ready to score. */
export interface CompiledScorecard {
  /** Names of the columns needed, in scorecard order. */
  readonly characteristics: string[]
  /** Scores one case; values in the order of `characteristics`, null = missing. */
  scoreValues(values: readonly (number | string | null)[]): ScoredCase
  /** Points of a characteristic (by its place) for a value in one of its bins: what both ways of scoring add up. */
  pointsOf(characteristic: number, bin: number, value: number | string | null): number
  /** Scores every row of a frame that has the model's inputs, or its characteristics; other columns are ignored. */
  scoreFrame(frame: Frame): ScoredFrame
}

/**
 * Prepares a scorecard for scoring.
 *
 *     score = Σ points of the attribute that applies, added in scorecard order
 *     points of an attribute on a straight line = points + pointsPerUnit · value, the value capped to the characteristic's range
 *     PD = 1 / (1 + exp((score − offset) / factor)), or as the model's calibration says
 *
 * One case and a whole frame give the same numbers, bit by bit: both take points from the printed attributes and add in one order.
 *
 * @param model - scorecard as plain data
 * @returns functions that score; they throw StatisticError `invalidInput` if a column is absent, a value has the wrong type, or the
 *   number of values is wrong
 * @throws StatisticError `invalidInput` if the model has no characteristics, or one lacks its variable or an attribute for a bin
 */
export function compileScorecard(model: ScorecardModel): CompiledScorecard {
  if (model.characteristics.length === 0)
    throw new StatisticError('invalidInput', 'compileScorecard needs characteristics, got none')
  const parts = model.characteristics.map((characteristic) => {
    const variable = variableOf(model, characteristic)
    return {
      name: characteristic.name,
      variable,
      pointsOf: pointsFunction(characteristic, variable),
      assign: assignBin(variable),
    }
  })
  return {
    characteristics: parts.map(({ name }) => name),
    scoreValues(values) {
      if (values.length !== parts.length) {
        throw new StatisticError('invalidInput', `scoreValues needs ${parts.length} values, got ${values.length}`)
      }
      const bins = Int32Array.from(parts, ({ assign }, j) => assign(values[j]!))
      let points = 0
      parts.forEach(({ pointsOf }, j) => {
        points += pointsOf(bins[j]!, values[j]!)
      })
      return { points, probability: probabilityOfPoints(points, model), bins }
    },
    pointsOf: (characteristic, bin, value) => parts[characteristic]!.pointsOf(bin, value),
    scoreFrame(frame) {
      const prepared = withCharacteristics(model, frame)
      const columns = parts.map(({ name }) => getColumn(prepared, name))
      const bins = parts.map(({ variable }, j) => assignBins(variable, columns[j]!))
      const points = new Float64Array(frame.nRows)
      parts.forEach(({ pointsOf }, j) => {
        const binOfRow = bins[j]!
        const column = columns[j]!
        // Only numbers have a place on a line.
        const values = column.kind === 'numeric' ? column.values : null
        for (let i = 0; i < points.length; i++)
          points[i]! += pointsOf(binOfRow[i]!, values === null ? null : values[i]!)
      })
      return { points, probability: points.map((value) => probabilityOfPoints(value, model)), bins }
    },
  }
}

/**
 * The binned variable of a characteristic.
 *
 * @throws StatisticError `invalidInput` if the model has none of that name
 */
export function variableOf(model: ScorecardModel, characteristic: Characteristic): BinnedVariable {
  const variable = model.variables.find(({ name }) => name === characteristic.name)
  if (variable === undefined) {
    throw new StatisticError(
      'invalidInput',
      `scorecard needs bins for every characteristic, got none for "${characteristic.name}"`,
    )
  }
  return variable
}

/** (bin, value) → points: the step of the bin, or its place on the straight line. */
function pointsFunction(
  characteristic: Characteristic,
  variable: BinnedVariable,
): (bin: number, value: number | string | null) => number {
  const points = pointsOfBins(characteristic, variable)
  const slopes = slopesOfBins(characteristic, variable)
  if (slopes === null) return (bin) => points[bin]!
  const { minimum, maximum } = characteristic.range!
  return (bin, value) => {
    const slope = slopes[bin]!
    if (Number.isNaN(slope) || typeof value !== 'number') return points[bin]!
    return points[bin]! + slope * Math.max(minimum, Math.min(maximum, value))
  }
}

/** Points per unit of each bin, NaN for steps; null if there are steps only. */
function slopesOfBins({ name, attributes, range }: Characteristic, variable: BinnedVariable): Float64Array | null {
  if (attributes.every(({ pointsPerUnit }) => pointsPerUnit === undefined)) return null
  if (range === undefined || !(range.minimum <= range.maximum && Number.isFinite(range.maximum - range.minimum))) {
    const got = range === undefined ? 'none' : `${range.minimum} to ${range.maximum}`
    throw new StatisticError(
      'invalidInput',
      `characteristic "${name}" has points per unit and needs a finite range, got ${got}`,
    )
  }
  const slopes = new Float64Array(variable.bins.length).fill(Number.NaN)
  for (const { bin, label, pointsPerUnit } of attributes) {
    if (pointsPerUnit === undefined) continue
    if (!Number.isFinite(pointsPerUnit) || variable.bins[bin]!.definition.kind !== 'interval') {
      throw new StatisticError(
        'invalidInput',
        `characteristic "${name}" needs finite points per unit on intervals only, got ${pointsPerUnit} for "${label}"`,
      )
    }
    slopes[bin] = pointsPerUnit
  }
  return slopes
}

function pointsOfBins({ name, attributes }: Characteristic, variable: BinnedVariable): Float64Array {
  const points = new Float64Array(variable.bins.length).fill(Number.NaN)
  for (const attribute of attributes) {
    if (
      !Number.isFinite(attribute.points) ||
      !(points[attribute.bin] !== undefined && Number.isNaN(points[attribute.bin]))
    ) {
      throw new StatisticError(
        'invalidInput',
        `characteristic "${name}" needs one attribute with points per bin, got "${attribute.label}" for bin ${attribute.bin}`,
      )
    }
    points[attribute.bin] = attribute.points
  }
  const without = points.findIndex((value) => Number.isNaN(value))
  if (without >= 0)
    throw new StatisticError(
      'invalidInput',
      `characteristic "${name}" needs points for every bin, got none for "${variable.bins[without]!.label}"`,
    )
  return points
}
