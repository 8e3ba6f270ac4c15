import { StatisticError } from '../statistic-error.ts'
import { packContext } from './pack-context.ts'
import type { PackDocument } from './pack-document.ts'
import type { PackInput } from './pack-input.ts'
import { shortHash } from './pack-words.ts'
import { appendixBlocks } from './sections/appendices.ts'
import { coverageBlocks } from './sections/coverage.ts'
import { dataBlocks } from './sections/data.ts'
import { explainabilityBlocks } from './sections/explainability.ts'
import { fairnessBlocks } from './sections/fairness.ts'
import { coverOf, summaryBlocks } from './sections/front.ts'
import { governanceBlocks } from './sections/governance.ts'
import { outcomesBlocks } from './sections/outcomes.ts'
import { replicationBlocks } from './sections/replication.ts'
import { scopeBlocks } from './sections/scope.ts'
import { soundnessBlocks } from './sections/soundness.ts'

/**
 * Turns evidence, decisions and policy into the blocks of a pack, in reading order.
 *
 * A function of its input alone: no clock, no file, no order of evaluation. Equal inputs give equal documents, so a pack can be
 * built again from its source and compared. Whatever the input does not hold is said to be not assessed.
 *
 * @param input - model version, data set, evidence, gates, decisions, policy and profile
 * @returns the document as plain data; every number in it names its source
 * @throws StatisticError `invalidInput` if evidence, an evaluation or a decision belongs to another model version, the data set is
 *   not the one the model was trained on, or two sources share an id
 */
export function buildPack(input: PackInput): PackDocument {
  requireOneModel(input)
  const context = packContext(input)
  requireUniqueIds(context.register.map((entry) => entry.id))
  const { model } = input
  return {
    kind: 'packDocument',
    formatVersion: 1,
    language: 'en',
    title: `${model.name}, version ${model.version}: model governance pack`,
    subject: `${input.profile.title}; model ${model.contentHash}`,
    author: input.workspaceName,
    date: newestInstant(input),
    runningHead: { left: `${model.name}, version ${model.version}`, right: shortHash(model.contentHash) },
    cover: coverOf(context),
    blocks: [
      ...summaryBlocks(context),
      ...scopeBlocks(context),
      ...dataBlocks(context),
      ...soundnessBlocks(context),
      ...replicationBlocks(context),
      ...outcomesBlocks(context),
      ...explainabilityBlocks(context),
      ...fairnessBlocks(context),
      ...governanceBlocks(context),
      ...coverageBlocks(context),
      ...appendixBlocks(context),
    ],
    register: context.register,
  }
}

function requireOneModel({ model, dataset, evidence, evaluations, decisions }: PackInput): void {
  if (dataset.id !== model.datasetVersionId) {
    throw new StatisticError(
      'invalidInput',
      `buildPack needs the data set the model was trained on (${model.datasetVersionId}), got ${dataset.id}`,
    )
  }
  for (const item of [...evidence, ...evaluations, ...decisions]) {
    if (item.modelVersionId !== model.id) {
      throw new StatisticError(
        'invalidInput',
        `buildPack needs records of model version ${model.id}, got one of ${item.modelVersionId}`,
      )
    }
  }
}

function requireUniqueIds(ids: readonly string[]): void {
  const seen = new Set<string>()
  for (const id of ids) {
    if (seen.has(id))
      throw new StatisticError('invalidInput', `buildPack needs sources with different ids, got ${id} twice`)
    seen.add(id)
  }
}

function newestInstant({ model, dataset, evidence, decisions }: PackInput): string {
  const instants = [
    model.createdAt,
    dataset.createdAt,
    ...evidence.map((item) => item.createdAt),
    ...decisions.map((item) => item.decidedAt),
  ]
  return instants.reduce((newest, one) => (one > newest ? one : newest))
}
