import type { Command } from 'commander'
import { resultOf } from '../../run-job.ts'
import type { CliSession } from '../cli-session.ts'
import { groupingChoice } from '../grouping-option.ts'
import { countingNumber, positiveNumber } from '../option-values.ts'
import { caseText, evidenceText } from '../print-evidence.ts'
import type { Act, Reply } from '../reply.ts'

interface Subject {
  readonly model: string
  readonly dataset: string
}
interface FairnessOptions extends Subject {
  readonly sensitive: string
  readonly reference?: string
  readonly threshold?: number
}
interface ExplainOptions extends Subject {
  readonly row?: number
}

export function addEvidenceCommands(program: Command, act: Act): void {
  addSubject(
    program.command('validate').description('measure discrimination, calibration and stability; recorded as evidence'),
  ).action((options: Subject) => act((session) => validate(session, options)))
  addSubject(
    program.command('fairness').description('measure disparate impact on a sensitive attribute; recorded as evidence'),
  )
    .requiredOption('--sensitive <column>', 'sensitive attribute; "COL<=X" cuts a numeric one in two groups')
    .option('--reference <value>', 'reference group; ">X" or "<=X" for a numeric attribute cuts there')
    .option(
      '--threshold <number>',
      'cut-off: below 1 a PD, else points (default: the event rate in development)',
      positiveNumber,
    )
    .action((options: FairnessOptions) => act((session) => fairness(session, options)))
  addSubject(
    program
      .command('explain')
      .description('explain the model, or one case with --row; the former is recorded as evidence'),
  )
    .option('--row <number>', 'explain this row of the dataset, counted from 1', countingNumber)
    .action((options: ExplainOptions) => act((session) => explain(session, options)))
}

function addSubject(command: Command): Command {
  return command
    .requiredOption('--model <id>', 'id, beginning of an id, or name')
    .requiredOption('--dataset <id>', 'id, beginning of an id, or name')
}

async function validate(session: CliSession, { model, dataset }: Subject): Promise<Reply> {
  const client = await session.signedIn()
  const job = await session.run(client, () => client.validation.run({ model, dataset }))
  return evidenceReply(session, resultOf(job).id)
}

async function fairness(session: CliSession, options: FairnessOptions): Promise<Reply> {
  const { model, dataset, sensitive, reference, threshold } = options
  const client = await session.signedIn()
  const { columns } = await client.dataset.get({ dataset })
  const job = await session.run(client, () =>
    client.fairness.run({
      model,
      dataset,
      ...groupingChoice(sensitive, reference, columns),
      ...(threshold === undefined ? {} : { threshold }),
    }),
  )
  return evidenceReply(session, resultOf(job).id)
}

async function explain(session: CliSession, { model, dataset, row }: ExplainOptions): Promise<Reply> {
  const client = await session.signedIn()
  if (row !== undefined) {
    const explained = await client.explain.case({ model, dataset, row })
    return { document: explained, text: caseText(explained) }
  }
  const job = await session.run(client, () => client.explain.run({ model, dataset }))
  return evidenceReply(session, resultOf(job).id)
}

async function evidenceReply(session: CliSession, id: string): Promise<Reply> {
  const client = await session.client()
  const evidence = await client.evidence.get({ evidence: id })
  return { document: evidence, text: evidenceText(evidence) }
}
