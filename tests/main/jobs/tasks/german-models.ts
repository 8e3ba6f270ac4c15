import { type Column, createFrame, type Frame, getColumn } from '../../../../src/main/core/frame/frame.ts'
import { fitScorecard } from '../../../../src/main/core/scorecard/fit-scorecard.ts'
import { divideKnownRows } from '../../../../src/main/jobs/tasks/divide-rows.ts'
import type { TrainingOrigin } from '../../../../src/main/jobs/tasks/scored-sample.ts'
import type { ScorecardModel, ScorecardParams } from '../../../../src/shared/contract/index.ts'
import { scorecardParamsSchema } from '../../../../src/shared/contract/scorecard-params.ts'
import { frame as german, target, yTrue } from '../../core/scorecard/german-scorecard.ts'

export { german, target, yTrue }

export interface TrainedModel {
  readonly model: ScorecardModel
  readonly origin: TrainingOrigin
  readonly params: ScorecardParams
  readonly seed: number
  readonly development: Uint32Array
  readonly holdout: Uint32Array
}

/**
 * A scorecard of German Credit with the rows it was fitted to; `unknown` are rows whose outcome is not known, `mark` says which of
 * them were rejected.
 */
export function trainGerman(
  characteristics: readonly string[],
  {
    seed = 1,
    share = 0.7,
    unknown = [] as readonly number[],
    datasetVersionId = 'german',
    mark = null as { column: string; value: string } | null,
  } = {},
): TrainedModel {
  const rejectInference = { method: unknown.length === 0 ? ('none' as const) : ('knownOnly' as const), rejected: mark }
  const params = scorecardParamsSchema.parse({ developmentShare: share, rejectInference, minInformationValue: 0 })
  const known = Uint32Array.from(yTrue.keys()).filter((row) => !unknown.includes(row))
  const split = divideKnownRows(null, yTrue, known, { developmentShare: share, seed })
  const { model } = fitScorecard({
    frame: german,
    target,
    characteristics,
    params,
    split,
    seed,
    rejected: new Uint32Array(0),
  })
  const origin = { datasetVersionId, developmentShare: share, seed, rejectInference: params.rejectInference }
  return { model, origin, params, seed, ...split }
}

/** German Credit with the outcomes of some rows missing. */
export function withoutOutcomes(unknown: readonly number[]): Frame {
  const outcome = getColumn(german, target.column)
  if (outcome.kind !== 'numeric') throw new Error('the outcome of German Credit is a number')
  const values = outcome.values.slice()
  for (const row of unknown) values[row] = Number.NaN
  const replaced: Column = { ...outcome, values }
  return createFrame([...german.columns.values()].map((column) => (column === outcome ? replaced : column)))
}
