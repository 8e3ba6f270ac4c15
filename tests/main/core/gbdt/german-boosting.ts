import { type FitGbdtInput, fitGbdt } from '../../../../src/main/core/gbdt/fit-gbdt.ts'
import type { GbdtParams } from '../../../../src/main/core/gbdt/gbdt-params.ts'
import { stratifiedSplit } from '../../../../src/main/core/random/stratified-split.ts'
import { gbdtParamsSchema } from '../../../../src/shared/contract/boosting.ts'
import { german, germanOutcomes } from '../tree-insight/tree-fixtures.ts'

/** Parameters for few small trees, so that tests are quick. */
export function smallParams(asked: object = {}): GbdtParams {
  return gbdtParamsSchema.parse({ maxTrees: 20, maxLeaves: 6, learningRate: 0.2, permutations: 0, ...asked })
}

/** Every column but the target and the sensitive `age`. */
export const ALL_NAMES = [...german.columns.keys()].filter((name) => name !== 'credit' && name !== 'age')

/** Some columns of German Credit, development and hold-out 70:30, seed 1. */
export const GERMAN: FitGbdtInput = {
  frame: german,
  target: { column: 'credit', eventValue: '2' },
  characteristics: ['status', 'month', 'credit_history', 'purpose', 'credit_amount', 'savings', 'telephone'],
  params: smallParams(),
  split: stratifiedSplit(germanOutcomes, 0.7, 1),
  seed: 1,
}

export const NO_ROWS = new Uint32Array(0)

/** A fit to German Credit with other parameters. */
export function fitGerman(asked: object = {}, more: Partial<FitGbdtInput> = {}) {
  return fitGbdt({ ...GERMAN, params: smallParams(asked), ...more })
}
