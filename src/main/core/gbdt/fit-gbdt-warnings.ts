import { getColumn } from '../frame/frame.ts'
import { dataWarnings } from '../scorecard/fit-warnings.ts'
import type { FitGbdtInput, GrownModel } from './fit-gbdt-model.ts'

/** What a reader of the fit should know, in plain sentences; facts only, limits are policy. */
export function gbdtWarnings(input: FitGbdtInput, { grown, samples, development, nEvents }: GrownModel): string[] {
  const { frame, params, target, split } = input
  const { earlyStopping, classBalance, maxTrees } = params
  const warnings = dataWarnings(input, getColumn(frame, target.column), 'model')
  if (earlyStopping.sample === 'holdout')
    warnings.push(
      'The hold-out sample decided the number of trees: it is no independent judge of the model, and its AUC is somewhat too high.',
    )
  if (earlyStopping.sample === 'validation')
    warnings.push(
      `Trees were grown on ${samples.grown.length} of ${split.development.length} development rows; the other ${samples.watched?.length ?? 0} decided how many there are.`,
    )
  if (earlyStopping.sample !== 'none' && grown.stopped === 'allTrees')
    warnings.push(
      `All ${maxTrees} trees were grown before ${earlyStopping.patience} in a row brought nothing; the first ${grown.trees.length} were the best, and more may do better.`,
    )
  if (grown.stopped === 'person') warnings.push(`A person stopped the training after ${grown.nGrown} trees.`)
  if (classBalance === 'balanced') {
    const isRare = 2 * nEvents <= development.yTrue.length
    warnings.push(
      `Events weigh as much as non-events in all (classBalance): PDs are too ${isRare ? 'high' : 'low'} and points too ${isRare ? 'low' : 'high'} until the model is calibrated.`,
    )
  }
  return [...warnings, ...grown.warnings]
}
