import type { PartialDependence, TreeModel } from '../../../shared/contract/index.ts'
import { partialDependence } from '../../core/tree-insight/partial-dependence.ts'
import { asPlainJson } from './plain-json.ts'
import { columnsToScore } from './scored-sample.ts'
import type { TaskContext } from './task-context.ts'

export interface ModelDependenceInput {
  readonly model: TreeModel
  readonly datasetVersionId: string
  readonly column: string
}

/** Reads the columns of a model of trees and finds how its PD depends on one characteristic. */
export function modelDependence(
  { model, datasetVersionId, column }: ModelDependenceInput,
  context: TaskContext,
): PartialDependence {
  const reader = context.openReader()
  const { columns } = reader.readVersion(datasetVersionId)
  const names = columnsToScore(model, new Set(columns.map(({ name }) => name)))
  return asPlainJson(partialDependence(model, reader.readFrame(datasetVersionId, [...names]), column))
}
