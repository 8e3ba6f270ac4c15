import type { CreditModel, ScorecardModel } from '../../src/shared/contract/index.ts'

/** The model as the scorecard it is. */
export function scorecardOf(model: CreditModel): ScorecardModel {
  if (model.kind !== 'scorecardModel') throw new Error(`expected a scorecard, got a ${model.kind}`)
  return model
}
