import type { BoostingSpec, MonotoneSuggestion, PartialDependence } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { DependencePreview } from '../../core/tree-insight/preview-dependence.ts'
import type { ModelDependenceInput } from '../../jobs/tasks/model-dependence.ts'
import type { PreviewDependenceInput } from '../../jobs/tasks/preview-dependence.ts'
import type { BoostingRequest } from '../../jobs/tasks/read-training.ts'
import type { SignedInCall } from '../call.ts'
import { effectivePrivacy, inheritedPrivacy, maskedColumns } from '../effective-privacy.ts'
import { requireModelColumns } from '../model-columns.ts'
import { type BoostingPlan, explainingSpec, planTraining } from '../training-plan.ts'

/** The direction each number of the data suggests for the PD. Of a masked column, no value leaves. */
export async function suggestMonotone(
  spec: BoostingSpec,
  call: SignedInCall,
): Promise<{ suggestions: MonotoneSuggestion[] }> {
  const plan = planTraining(spec, call)
  const { jobs } = call.state
  const suggestions = await explainingSpec(
    jobs.inWorker<MonotoneSuggestion[]>('suggestMonotone', plan.request satisfies BoostingRequest, call.signal),
  )
  const masked = maskedColumns(call.workspace, plan.dataset)
  return { suggestions: suggestions.map((one) => (masked.has(one.column) ? withoutEdges(one) : one)) }
}

/** What one characteristic does in a small model grown at once, with and without its constraint. Nothing is stored. */
export async function previewDependence(
  { column, ...spec }: BoostingSpec & { readonly column: string },
  call: SignedInCall,
): Promise<DependencePreview> {
  const plan = planTraining(spec, call)
  requireCharacteristic(column, plan)
  requireShown(column, maskedColumns(call.workspace, plan.dataset).has(column))
  const input: PreviewDependenceInput = { ...plan.request, column }
  return await explainingSpec(call.state.jobs.inWorker('previewDependence', input, call.signal))
}

/** Partial dependence of a stored model of trees on data that have its columns. */
export async function modelDependence(
  input: { readonly model: string; readonly dataset: string; readonly column: string },
  call: SignedInCall,
): Promise<PartialDependence> {
  const { workspace, state } = call
  const { model } = workspace.models.get(input.model)
  if (model.kind !== 'treeModel') {
    throw new AppError('invalidInput', 'Partial dependence needs a model of trees, got a scorecard', {
      hint: 'The points of a scorecard tell what each of its characteristics does.',
      place: { field: 'model' },
    })
  }
  const { column } = input
  if (!model.characteristics.some(({ name }) => name === column)) {
    throw new AppError('invalidInput', `Partial dependence needs a characteristic of the model, got "${column}"`, {
      hint: 'Name one of its characteristics.',
      place: { field: 'column', column },
    })
  }
  const dataset = workspace.datasets.get(input.dataset)
  requireModelColumns(model, dataset)
  const privacy = inheritedPrivacy(model.preprocessing?.steps ?? [], effectivePrivacy(workspace, dataset))
  requireShown(column, privacy.get(column)?.treatment === 'mask')
  const request: ModelDependenceInput = { model, datasetVersionId: dataset.id, column }
  return await state.jobs.inWorker('modelDependence', request, call.signal)
}

function requireCharacteristic(column: string, { request }: BoostingPlan): void {
  if (request.characteristics.includes(column)) return
  throw new AppError('invalidInput', `A preview needs a characteristic of the specification, got "${column}"`, {
    hint: 'Include the column, or give it the role feature.',
    place: { field: 'column', column },
  })
}

function requireShown(column: string, isMasked: boolean): void {
  if (!isMasked) return
  throw new AppError('forbidden', `Dependence shows the values of its column, got "${column}", which is masked`, {
    hint: 'Look at another column, or have its mask lifted with a reason.',
    place: { field: 'column', column },
  })
}

function withoutEdges(suggestion: MonotoneSuggestion): MonotoneSuggestion {
  return { ...suggestion, rates: suggestion.rates.map((rate) => ({ ...rate, lower: null, upper: null })) }
}
