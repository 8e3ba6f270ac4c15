import type { ScorecardModel } from '../scorecard/scorecard-model.ts'
import type { TreeModel } from '../trees/tree-model.ts'

/** A model of any kind as plain data; `kind` tells which. */
export type CreditModel = ScorecardModel | TreeModel
