import { createHash } from 'node:crypto'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { AppError } from '../../../../shared/errors.ts'
import { formatDuration, formatHash, formatInterval, formatNumber } from '../../../../shared/format.ts'
import { DECISION_WORDS, VERDICT_WORDS } from '../../../../shared/words.ts'
import { makeFolders } from '../../../disk/make-folders.ts'
import { GERMAN_CREDIT, type MainJobResult, payloadOf, runMainJob } from '../../main-job.ts'
import type { AppOverrides, CliSession } from '../cli-session.ts'
import type { Act, Reply } from '../reply.ts'
import { renderFacts } from '../table.ts'

/** The demo's clock stands still, so that two runs give the same bytes. */
const DEMO_CLOCK = '2026-01-15T09:00:00.000Z'
const DEMO_USER = 'Sample user'
/** Published on purpose: the sample holds public data only. */
const DEMO_PASSWORD = 'public sample, no secrets'
/** Stands beside a workspace that the demo made, even half: only that one may be replaced by the next run. */
const DEMO_MARK = '.workspace-made-by-assay-demo'

export function addDemoCommand(program: Command, act: Act): void {
  program
    .command('demo')
    .description('a fresh sample workspace and the whole main job on shipped real data, to the compliance pack')
    .option('--out <dir>', 'folder for what is made', 'demo-out')
    .action((options: { out: string }) => act((session) => demo(session, options.out)))
}

async function demo(session: CliSession, out: string): Promise<Reply> {
  const startedAt = performance.now()
  const outputDirectory = session.path(out)
  makeDirectory(outputDirectory)
  // ASSAY_WORKSPACE means the person's own workspace: the sample, with its published password, must not land there.
  const given = session.options.workspace
  const workspace = given === undefined ? join(outputDirectory, 'workspace') : session.path(given)
  if (given === undefined) clearEarlierDemo(outputDirectory, workspace)
  const client = await session.client(fixedSources())
  await client.workspace.create({
    path: workspace,
    name: 'Sample workspace',
    userName: DEMO_USER,
    password: DEMO_PASSWORD,
    isSample: true,
  })
  const csvPath = join(session.host.shipped.resources, 'demo', 'german-credit.csv')
  const result = await runMainJob(
    client,
    { ...GERMAN_CREDIT, csvPath, outputDirectory, signal: session.host.signal },
    (step) => {
      if (step.job === null) session.progress.line(`${step.number}/${step.count} ${step.title}`)
      else session.progress.show(step.job)
    },
  )
  session.progress.clear()
  const audit = await client.audit.verify()
  const elapsedMs = performance.now() - startedAt
  session.progress.line(`Done in ${formatDuration(elapsedMs)}`)
  return { document: demoDocument(result, workspace, audit), text: demoText(result, workspace, audit) }
}

function makeDirectory(path: string): void {
  try {
    makeFolders(path)
  } catch (cause) {
    throw new AppError('cannotWrite', 'The folder cannot be made', {
      hint: 'Choose another folder with --out, one you may write to.',
      place: { file: path },
      cause,
    })
  }
}

function clearEarlierDemo(outputDirectory: string, workspace: string): void {
  const mark = join(outputDirectory, DEMO_MARK)
  if (existsSync(workspace) && !existsSync(mark)) {
    throw new AppError('conflict', 'This folder exists and was not made by the demo', {
      hint: 'Choose another --out, or move the folder away.',
      place: { file: workspace },
    })
  }
  try {
    rmSync(workspace, { recursive: true, force: true })
    writeFileSync(mark, '')
  } catch (cause) {
    throw new AppError('cannotWrite', 'The folder cannot be written', {
      hint: 'Check the disk, or choose another folder with --out.',
      place: { file: outputDirectory },
      cause,
    })
  }
}

function fixedSources(): AppOverrides {
  let nMade = 0
  return {
    clock: () => new Date(DEMO_CLOCK),
    newId: () => {
      nMade++
      const digest = createHash('sha256').update(`assay demo ${nMade}`).digest('hex')
      return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`
    },
  }
}

interface AuditState {
  readonly ok: boolean
  readonly nEvents: number
}

function demoDocument(result: MainJobResult, workspace: string, audit: AuditState): unknown {
  const { dataset, model, validation, fairness, explanation } = result
  return {
    workspace: { path: workspace, userName: DEMO_USER, password: DEMO_PASSWORD },
    clock: DEMO_CLOCK,
    dataset: { id: dataset.id, name: dataset.name, nRows: dataset.nRows, contentHash: dataset.contentHash },
    model: { id: model.id, name: model.name, contentHash: model.contentHash, seed: model.seed },
    samples: payloadOf(validation, 'validationReport').samples.map(({ sample, rocAuc, gini, ksStatistic }) => ({
      sample,
      rocAuc: rocAuc.value,
      gini: gini.value,
      ksStatistic: ksStatistic.value,
    })),
    evidence: [validation, fairness, explanation].map(({ id, kind, contentHash }) => ({ id, kind, contentHash })),
    gates: result.evaluations.map(({ gateId, outcome }) => ({
      gateId,
      outcome,
      decision: result.decisions.find((decision) => decision.gateId === gateId)?.decision ?? null,
    })),
    scored: result.scoredPath,
    pack: { path: result.pack.path, sha256: result.pack.sha256, bytes: result.pack.bytes, nPages: result.pack.nPages },
    audit,
  }
}

function demoText(result: MainJobResult, workspace: string, audit: AuditState): string {
  const { dataset, model, pack } = result
  return renderFacts([
    [
      'Data',
      `${dataset.name}, ${formatNumber(dataset.nRows, 'integer')} rows, ${formatNumber(dataset.nEvents, 'integer')} events, hash ${formatHash(dataset.contentHash)}`,
    ],
    [
      'Model',
      `${model.name} v${model.version}, ${model.nCharacteristics} characteristics, seed ${model.seed}, hash ${formatHash(model.contentHash)}`,
    ],
    ...sampleLines(result),
    ...fairnessLines(result),
    [
      'Case, row 1',
      `${formatNumber(result.case.points, 'points')} points, PD ${formatNumber(result.case.probability, 'percent2')}`,
    ],
    ...gateLines(result),
    ['Scored file', result.scoredPath],
    ['Audit log', `${audit.ok ? 'intact' : 'NOT intact'}, ${formatNumber(audit.nEvents, 'integer')} events`],
    ['Workspace', `${workspace} (user "${DEMO_USER}", password "${DEMO_PASSWORD}")`],
    ['Clock', `${DEMO_CLOCK}, fixed, so that two runs give the same bytes`],
    ['Compliance pack', `${pack.path} (${pack.nPages} pages, SHA-256 ${formatHash(pack.sha256)})`],
  ])
}

type Line = readonly [label: string, value: string]

function sampleLines(result: MainJobResult): Line[] {
  return payloadOf(result.validation, 'validationReport').samples.map(({ sample, rocAuc, gini, ksStatistic }) => [
    `Validation, ${sample}`,
    `AUC ${formatInterval(rocAuc.value, rocAuc.lower, rocAuc.upper, 'auc')}, Gini ${formatNumber(gini.value, 'percent1')}, KS ${formatNumber(ksStatistic.value, 'percent1')}`,
  ])
}

function fairnessLines(result: MainJobResult): Line[] {
  return payloadOf(result.fairness, 'fairnessReport').bases.flatMap((basis) =>
    basis.groups
      .filter((group) => !group.isReference)
      .map(({ group, adverseImpactRatio: ratio, fisherTest, chiSquaredTest, preferredTest }): Line => {
        const pValue = preferredTest === 'fisher' ? fisherTest.pValue : chiSquaredTest.pValue
        const interval = formatInterval(ratio.value, ratio.lower, ratio.upper, 'ratio3')
        return [`AIR, ${basis.basis}`, `age ${group}: ${interval}, p ${formatNumber(pValue, 'pValue')}`]
      }),
  )
}

function gateLines(result: MainJobResult): Line[] {
  return result.evaluations.map((evaluation) => {
    const decision = result.decisions.find((one) => one.gateId === evaluation.gateId)
    const { shape, word } = VERDICT_WORDS[evaluation.outcome]
    return [
      `Gate, ${evaluation.title}`,
      `${shape} ${word}; ${decision === undefined ? 'not decided' : DECISION_WORDS[decision.decision]}`,
    ]
  })
}
