import { getColumn } from '../../../../src/main/core/frame/frame.ts'
import { stratifiedSplit } from '../../../../src/main/core/random/stratified-split.ts'
import { fitScorecard } from '../../../../src/main/core/scorecard/fit-scorecard.ts'
import type { ScorecardParams } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { targetVector } from '../../../../src/main/core/scorecard/target-vector.ts'
import { scorecardParamsSchema } from '../../../../src/shared/contract/scorecard-params.ts'
import { germanCreditFrame } from './german-credit-frame.ts'

export const frame = germanCreditFrame()
export const target = { column: 'credit', eventValue: '2' }
export const yTrue = targetVector(getColumn(frame, target.column), target.eventValue)
/** Every column but the target and the sensitive `age`. */
export const names = [...frame.columns.keys()].filter((name) => name !== target.column && name !== 'age')
export const DEFAULTS: ScorecardParams = scorecardParamsSchema.parse({})
export const split = stratifiedSplit(yTrue, DEFAULTS.developmentShare, 1)

/** The scorecard of German Credit with seed 1 and these changes to the default parameters. */
export function fitGerman(changes: Partial<ScorecardParams> = {}, characteristics: readonly string[] = names) {
  return fitScorecard({ frame, target, characteristics, params: { ...DEFAULTS, ...changes }, split, seed: 1 })
}
