import type { MonotoneSuggestion } from '../../../shared/contract/index.ts'
import { getColumn } from '../../core/frame/frame.ts'
import { suggestMonotone } from '../../core/tree-insight/monotone-suggestion.ts'
import { asPlainJson } from './plain-json.ts'
import { type BoostingRequest, readTraining } from './read-training.ts'
import type { TaskContext } from './task-context.ts'

/** The direction that development rows suggest for each characteristic of numbers. */
export function suggestDirections(request: BoostingRequest, context: TaskContext): MonotoneSuggestion[] {
  const { frame, yTrue, split, weights } = readTraining(request, context.openReader())
  const numeric = request.characteristics.filter((name) => getColumn(frame, name).kind === 'numeric')
  return asPlainJson(suggestMonotone(frame, yTrue, split.development, numeric, weights, request.params.specialCodes))
}
