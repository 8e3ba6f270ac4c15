import type { Experiment, ExperimentPayload } from '../../shared/contract/index.ts'
import { formatNumber } from '../../shared/format.ts'
import { CODE_VERSION } from '../../shared/version.ts'
import { contentHash } from '../core/governance/content-hash.ts'
import type { TrainingPlan } from './training-plan.ts'

export interface ExperimentRequest {
  readonly kind: ExperimentPayload['kind']
  readonly title: string
  readonly plan: TrainingPlan
  /** Folds, shares, dimensions: what the experiment asks besides the specification. */
  readonly settings: Readonly<Record<string, unknown>>
}

/** Equal questions about equal data asked of equal code have equal keys; data erased since make another question. */
export function experimentKey(request: ExperimentRequest, nErasedRows: number): string {
  const { kind, settings, plan } = request
  return contentHash({
    kind,
    settings,
    request: plan.request,
    datasetHash: plan.dataset.contentHash,
    nErasedRows,
    codeVersion: CODE_VERSION,
  })
}

/** Puts a report into its immutable envelope; the id follows from the key, so it is the same on every machine. */
export function describeExperiment(
  payload: ExperimentPayload,
  request: ExperimentRequest,
  rest: { readonly key: string; readonly createdAt: string; readonly createdBy: string },
): Experiment {
  const { plan } = request
  const { method, target, characteristics, seed } = plan.request
  return {
    id: `ex_${rest.key.slice(0, 12)}`,
    kind: request.kind,
    title: request.title,
    method,
    datasetVersionId: plan.dataset.id,
    datasetHash: plan.dataset.contentHash,
    key: rest.key,
    contentHash: contentHash(payload),
    parameters: { spec: { method, target, characteristics, seed, params: plan.fitted.params }, ...request.settings },
    headline: headlineOf(payload),
    codeVersion: CODE_VERSION,
    createdAt: rest.createdAt,
    createdBy: rest.createdBy,
    payload,
  }
}

/** The one figure for a list. */
export function headlineOf(payload: ExperimentPayload): string {
  switch (payload.kind) {
    case 'crossValidation': {
      const repeats = payload.repeats === 1 ? '' : `, ${payload.repeats} times`
      return `AUC ${formatNumber(payload.meanAuc.value, 'auc')} over ${payload.folds} folds${repeats}`
    }
    case 'learningCurve': {
      const last = payload.points.at(-1)
      return `AUC ${formatNumber(last?.testAuc.value ?? null, 'auc')} with ${formatNumber(last?.nRows ?? 0, 'integer')} rows`
    }
    case 'search': {
      const best = payload.best === null ? undefined : payload.trials[payload.best]
      const n = payload.trials.length
      return `Best AUC ${formatNumber(best?.meanAuc.value ?? null, 'auc')} of ${n} trial${n === 1 ? '' : 's'}`
    }
  }
}
