import type { Command } from 'commander'
import type { DataEvidence, QualityReport, Severity } from '../../../../shared/contract/index.ts'
import type { Client } from '../../local-client.ts'
import { resultOf } from '../../run-job.ts'
import type { CliSession } from '../cli-session.ts'
import { EXIT, UsageError } from '../exit-code.ts'
import { collect, oneOf, readJsonFile } from '../option-values.ts'
import { dataEvidenceText } from '../print-data-evidence.ts'
import { proposedText, suiteText } from '../print-quality.ts'
import type { Act, Reply } from '../reply.ts'
import { rulesOf } from '../step-file.ts'
import { DATASET_REF } from './dataset-commands.ts'

interface Subject {
  readonly dataset: string
}
interface QualityOptions extends Subject {
  readonly rules?: string
  readonly failOn?: FailOn
}
interface DriftOptions extends Subject {
  readonly expected: string
}
interface DiffOptions extends Subject {
  readonly before: string
  readonly key?: readonly string[]
}

const FAIL_ON = ['error', 'warning'] as const
type FailOn = (typeof FAIL_ON)[number]
const FAILING: Record<FailOn, readonly Severity[]> = { error: ['error'], warning: ['error', 'warning'] }

export function addExamineCommands(program: Command, act: Act): void {
  addQualityCommands(program, act)
  addSubject(
    program.command('leakage').description('look for columns that know the target; recorded as evidence'),
  ).action(({ dataset }: Subject) => act((session) => examine(session, (client) => client.leakage.run({ dataset }))))
  addSubject(
    program.command('associations').description('how strongly every two columns go together; recorded as evidence'),
  ).action(({ dataset }: Subject) =>
    act((session) => examine(session, (client) => client.association.run({ dataset }))),
  )
  addSubject(program.command('drift').description('how a dataset differs from the expected one; recorded as evidence'))
    .requiredOption('--expected <id>', 'the development sample')
    .action(({ dataset, expected }: DriftOptions) =>
      act((session) => examine(session, (client) => client.drift.run({ dataset, expected }))),
    )
  addSubject(program.command('diff').description('what changed from one version to another; recorded as evidence'))
    .requiredOption('--before <id>', 'the version before')
    .option('--key <column>', 'column that tells rows apart; repeatable (default: whole rows)', collect)
    .action(({ dataset, before, key }: DiffOptions) =>
      act((session) => examine(session, (client) => client.diff.run({ dataset, before, key: [...(key ?? [])] }))),
    )
}

function addQualityCommands(program: Command, act: Act): void {
  const quality = program.command('quality').description('demands on a dataset, as rules')
  addSubject(
    quality.command('propose').description('rules that fit the data as they are; --json makes a file of them'),
  ).action((options: Subject) => act((session) => propose(session, options)))
  addSubject(quality.command('suite').description('the saved rules of the dataset')).action((options: Subject) =>
    act((session) => showSuite(session, options)),
  )
  addSubject(quality.command('save').description('save rules as the next version of the suite'))
    .requiredOption('--rules <file>', 'JSON file with the rules')
    .action((options: QualityOptions) => act((session) => saveSuite(session, options)))
  addSubject(quality.command('run').description('check the rules; recorded as evidence'))
    .option('--rules <file>', 'JSON file with the rules (default: the saved ones, else the proposed ones)')
    .option(
      '--fail-on <severity>',
      'end with 65 if a rule of this severity or above fails or cannot be assessed: error or warning',
      oneOf(FAIL_ON),
    )
    .action((options: QualityOptions) => act((session) => runQuality(session, options)))
}

function addSubject(command: Command): Command {
  return command.requiredOption('--dataset <id>', DATASET_REF)
}

async function propose(session: CliSession, { dataset }: Subject): Promise<Reply> {
  const client = await session.signedIn()
  const proposed = await client.quality.propose({ dataset }, { signal: session.host.signal })
  return { document: proposed, text: proposedText(proposed) }
}

async function showSuite(session: CliSession, { dataset }: Subject): Promise<Reply> {
  const client = await session.signedIn()
  const suite = await client.quality.suite({ dataset })
  return {
    document: suite,
    text: suite === null ? 'No rules saved yet; "assay quality save" saves a file of them.' : suiteText(suite),
  }
}

async function saveSuite(session: CliSession, options: QualityOptions): Promise<Reply> {
  const rules = rulesIn(session, options)
  if (rules === null) throw new UsageError('--rules needs a file')
  const client = await session.signedIn()
  const suite = await client.quality.save({ dataset: options.dataset, rules })
  return { document: suite, text: suiteText(suite) }
}

async function runQuality(session: CliSession, options: QualityOptions): Promise<Reply> {
  const rules = rulesIn(session, options)
  const { dataset, failOn } = options
  const found = await assess(session, (client) => client.quality.run({ dataset, ...(rules === null ? {} : { rules }) }))
  const { payload } = found
  const isFailed = failOn !== undefined && payload.kind === 'quality' && !holds(payload.report, FAILING[failOn])
  return { document: found, text: dataEvidenceText(found), exitCode: isFailed ? EXIT.badData : EXIT.done }
}

/** A rule that could not be assessed, such as one about a column that is gone, must not let a pipeline pass. */
function holds({ totals }: QualityReport, severities: readonly Severity[]): boolean {
  return severities.every((severity) => totals[severity].fail === 0 && totals[severity].notAssessed === 0)
}

function rulesIn(session: CliSession, { rules }: QualityOptions): ReturnType<typeof rulesOf> | null {
  return rules === undefined ? null : rulesOf(readJsonFile(session.path(rules)), rules)
}

type Start = (client: Client) => Promise<{ jobId: string }>

async function examine(session: CliSession, start: Start): Promise<Reply> {
  const found = await assess(session, start)
  return { document: found, text: dataEvidenceText(found) }
}

/** Runs an assessment and reads the evidence it left. */
export async function assess(session: CliSession, start: Start): Promise<DataEvidence> {
  const client = await session.signedIn()
  const result = resultOf(await session.run(client, () => start(client)))
  return client.dataEvidence.get({ evidence: result.id })
}
