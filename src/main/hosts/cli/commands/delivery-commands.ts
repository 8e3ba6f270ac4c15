import type { Command } from 'commander'
import { formatBytes, formatHash, formatNumber } from '../../../../shared/format.ts'
import { resultOf } from '../../run-job.ts'
import type { CliSession } from '../cli-session.ts'
import { EXIT } from '../exit-code.ts'
import { wholeNumber } from '../option-values.ts'
import type { Act, Reply } from '../reply.ts'
import { renderFacts } from '../table.ts'

/** The command opens no workspace, so it can say no more than this. */
const ORIGIN_WORDS =
  'not proven: compare the SHA-256 with the workspace\'s list of packs ("assay call pack.list"), or verify it on the Reports page'

interface ScoreOptions {
  readonly model: string
  readonly in: string
  readonly out: string
  readonly reasons?: number
}

export function addDeliveryCommands(program: Command, act: Act): void {
  program
    .command('score')
    .description('score a CSV file into a CSV file: all its columns, then points, PD and reasons')
    .requiredOption('--model <id>', 'id, beginning of an id, or name')
    .requiredOption('--in <file>', 'CSV file to score')
    .requiredOption('--out <file>', 'CSV file to write')
    .option('--reasons <number>', 'reasons per row (default 4)', wholeNumber)
    .action((options: ScoreOptions) => act((session) => score(session, options)))
  program
    .command('pack')
    .description('build the compliance pack of a model')
    .requiredOption('--model <id>', 'id, beginning of an id, or name')
    .requiredOption('--out <file>', 'PDF file to write')
    .action((options: { model: string; out: string }) => act((session) => pack(session, options)))
  program
    .command('verify')
    .argument('<pack>', 'PDF file made by "assay pack"')
    .description('re-derive a pack from the source inside it and compare every byte; needs no workspace')
    .action((file: string) => act((session) => verifyPack(session, file)))
  program
    .command('audit')
    .description('the audit log')
    .command('verify')
    .description('recompute the whole audit log and name the first bad event')
    .action(() => act(verifyAudit))
}

async function score(session: CliSession, options: ScoreOptions): Promise<Reply> {
  const client = await session.signedIn()
  const job = await session.run(client, () =>
    client.scoring.run({
      model: options.model,
      inputPath: session.path(options.in),
      outputPath: session.path(options.out),
      ...(options.reasons === undefined ? {} : { reasons: options.reasons }),
    }),
  )
  const result = resultOf(job)
  return { document: { ...result, rows: job.rowsDone }, text: `${result.summary}\n${result.path ?? ''}`.trimEnd() }
}

async function pack(session: CliSession, options: { model: string; out: string }): Promise<Reply> {
  const client = await session.signedIn()
  const job = await session.run(client, () =>
    client.pack.build({ model: options.model, path: session.path(options.out) }),
  )
  const result = resultOf(job)
  const made = (await client.pack.list()).find((one) => one.id === result.id)
  if (made === undefined) return { document: result, text: `${result.summary}\n${result.path ?? ''}`.trimEnd() }
  const size = `${formatNumber(made.nPages, 'integer')} pages, ${formatBytes(made.bytes)}, SHA-256 ${made.sha256}`
  return { document: made, text: `${made.path}\n${size}` }
}

async function verifyPack(session: CliSession, file: string): Promise<Reply> {
  const client = await session.client()
  const checked = await client.pack.verify({ path: session.path(file) }, { signal: session.host.signal })
  const facts = renderFacts([
    ['Pack', checked.ok ? 'intact: every byte follows from the source inside it' : 'NOT intact'],
    ['File', `${formatBytes(checked.bytes)}, SHA-256 ${checked.sha256}`],
    ['Model hash', checked.modelHash === null ? '–' : formatHash(checked.modelHash)],
    ['Evidence', formatNumber(checked.nEvidence, 'integer')],
    ['Origin', ORIGIN_WORDS],
  ])
  const problems = checked.problems.map((problem) => `problem: ${problem}`)
  return { document: checked, text: [facts, ...problems].join('\n'), exitCode: checked.ok ? EXIT.done : EXIT.failed }
}

async function verifyAudit(session: CliSession): Promise<Reply> {
  const client = await session.signedIn()
  const checked = await client.audit.verify()
  const bad = checked.firstBad
  const text = renderFacts([
    ['Audit log', checked.ok ? 'intact' : 'NOT intact'],
    ['Events', formatNumber(checked.nEvents, 'integer')],
    ['Root', checked.root],
    ...(bad === null ? [] : [['First bad event', `${bad.seq}: ${bad.problem}`] as const]),
  ])
  return { document: checked, text, exitCode: checked.ok ? EXIT.done : EXIT.failed }
}
