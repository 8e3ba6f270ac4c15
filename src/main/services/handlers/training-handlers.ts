import type {
  BoostingSpec,
  FitReport,
  ModelVersion,
  RegressionSpec,
  TrainingSpec,
} from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { crewSize } from '../../jobs/boosting/crew.ts'
import { LiveTraining } from '../../jobs/boosting/live-training.ts'
import type { JobControl } from '../../jobs/job-types.ts'
import type { TrainedModel } from '../../jobs/tasks/train-scorecard.ts'
import { requireMemory } from '../boosting-memory.ts'
import type { AuditedCall } from '../call.ts'
import { type MadeModel, storeModel, versionResult } from '../model-record.ts'
import { columnHistory, explainingSpec, METHOD_WORDS, planTraining, type TrainingPlan } from '../training-plan.ts'

interface StartOptions {
  readonly name?: string | undefined
  readonly workers?: number | undefined
}

/** Starts a training; the model version, its fit evidence and the audit event are stored together or not at all. */
export function startTraining(input: TrainingSpec & StartOptions, call: AuditedCall): { jobId: string } {
  return input.method === 'gbdt' ? startBoosting(input, call) : startRegression(input, call)
}

function startRegression(input: RegressionSpec & StartOptions, call: AuditedCall): { jobId: string } {
  const plan = planTraining(input, call)
  const task = { ...plan.request, ...columnHistory(plan.dataset, call) }
  return launch(input, plan, call, (job) => job.inWorker<TrainedModel>('trainScorecard', task))
}

/** Trees are told of as they grow, and can be stopped and kept. */
function startBoosting(input: BoostingSpec & StartOptions, call: AuditedCall): { jobId: string } {
  const plan = planTraining(input, call)
  const workers = input.workers ?? crewSize()
  requireMemory(plan, workers, call)
  const live = new LiveTraining(plan.request.params)
  const task = { ...plan.request, ...columnHistory(plan.dataset, call), workers, stop: live.stopFlag }
  const started = launch(input, plan, call, (job) =>
    job.inWorker<TrainedModel, Parameters<LiveTraining['add']>[0]>('trainGbdt', task, {
      onPart: (iterations) => live.add(iterations),
    }),
  )
  const { jobs, trainings } = call.state
  trainings.keep(started.jobId, live, jobs.watch(started.jobId))
  return started
}

function launch(
  input: TrainingSpec & StartOptions,
  plan: TrainingPlan,
  call: AuditedCall,
  train: (job: JobControl) => Promise<TrainedModel>,
): { jobId: string } {
  const { state, session } = call
  const name = input.name ?? `${plan.dataset.name} ${METHOD_WORDS[input.method]}`
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: 'training.start',
      title: `Train ${name} on ${plan.dataset.name}`,
      createdBy: session.userName,
      run: async (job) => {
        const trained = await explainingSpec(train(job))
        return () => {
          const stored = storeModel(madeModel(name, plan, trained), call)
          return versionResult(stored, trainingSummary(stored.version, trained.fit))
        }
      },
    })
    return { value: { jobId }, object: jobId }
  })
}

function madeModel(name: string, plan: TrainingPlan, trained: TrainedModel): MadeModel {
  const { target, seed, characteristics } = plan.request
  const { method, params } = plan.fitted
  return {
    ...trained,
    ...plan.fitted,
    name,
    origin: { kind: 'trained' },
    dataset: plan.dataset,
    seed,
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
  const trees = fit.boosting === null ? '' : `${treesOf(fit.boosting)}, `
  return `${name} version ${version}: ${trees}${n} characteristic${n === 1 ? '' : 's'}, AUC ${formatNumber(fit.developmentAuc.value, 'auc')} on development${judged}`
}

function treesOf({ nTrees, stopped }: NonNullable<FitReport['boosting']>): string {
  const trees = `${formatNumber(nTrees, 'integer')} tree${nTrees === 1 ? '' : 's'}`
  return stopped === 'person' ? `${trees} (stopped by hand)` : trees
}
