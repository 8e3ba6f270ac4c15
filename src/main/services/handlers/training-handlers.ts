import type { FitReport, ModelVersion, TrainingSpec } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import type { TrainScorecardOutput } from '../../jobs/tasks/train-scorecard.ts'
import type { AuditedCall } from '../call.ts'
import { type MadeModel, storeModel, versionResult } from '../model-record.ts'
import { explainingSpec, METHOD_WORDS, planTraining, type TrainingPlan, trainingTask } from '../training-plan.ts'

/** Starts a training; the model version, its fit evidence and the audit event are stored together or not at all. */
export function startTraining(
  input: TrainingSpec & { readonly name?: string | undefined },
  call: AuditedCall,
): { jobId: string } {
  const { state, session } = call
  const plan = planTraining(input, call)
  const task = trainingTask(plan, call)
  const name = input.name ?? `${plan.dataset.name} ${METHOD_WORDS[input.method]}`
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: 'training.start',
      title: `Train ${name} on ${plan.dataset.name}`,
      createdBy: session.userName,
      run: async (job) => {
        const trained = await explainingSpec(job.inWorker<TrainScorecardOutput>('trainScorecard', task))
        return () => {
          const stored = storeModel(madeModel(name, plan, trained), call)
          return versionResult(stored, trainingSummary(stored.version, trained.fit))
        }
      },
    })
    return { value: { jobId }, object: jobId }
  })
}

function madeModel(name: string, plan: TrainingPlan, trained: TrainScorecardOutput): MadeModel {
  const { method, target, seed, characteristics } = plan.request
  const { params } = plan
  return {
    ...trained,
    name,
    method,
    origin: { kind: 'trained' },
    dataset: plan.dataset,
    seed,
    params,
    target,
    asked: {
      title: `Fit of the ${METHOD_WORDS[method]}`,
      method: `${method}.fit`,
      parameters: { seed, params, target, characteristics },
    },
  }
}

function trainingSummary({ name, version, nCharacteristics: n }: ModelVersion, fit: FitReport): string {
  const holdout = fit.holdoutAuc?.value ?? null
  const judged = holdout === null ? '' : `, ${formatNumber(holdout, 'auc')} on hold-out`
  return `${name} version ${version}: ${n} characteristic${n === 1 ? '' : 's'}, AUC ${formatNumber(fit.developmentAuc.value, 'auc')} on development${judged}`
}
