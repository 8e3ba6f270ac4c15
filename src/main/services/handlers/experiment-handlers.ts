import type {
  Experiment,
  ExperimentPayload,
  ExperimentSummary,
  JobKind,
  JobResult,
  SearchDimension,
  SearchReport,
  SearchTrial,
  TrainingSpec,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import type { JobControl } from '../../jobs/job-types.ts'
import { planSettings } from '../../jobs/search-plan.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'
import { describeExperiment, type ExperimentRequest, experimentKey } from '../experiment-record.ts'
import { explainingSpec, planTraining, type TrainingPlan } from '../training-plan.ts'

interface SearchInput {
  readonly spec: TrainingSpec
  readonly strategy: SearchReport['strategy']
  readonly dimensions: readonly SearchDimension[]
  readonly trials: number
  readonly folds: number
}

export function listExperiments(
  input: { dataset?: string | undefined; kind?: ExperimentPayload['kind'] | undefined },
  call: SignedInCall,
): ExperimentSummary[] {
  const { datasets, experiments } = call.workspace
  return experiments.list({
    ...(input.dataset === undefined ? {} : { datasetVersionId: datasets.get(input.dataset).id }),
    ...(input.kind === undefined ? {} : { kind: input.kind }),
  })
}

export function getExperiment(input: { experiment: string }, call: SignedInCall): Experiment {
  return call.workspace.experiments.get(input.experiment)
}

export function runCrossValidation(
  { spec, folds, repeats }: { spec: TrainingSpec; folds: number; repeats: number },
  call: AuditedCall,
): { jobId: string } {
  const plan = planTraining(spec, call)
  const times = repeats === 1 ? '' : `, ${repeats} times`
  return runExperiment(call, 'experiment.crossValidate', {
    kind: 'crossValidation',
    title: `Cross-validation, ${folds} folds${times}`,
    plan,
    settings: { folds, repeats },
  })
}

export function runLearningCurve(
  { spec, shares }: { spec: TrainingSpec; shares: readonly number[] },
  call: AuditedCall,
): { jobId: string } {
  const plan = planTraining(spec, call)
  const distinct = [...new Set(shares)].sort((a, b) => a - b)
  if (distinct.length < 2) {
    throw new AppError('invalidInput', `A learning curve needs two different shares, got ${distinct.length}`, {
      hint: 'Give shares such as 0.2, 0.5 and 1.',
      place: { field: 'shares' },
    })
  }
  return runExperiment(call, 'experiment.learningCurve', {
    kind: 'learningCurve',
    title: `Learning curve, ${distinct.length} shares`,
    plan,
    settings: { shares: distinct },
  })
}

/** Every finished trial is kept at once, so that the same search started again goes on behind the last of them. */
export function runSearch(input: SearchInput, call: AuditedCall): { jobId: string } {
  const plan = planTraining(input.spec, call)
  const { strategy, dimensions, trials, folds } = input
  requireDimensionsFit(input, plan)
  return runExperiment(call, 'experiment.search', {
    kind: 'search',
    title: `${STRATEGY_WORDS[strategy]} over ${dimensions.map(({ path }) => path).join(', ')}`,
    plan,
    settings: { strategy, dimensions, trials, folds },
  })
}

const STRATEGY_WORDS: Readonly<Record<SearchReport['strategy'], string>> = {
  grid: 'Grid search',
  random: 'Random search',
  successiveHalving: 'Successive halving',
}

const TASKS: Readonly<Record<ExperimentPayload['kind'], string>> = {
  crossValidation: 'crossValidateTraining',
  learningCurve: 'drawLearningCurve',
  search: 'runSearch',
}

/** Asked before with equal inputs: the experiment there is stands; nothing is computed twice or stored twice. */
function runExperiment(call: AuditedCall, kind: JobKind, request: ExperimentRequest): { jobId: string } {
  const { state, workspace, session } = call
  const { dataset } = request.plan
  const key = experimentKey(request, workspace.datasets.nErasedRows(dataset.id))
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind,
      title: `${request.title}: ${dataset.name}`,
      createdBy: session.userName,
      run: async (job) => {
        const known = knownExperiment(key, call)
        if (known !== null) return () => known
        const payload = await explainingSpec(compute(request, key, job, call))
        return () => {
          // Another job may have tried the same meanwhile.
          const stored = knownExperiment(key, call)
          if (stored !== null) return stored
          const rest = { key, createdAt: state.now.toISOString(), createdBy: session.userName }
          const experiment = describeExperiment(payload, request, rest)
          workspace.experiments.insert(experiment)
          state.appendEvent(call, 'experiment.create', 'done', { object: experiment.id, after: experiment.contentHash })
          return { kind: 'experiment' as const, id: experiment.id, path: null, summary: experiment.headline }
        }
      },
    })
    return { value: { jobId }, object: dataset.id }
  })
}

function knownExperiment(key: string, call: AuditedCall): JobResult | null {
  const known = call.workspace.experiments.findByKey(key)
  if (known === null) return null
  const summary = `Nothing new, equal inputs were tried before: ${known.headline}`
  return { kind: 'experiment', id: known.id, path: null, summary }
}

async function compute(
  request: ExperimentRequest,
  key: string,
  job: JobControl,
  call: AuditedCall,
): Promise<ExperimentPayload> {
  const input = { ...request.plan.request, ...request.settings }
  const task = TASKS[request.kind]
  if (request.kind !== 'search') return await job.inWorker<ExperimentPayload>(task, input)
  const { experiments } = call.workspace
  return await job.inWorker<ExperimentPayload, SearchTrial>(
    task,
    { ...input, done: experiments.trials(key) },
    { onPart: (trial) => call.workspace.transaction(() => experiments.keepTrial(key, trial)) },
  )
}

/** Dimensions that cannot be searched are refused at once, not by a job. */
function requireDimensionsFit(input: SearchInput, { fitted, request }: TrainingPlan): void {
  try {
    planSettings({ ...input, ...fitted, seed: request.seed })
  } catch (cause) {
    if (!(cause instanceof StatisticError)) throw cause
    throw new AppError('invalidInput', cause.message, {
      hint: 'Name parameters by their path, such as binning.maxBins, learningRate or l2, with values or a range they can have.',
      place: { field: 'dimensions' },
      cause,
    })
  }
}
