import type { ProposedRule, QualityRule, QualitySuite } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import { checkRules } from '../../core/quality/check-rules.ts'
import type { RuleReference } from '../../jobs/tasks/assess-quality.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'
import { effectivePrivacy } from '../effective-privacy.ts'
import { assessDataset } from './data-evidence-handlers.ts'
import { requireColumns } from './dataset-handlers.ts'

/** Rules that hold for the version as it is. */
export async function proposeQualityRules(input: { dataset: string }, call: SignedInCall): Promise<ProposedRule[]> {
  const { datasets } = call.workspace
  const dataset = datasets.get(input.dataset)
  return await call.state.jobs.inWorker<ProposedRule[]>('proposeQuality', {
    datasetVersionId: dataset.id,
    profiles: datasets.profile(dataset.id),
    masked: [...effectivePrivacy(call.workspace, dataset).keys()],
  })
}

export function getQualitySuite(input: { dataset: string }, call: SignedInCall): QualitySuite | null {
  return call.workspace.notes.suite(call.workspace.datasets.get(input.dataset).name)
}

/** Saves rules as the next version of the suite; equal rules make none. */
export function saveQualitySuite(input: { dataset: string; rules: QualityRule[] }, call: AuditedCall): QualitySuite {
  const { workspace, state, session } = call
  requireSoundRules(input.rules)
  const { name } = workspace.datasets.get(input.dataset)
  const before = workspace.notes.suite(name)
  const hash = contentHash(input.rules)
  return call.commit(() => {
    const object = `${name} quality suite`
    if (before?.contentHash === hash) return { value: before, object, before: hash, after: hash }
    const suite: QualitySuite = {
      datasetName: name,
      version: (before?.version ?? 0) + 1,
      contentHash: hash,
      rules: input.rules,
      createdAt: state.now.toISOString(),
      createdBy: session.userName,
    }
    workspace.notes.insertSuite(suite)
    return { value: suite, object, before: before?.contentHash ?? null, after: hash }
  })
}

export async function runQuality(
  input: { dataset: string; rules?: QualityRule[] | undefined },
  call: AuditedCall,
): Promise<{ jobId: string }> {
  const { workspace } = call
  const dataset = workspace.datasets.get(input.dataset)
  const saved = workspace.notes.suite(dataset.name)
  const rules =
    input.rules ?? saved?.rules ?? (await proposeQualityRules({ dataset: dataset.id }, call)).map(({ rule }) => rule)
  requireSoundRules(rules)
  const references = findReferences(rules, call)
  return assessDataset(call, {
    kind: 'quality',
    jobKind: 'quality.run',
    title: 'Quality',
    dataset,
    other: null,
    parameters: { rulesHash: contentHash(rules), references: references.map((reference) => ({ ...reference })) },
    task: 'assessQuality',
    input: { rules, references },
  })
}

/** @throws AppError `invalidInput` naming the first rule that does not hold together */
function requireSoundRules(rules: readonly QualityRule[]): void {
  const [problem, ...others] = checkRules(rules)
  if (problem === undefined) return
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  throw new AppError('invalidInput', `Rule "${problem.ruleId}" ${problem.message}${more}`, {
    hint: 'Mend the rule and save again.',
    place: { field: problem.ruleId },
  })
}

/** The data sets that rules refer to; one that is not there is left out, and the rule then says that it could not be assessed. */
function findReferences(rules: readonly QualityRule[], call: AuditedCall): RuleReference[] {
  const { datasets } = call.workspace
  return rules.flatMap((rule) => {
    if (rule.kind !== 'reference') return []
    try {
      const version = datasets.get(rule.dataset)
      requireColumns(version, [rule.referenceColumn])
      return { dataset: rule.dataset, column: rule.referenceColumn, datasetVersionId: version.id }
    } catch (error) {
      if (error instanceof AppError && (error.code === 'notFound' || error.code === 'badData')) return []
      throw error
    }
  })
}
