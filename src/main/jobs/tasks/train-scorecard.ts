import type { FitReport, ScorecardModel, ScorecardParams, Target } from '../../../shared/contract/index.ts'
import { canonicalJson } from '../../core/governance/canonical-json.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import { stratifiedSplit } from '../../core/random/stratified-split.ts'
import { fitScorecard } from '../../core/scorecard/fit-scorecard.ts'
import { outcomeOf } from './scored-sample.ts'
import type { TaskContext } from './task-context.ts'

export interface TrainScorecardInput {
  readonly datasetVersionId: string
  readonly target: Target
  readonly characteristics: readonly string[]
  readonly params: ScorecardParams
  readonly seed: number
}

export interface TrainScorecardOutput {
  readonly modelJson: string
  readonly modelHash: string
  readonly fit: FitReport
  readonly nCharacteristics: number
}

/** Reads the columns named, splits by seed, fits, and hands back plain values. */
export function trainScorecard(input: TrainScorecardInput, context: TaskContext): TrainScorecardOutput {
  context.report('Reading columns', 0)
  const reader = context.openReader()
  const frame = reader.readFrame(input.datasetVersionId, [input.target.column, ...input.characteristics])
  const yTrue = outcomeOf(frame, input.target)
  const split = stratifiedSplit(yTrue, input.params.developmentShare, input.seed)
  const { model, fit }: { model: ScorecardModel; fit: FitReport } = fitScorecard(
    frame,
    input.target,
    [...input.characteristics],
    input.params,
    split,
    (stage, done, total) => context.report(stage, total === 0 ? null : done / total),
  )
  return {
    modelJson: canonicalJson(model),
    modelHash: contentHash(model),
    fit,
    nCharacteristics: model.characteristics.length,
  }
}
