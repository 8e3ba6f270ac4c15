import { join } from 'node:path'
import type {
  CaseExplanation,
  CheckResult,
  DatasetVersion,
  Decision,
  Evidence,
  EvidencePayload,
  GateEvaluation,
  Job,
  ModelVersion,
  Target,
} from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { VERDICT_WORDS } from '../../shared/words.ts'
import type { Client } from './local-client.ts'
import { resultOf, runJob } from './run-job.ts'

/** What to run the main job on. The workspace is open and unlocked, and its user holds the roles the steps need. */
export interface MainJobOptions {
  readonly csvPath: string
  readonly datasetName: string
  readonly modelName: string
  readonly target: Target
  readonly sensitive: readonly string[]
  readonly fairness: { readonly column: string; readonly cuts: readonly number[]; readonly reference: string }
  readonly seed: number
  /** Folder for the scored file and the pack; it exists. */
  readonly outputDirectory: string
  readonly signal?: AbortSignal
}

/** One step that began, or progress within its job. */
export interface MainJobStep {
  readonly number: number
  readonly count: number
  readonly title: string
  readonly job: Job | null
}

export interface MainJobResult {
  readonly dataset: DatasetVersion
  readonly model: ModelVersion
  readonly validation: Evidence
  readonly fairness: Evidence
  readonly explanation: Evidence
  readonly case: CaseExplanation
  readonly evaluations: readonly GateEvaluation[]
  readonly decisions: readonly Decision[]
  readonly scoredPath: string
  readonly pack: { readonly path: string; readonly sha256: string; readonly bytes: number; readonly nPages: number }
}

/** German Credit as shipped: outcome 2 is "bad", age at most 25 against above. */
export const GERMAN_CREDIT = {
  datasetName: 'German Credit',
  modelName: 'German Credit scorecard',
  target: { column: 'credit', eventValue: '2' },
  sensitive: ['age'],
  fairness: { column: 'age', cuts: [25], reference: '> 25' },
  seed: 1,
} as const satisfies Omit<MainJobOptions, 'csvPath' | 'outputDirectory'>

const STEP_TITLES = [
  'Import',
  'Train',
  'Validate',
  'Disparate impact',
  'Explain',
  'One case',
  'Gates',
  'Score a file',
  'Compliance pack',
] as const

/** The whole main job through the door, from a CSV file to the compliance pack, in the order a person would go. */
export async function runMainJob(
  client: Client,
  options: MainJobOptions,
  onStep: (step: MainJobStep) => void,
): Promise<MainJobResult> {
  const { begin, job } = stepper(client, options, onStep)

  begin('Import')
  const { csvPath: path, datasetName, target, sensitive, seed, modelName } = options
  const imported = await job(() =>
    client.dataset.import({ path, name: datasetName, target, sensitive: [...sensitive] }),
  )
  const dataset = await client.dataset.get({ dataset: imported.id })

  begin('Train')
  const trained = await job(() => client.training.start({ dataset: dataset.id, name: modelName, seed }))
  const model = (await client.model.get({ model: trained.id })).version
  const subject = { model: model.id, dataset: dataset.id }

  begin('Validate')
  const validation = await evidenceOf(client, await job(() => client.validation.run(subject)))

  begin('Disparate impact')
  const { column, cuts, reference } = options.fairness
  const fairness = await evidenceOf(
    client,
    await job(() => client.fairness.run({ ...subject, grouping: { column, cuts: [...cuts] }, reference })),
  )

  begin('Explain')
  const explanation = await evidenceOf(client, await job(() => client.explain.run(subject)))

  begin('One case')
  const oneCase = await client.explain.case({ ...subject, row: 1 })

  begin('Gates')
  const { evaluations, decisions } = await decideGates(client, model.id)

  begin('Score a file')
  const scored = await job(() =>
    client.scoring.run({ model: model.id, inputPath: path, outputPath: join(options.outputDirectory, 'scored.csv') }),
  )

  begin('Compliance pack')
  const pack = await job(() =>
    client.pack.build({ model: model.id, path: join(options.outputDirectory, 'compliance-pack.pdf') }),
  )
  const made = (await client.pack.list()).find((one) => one.id === pack.id)
  if (made === undefined || scored.path === null)
    throw new AppError('internal', 'A finished job needs its file, got none')
  return {
    dataset,
    model,
    validation,
    fairness,
    explanation,
    case: oneCase,
    evaluations,
    decisions,
    scoredPath: scored.path,
    pack: made,
  }
}

function stepper(client: Client, options: MainJobOptions, onStep: (step: MainJobStep) => void) {
  let current: Omit<MainJobStep, 'job'> = { number: 0, count: STEP_TITLES.length, title: '' }
  return {
    begin: (title: (typeof STEP_TITLES)[number]) => {
      options.signal?.throwIfAborted()
      current = { number: STEP_TITLES.indexOf(title) + 1, count: STEP_TITLES.length, title }
      onStep({ ...current, job: null })
    },
    job: async (start: () => Promise<{ jobId: string }>) => {
      const job = await runJob(client, start, {
        signal: options.signal,
        onProgress: (state) => onStep({ ...current, job: state }),
      })
      return resultOf(job)
    },
  }
}

function evidenceOf(client: Client, result: { readonly id: string }): Promise<Evidence> {
  return client.evidence.get({ evidence: result.id })
}

/** Evaluates every gate of the policy and approves where the evidence allows it; elsewhere the gate stays undecided. */
async function decideGates(
  client: Client,
  model: string,
): Promise<{ evaluations: GateEvaluation[]; decisions: Decision[] }> {
  const policy = await client.gate.policy()
  const evaluations: GateEvaluation[] = []
  const decisions: Decision[] = []
  for (const gate of policy.gates) {
    const evaluation = await client.gate.evaluate({ model, gate: gate.id })
    evaluations.push(evaluation)
    const decision = (['approved', 'approvedWithConditions'] as const).find((one) =>
      evaluation.allowedDecisions.includes(one),
    )
    if (decision === undefined) continue
    decisions.push(
      await client.gate.decide({
        model,
        gate: gate.id,
        decision,
        reason: reasonFor(evaluation),
        ...(decision === 'approvedWithConditions' ? { conditions: conditionsFor(evaluation) } : {}),
        evidenceManifestHash: evaluation.evidenceManifestHash,
      }),
    )
  }
  return { evaluations, decisions }
}

function reasonFor(evaluation: GateEvaluation): string {
  const counted = countOf(evaluation.checks, 'withinTolerance')
  return `Sample run on public data: ${counted} of ${evaluation.checks.length} checks of "${evaluation.title}" stand within tolerance.`
}

function conditionsFor(evaluation: GateEvaluation): string {
  const open = evaluation.checks.filter((check) => check.verdict !== 'withinTolerance')
  return `Before use: ${open.map((check) => `${check.label} (${VERDICT_WORDS[check.verdict].word})`).join('; ')}.`
}

function countOf(checks: readonly CheckResult[], verdict: CheckResult['verdict']): number {
  return checks.filter((check) => check.verdict === verdict).length
}

/** The payload of a known kind; anything else is a fault of the program. */
export function payloadOf<K extends EvidencePayload['kind']>(
  evidence: Evidence,
  kind: K,
): Extract<EvidencePayload, { kind: K }> {
  if (evidence.payload.kind !== kind)
    throw new AppError('internal', `evidence ${evidence.id} needs kind ${kind}, got ${evidence.payload.kind}`)
  return evidence.payload as Extract<EvidencePayload, { kind: K }>
}
