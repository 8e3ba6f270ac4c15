import type {
  CalibrationReport,
  CreditModel,
  DatasetVersion,
  FitReport,
  SampleName,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { canonicalJson } from '../../core/governance/canonical-json.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import type { AuditedCall } from '../call.ts'
import {
  calibrationEvidence,
  type MadeModel,
  methodOf,
  storeEvidence,
  storeModel,
  versionResult,
} from '../model-record.ts'
import { findSubject, type Subject } from './evidence-handlers.ts'
import { fitOf } from './model-handlers.ts'

interface CalibrateInput {
  readonly model: string
  readonly method: CalibrationReport['calibration']['method']
  readonly dataset?: string | undefined
  readonly sample: SampleName
  readonly centralTendency: number | null
  readonly name?: string | undefined
}

/** The same points with another way to the PD: a new version with the parent's fit, and evidence of what the calibration changed. */
export function calibrateModel(input: CalibrateInput, call: AuditedCall): { jobId: string } {
  const { state, session, workspace } = call
  const { method, sample, centralTendency } = input
  if (centralTendency !== null && method !== 'shift') {
    throw new AppError('invalidInput', `A central tendency needs the method shift, got ${method}`, {
      hint: 'Leave it out, or calibrate by shift.',
      place: { field: 'centralTendency' },
    })
  }
  const parent = workspace.models.get(input.model).version
  const subject = findSubject({ model: input.model, dataset: input.dataset ?? parent.datasetVersionId }, call)
  const parameters = { method, sample, centralTendency }
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: 'model.calibrate',
      title: `Calibrate ${parent.name}, version ${parent.version}, on ${subject.dataset.name}`,
      createdBy: session.userName,
      run: async (job) => {
        const report = await job.inWorker<CalibrationReport>('calibrateModel', {
          model: subject.model,
          origin: subject.origin,
          datasetVersionId: subject.dataset.id,
          ...parameters,
        })
        return () => {
          const stored = storeModel(calibratedModel(input, subject, report, call), call)
          if (!stored.isKnown)
            storeEvidence(calibrationEvidence(report, stored.version, subject.dataset, parameters, call), call)
          const { name, version } = stored.version
          return versionResult(stored, `${name} version ${version}: ${report.statement}`)
        }
      },
    })
    return { value: { jobId }, object: parent.id }
  })
}

function calibratedModel(
  input: CalibrateInput,
  { version: parent, model, dataset }: Subject,
  report: CalibrationReport,
  call: AuditedCall,
): MadeModel {
  const calibrated: CreditModel = { ...model, calibration: report.calibration }
  const { method, sample, centralTendency } = input
  const asked = { modelVersionId: parent.id, modelHash: parent.contentHash, datasetVersionId: dataset.id }
  return {
    name: input.name ?? parent.name,
    ...methodOf(parent),
    origin: { kind: 'calibrated', modelVersionId: parent.id, method },
    dataset: call.workspace.datasets.get(parent.datasetVersionId),
    seed: parent.seed,
    target: parent.target,
    modelJson: canonicalJson(calibrated),
    modelHash: contentHash(calibrated),
    nCharacteristics: parent.nCharacteristics,
    fit: calibratedFit(fitOf(parent, call), parent.version, report, dataset),
    asked: {
      title: `Fit of version ${parent.version}, calibrated`,
      method: parent.method === 'gbdt' ? 'trees.calibrate' : 'scorecard.calibrate',
      parameters: { ...asked, method, sample, centralTendency },
    },
  }
}

/** Points and ranking are the parent's, so its fit stands; a line says that the PD is not the fitted one. */
function calibratedFit(fit: FitReport, version: number, report: CalibrationReport, dataset: DatasetVersion): FitReport {
  const line = `The PD is calibrated (${report.calibration.method}) on ${report.fittedOn} of ${dataset.name}; points and ${fit.boosting === null ? 'coefficients' : 'trees'} are those of version ${version}.`
  return {
    ...fit,
    warnings: [...fit.warnings.filter((warning) => !warning.startsWith('The PD is calibrated (')), line],
  }
}
