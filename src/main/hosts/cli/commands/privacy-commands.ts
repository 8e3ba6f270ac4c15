import { type Command, InvalidArgumentError } from 'commander'
import type { Cell, ColumnPrivacy, Retention, SubjectRows } from '../../../../shared/contract/index.ts'
import { formatDate, formatNumber } from '../../../../shared/format.ts'
import { resultOf } from '../../run-job.ts'
import type { CliSession } from '../cli-session.ts'
import { requireConfirmation } from '../confirmation.ts'
import { UsageError } from '../exit-code.ts'
import { collect, countingNumber, oneOf, privacyWord } from '../option-values.ts'
import { dataEvidenceText } from '../print-data-evidence.ts'
import type { Act, Reply } from '../reply.ts'
import { renderTable } from '../table.ts'
import { DATASET_REF } from './dataset-commands.ts'
import { assess } from './examine-commands.ts'

interface Subject {
  readonly dataset: string
}
interface ClassifyOptions extends Subject {
  readonly column: string
  readonly as: { readonly privacy: ColumnPrivacy | null }
  readonly reason?: string
}
interface RevealOptions extends Subject {
  readonly column: readonly string[]
  readonly row: readonly number[]
  readonly reason: string
}
interface RetentionOptions {
  readonly dataset?: string
  readonly until?: string
  readonly reason?: string
}
interface HoldOptions extends Subject {
  readonly set: 'on' | 'off'
  readonly reason: string
}
interface PersonOptions extends Subject {
  readonly column: string
  readonly value: string
}
interface ErasureOptions extends Subject {
  readonly reason: string
  readonly yes?: boolean
}

export function addPrivacyCommands(program: Command, act: Act): void {
  const privacy = program.command('privacy').description('personal data: find, mask, reveal, keep, erase')
  addLooking(privacy, act)
  addKeeping(privacy, act)
  addErasing(privacy, act)
}

function addLooking(privacy: Command, act: Act): void {
  privacy
    .command('scan')
    .requiredOption('--dataset <id>', DATASET_REF)
    .option('--quasi <column>', 'attribute that singles people out together with others; repeatable', collect)
    .description('look for personal data; recorded as evidence')
    .action((options: Subject & { quasi?: readonly string[] }) => act((session) => scan(session, options)))
  privacy
    .command('classify')
    .requiredOption('--dataset <id>', DATASET_REF)
    .requiredOption('--column <column>', 'column spoken of')
    .requiredOption('--as <class:treatment>', 'such as email:mask, or none', (value) => ({
      privacy: privacyWord(value),
    }))
    .option('--reason <text>', 'needed to unmask')
    .description('say what a column holds of persons, for every version of the dataset')
    .action((options: ClassifyOptions) => act((session) => classify(session, options)))
  privacy
    .command('reveal')
    .requiredOption('--dataset <id>', DATASET_REF)
    .requiredOption('--column <column>', 'column to show; repeatable', collect)
    .requiredOption('--row <number>', 'row to show, counted from 1; repeatable', collectRows)
    .requiredOption('--reason <text>', 'why, for the audit log')
    .description('show masked cells as they came; logged with its reason')
    .action((options: RevealOptions) => act((session) => reveal(session, options)))
}

function addKeeping(privacy: Command, act: Act): void {
  privacy
    .command('retention')
    .option('--dataset <id>', DATASET_REF)
    .option('--until <day>', 'last day it is kept, as YYYY-MM-DD, or none')
    .option('--reason <text>', 'why, for the audit log')
    .description('how long datasets are kept; with --dataset and --until it is set')
    .action((options: RetentionOptions) => act((session) => retention(session, options)))
  privacy
    .command('hold')
    .requiredOption('--dataset <id>', DATASET_REF)
    .requiredOption('--set <state>', 'on or off', oneOf(['on', 'off']))
    .requiredOption('--reason <text>', 'why, for the audit log')
    .description('put a dataset on legal hold, or lift it: nothing is erased while it lasts')
    .action((options: HoldOptions) => act((session) => hold(session, options)))
}

function addErasing(privacy: Command, act: Act): void {
  addPerson(privacy.command('find').description('where a person stands; logged without saying whom')).action(
    (options: PersonOptions) => act((session) => find(session, options)),
  )
  addPerson(privacy.command('erase').description('blank every cell of the rows of a person, in every version'))
    .requiredOption('--reason <text>', 'why, for the audit log')
    .option('--yes', 'do it without asking; it cannot be undone')
    .action((options: PersonOptions & ErasureOptions) => act((session) => erase(session, options)))
  privacy
    .command('dispose')
    .requiredOption('--dataset <id>', DATASET_REF)
    .requiredOption('--reason <text>', 'why, for the audit log')
    .option('--yes', 'do it without asking; it cannot be undone')
    .description('blank all cells of all versions of a dataset whose retention has ended')
    .action((options: ErasureOptions) => act((session) => dispose(session, options)))
}

function addPerson(command: Command): Command {
  return command
    .requiredOption('--dataset <id>', DATASET_REF)
    .requiredOption('--column <column>', 'column that tells people apart')
    .requiredOption('--value <text>', 'its value for the person, or - to read it from standard input')
}

async function scan(session: CliSession, { dataset, quasi }: Subject & { quasi?: readonly string[] }): Promise<Reply> {
  const found = await assess(session, (client) =>
    client.privacy.scan({ dataset, quasiIdentifiers: [...(quasi ?? [])] }),
  )
  return { document: found, text: dataEvidenceText(found) }
}

async function classify(session: CliSession, options: ClassifyOptions): Promise<Reply> {
  const { dataset, column, reason } = options
  const { privacy } = options.as
  const client = await session.signedIn()
  await client.privacy.classify({ dataset, column, privacy, ...(reason === undefined ? {} : { reason }) })
  const words = privacy === null ? 'not personal data' : `${privacy.class}, treatment ${privacy.treatment}`
  return { document: { dataset, column, privacy }, text: `${column}: ${words}` }
}

async function reveal(session: CliSession, options: RevealOptions): Promise<Reply> {
  const { dataset, column, row, reason } = options
  const client = await session.signedIn()
  const rows = row.map((number) => number - 1)
  const shown = await client.privacy.reveal({ dataset, columns: [...column], rows, reason })
  const text = (cell: Cell): string => (cell === null ? '(missing)' : String(cell))
  const table = renderTable(
    [{ header: 'row', align: 'right' }, ...shown.columns.map((header) => ({ header }))],
    shown.rows.map((cells, index) => [String(row[index]), ...cells.map(text)]),
  )
  return { document: { ...shown, rowNumbers: row }, text: table }
}

async function retention(session: CliSession, { dataset, until, reason }: RetentionOptions): Promise<Reply> {
  if (dataset === undefined) {
    if (until !== undefined || reason !== undefined)
      throw new UsageError('--dataset is needed', 'Say which dataset is kept until then.')
    const client = await session.signedIn()
    const all = await client.privacy.retention()
    return { document: all, text: all.length === 0 ? 'No dataset has a retention yet.' : retentionText(all) }
  }
  if (until === undefined || reason === undefined)
    throw new UsageError('--until and --reason are needed', 'For example --until 2031-12-31 --reason "law on …".')
  return keep(session, dataset, reason, { retainUntil: until === 'none' ? null : until })
}

function hold(session: CliSession, { dataset, set, reason }: HoldOptions): Promise<Reply> {
  return keep(session, dataset, reason, { legalHold: set === 'on' })
}

/** Changes one of the two and leaves the other as it is. */
async function keep(
  session: CliSession,
  dataset: string,
  reason: string,
  change: { readonly retainUntil?: string | null; readonly legalHold?: boolean },
): Promise<Reply> {
  const client = await session.signedIn()
  const { name } = await client.dataset.get({ dataset })
  const before = (await client.privacy.retention()).find(({ datasetName }) => datasetName === name)
  const set = await client.privacy.setRetention({
    dataset,
    retainUntil: before?.retainUntil ?? null,
    legalHold: before?.legalHold ?? false,
    ...change,
    reason,
  })
  return { document: set, text: retentionText([set]) }
}

async function find(session: CliSession, options: PersonOptions): Promise<Reply> {
  const { dataset, column } = options
  const value = await personValue(session, options.value)
  const client = await session.signedIn()
  const found = await client.privacy.findSubject({ dataset, column, value })
  return { document: found, text: subjectText(found) }
}

async function erase(session: CliSession, options: PersonOptions & ErasureOptions): Promise<Reply> {
  const { dataset, column, reason } = options
  const value = await personValue(session, options.value)
  const client = await session.signedIn()
  const found = await client.privacy.findSubject({ dataset, column, value })
  if (options.yes !== true) {
    for (const line of subjectText(found).split('\n')) session.progress.line(line)
    await requireConfirmation(session, found.datasetName, 'Erasing cannot be undone')
  }
  const result = resultOf(await session.run(client, () => client.privacy.erase({ dataset, column, value, reason })))
  return { document: { ...found, summary: result.summary }, text: result.summary }
}

async function dispose(session: CliSession, { dataset, reason, yes }: ErasureOptions): Promise<Reply> {
  const client = await session.signedIn()
  const { name } = await client.dataset.get({ dataset })
  if (yes !== true) await requireConfirmation(session, name, 'Disposal blanks all versions and cannot be undone')
  const result = resultOf(await session.run(client, () => client.privacy.dispose({ dataset, reason })))
  return { document: { datasetName: name, summary: result.summary }, text: result.summary }
}

/** A value given on standard input stays out of the list of processes and the history of the shell. */
async function personValue(session: CliSession, given: string): Promise<string> {
  const value = given === '-' ? (await session.io.readInput()).replace(/\r?\n$/, '') : given
  if (value === '') throw new UsageError('--value needs a value', 'Give it, or - and pipe it in.')
  return value
}

function subjectText({ versions, legalHold, datasetName }: SubjectRows): string {
  const rows = versions.map((one) => [
    one.dataset,
    String(one.version),
    formatNumber(one.nRows, 'integer'),
    one.rows
      .slice(0, 10)
      .map((row) => String(row + 1))
      .join(', '),
    one.models.join(', '),
  ])
  const table = renderTable(
    [
      { header: 'id' },
      { header: 'version', align: 'right' },
      { header: 'rows', align: 'right' },
      { header: 'which (from 1)' },
      { header: 'models trained on it' },
    ],
    rows,
  )
  return legalHold ? `${table}\n\n${datasetName} is on legal hold: nothing may be erased.` : table
}

function retentionText(all: readonly Retention[]): string {
  return renderTable(
    [
      { header: 'dataset' },
      { header: 'kept until' },
      { header: 'legal hold' },
      { header: 'due' },
      { header: 'reason' },
      { header: 'set' },
    ],
    all.map((one) => [
      one.datasetName,
      one.retainUntil ?? '–',
      one.legalHold ? 'yes' : 'no',
      one.isDue ? 'DUE' : 'no',
      one.reason,
      `${formatDate(one.setAt)} by ${one.setBy}`,
    ]),
  )
}

function collectRows(value: string, earlier: readonly number[] | undefined): readonly number[] {
  const row = countingNumber(value)
  if ((earlier ?? []).length >= 100) throw new InvalidArgumentError('At most 100 rows are shown at once.')
  return [...(earlier ?? []), row]
}
