import { type DependencePreview, previewDependence } from '../../core/tree-insight/preview-dependence.ts'
import { asPlainJson } from './plain-json.ts'
import { type BoostingRequest, readTrainingRows } from './read-training.ts'
import type { TaskContext } from './task-context.ts'
import { weightsAndOffset } from './training-rows.ts'

export interface PreviewDependenceInput extends BoostingRequest {
  readonly column: string
}

/** Grows a small model without the constraint of a characteristic, and one with it, and finds what it does in each. */
export function previewOfDependence(input: PreviewDependenceInput, context: TaskContext): DependencePreview {
  const { target, characteristics, params, seed, column } = input
  const { frame, special, applicants, split } = readTrainingRows(input, context.openReader())
  const { rejected } = applicants
  const fitted = { frame, target, characteristics: [...characteristics], params, split, seed, rejected }
  const columns = { ...weightsAndOffset(frame, special, split), weightColumn: special.weight }
  return asPlainJson(previewDependence({ ...fitted, ...columns }, column))
}
