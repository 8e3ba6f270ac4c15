import type { ComparisonReport, SampleName, StrategyReport } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { formatNumber } from '../../../shared/format.ts'
import type { AuditedCall } from '../call.ts'
import { assess, findSubject } from './evidence-handlers.ts'

interface StrategyInput {
  readonly model: string
  readonly dataset: string
  readonly sample: SampleName
  readonly costFalseNegative: number
  readonly costFalsePositive: number
  readonly profitPerGood: number
  readonly lossPerBad: number
  readonly approvalRate?: number | undefined
  readonly badRate?: number | undefined
}

interface ComparisonInput {
  readonly models: readonly string[]
  readonly dataset: string
  readonly sample: SampleName
  readonly approvalRate: number
}

/** Cut-offs of a model on a data set, stored as evidence; gates do not read it. */
export function runStrategy(input: StrategyInput, call: AuditedCall): { jobId: string } {
  const { model: _model, dataset: _dataset, approvalRate, badRate, ...rest } = input
  if (rest.costFalseNegative === 0 && rest.costFalsePositive === 0) {
    throw new AppError('invalidInput', 'A cut-off by cost needs a cost above 0, got 0 for both errors', {
      hint: 'Give the cost of a default approved, of a good case refused, or both.',
      place: { field: 'costFalseNegative' },
    })
  }
  return assess(findSubject(input, call), call, {
    kind: 'strategy.run',
    title: 'Cut-off strategy',
    task: 'runStrategy',
    method: 'strategy',
    parameters: { ...rest, approvalRate: approvalRate ?? null, badRate: badRate ?? null },
    summarise: (payload) => strategySummary(payload as StrategyReport),
  })
}

/** Up to four models on the same rows, stored as evidence of the first; gates do not read it. */
export function runComparison(input: ComparisonInput, call: AuditedCall): { jobId: string } {
  const { dataset, sample, approvalRate } = input
  const subjects = input.models.map((model) => findSubject({ model, dataset }, call))
  const [first, ...others] = subjects
  const ids = new Set(subjects.map(({ version }) => version.id))
  if (first === undefined || ids.size < subjects.length) {
    throw new AppError('invalidInput', 'A comparison needs different model versions, got one of them twice', {
      hint: 'Name each version once, as in NAME@1.',
      place: { field: 'models' },
    })
  }
  const { column, eventValue } = first.model.target
  const stranger = others.find(({ model }) => model.target.column !== column || model.target.eventValue !== eventValue)
  if (stranger !== undefined) {
    const { name, version } = stranger.version
    throw new AppError(
      'invalidInput',
      `A comparison needs models of one target, got another one in ${name}, version ${version}`,
      {
        hint: `Compare models of ${column} = ${eventValue}.`,
        place: { field: 'models' },
      },
    )
  }
  const models = subjects.map(({ version }) => ({ modelVersionId: version.id, contentHash: version.contentHash }))
  return assess(
    first,
    call,
    {
      kind: 'comparison.run',
      title: `Comparison with ${others.map(({ version }) => `${version.name}, version ${version.version}`).join('; ')}`,
      task: 'compareModels',
      method: 'comparison',
      parameters: { models, sample, approvalRate },
      summarise: (payload) => comparisonSummary(payload as ComparisonReport),
    },
    {
      models: subjects.map(({ version, model, origin }) => ({
        modelVersionId: version.id,
        name: `${version.name}, version ${version.version}`,
        contentHash: version.contentHash,
        method: version.method,
        params: version.params,
        seed: version.seed,
        model,
        origin,
      })),
    },
  )
}

function strategySummary({ choices, sample }: StrategyReport): string {
  const byCost = choices.find(({ rule }) => rule === 'cost')?.choice
  if (byCost === undefined || byCost === null) return `Cut-offs on ${sample} stored as evidence`
  return `Least cost at ${formatNumber(byCost.points, 'points')} points: ${formatNumber(byCost.approvalRate, 'percent1')} approved`
}

function comparisonSummary({ differences, models }: ComparisonReport): string {
  const words = differences.map(({ second, aucDifference }) => {
    const name = models.find(({ modelVersionId }) => modelVersionId === second)?.name ?? second
    return `${name}: AUC ${(aucDifference.value ?? 0) > 0 ? '+' : ''}${formatNumber(aucDifference.value, 'auc')}`
  })
  return `Against the first: ${words.join('; ')}`
}
