import type { CreditModel, FitReport, ModelVersion } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { SignedInCall } from '../call.ts'

export function listModels(_input: unknown, call: SignedInCall): ModelVersion[] {
  return call.workspace.models.list()
}

export function getModel(
  input: { model: string },
  call: SignedInCall,
): { version: ModelVersion; model: CreditModel; fit: FitReport } {
  const { version, model } = call.workspace.models.get(input.model)
  return { version, model, fit: fitOf(version, call) }
}

/** The report of the fit of a version. */
export function fitOf(version: ModelVersion, call: SignedInCall): FitReport {
  const { payload } = call.workspace.evidence.get(version.fitEvidenceId)
  if (payload.kind === 'fitReport') return payload
  throw new AppError('internal', `model ${version.id} needs a fit report, got ${payload.kind}`)
}
