import type { Command } from 'commander'
import type { CsvOptions, DatasetSummary, DatasetVersion } from '../../../../shared/contract/index.ts'
import { formatBytes, formatFraction, formatHash, formatInstant, formatNumber } from '../../../../shared/format.ts'
import { resultOf } from '../../run-job.ts'
import type { CliSession } from '../cli-session.ts'
import { UsageError } from '../exit-code.ts'
import { collect, columnType, delimiter } from '../option-values.ts'
import type { Act, Reply } from '../reply.ts'
import { renderFacts, renderTable } from '../table.ts'

interface ImportOptions {
  readonly name: string
  readonly target?: string
  readonly event?: string
  readonly sensitive?: readonly string[]
  readonly delimiter?: string
  readonly decimal?: CsvOptions['decimal']
  readonly encoding?: CsvOptions['encoding']
  readonly missing?: readonly string[]
  readonly type?: CsvOptions['types']
  /** False after --no-header. */
  readonly header: boolean
}

const SHOWN_ISSUES = 10

export function addDatasetCommands(program: Command, act: Act): void {
  program
    .command('import')
    .argument('<file>', 'CSV file')
    .description('read a file into a dataset version')
    .requiredOption('--name <name>', 'name of the dataset; the same name makes a new version')
    .option('--target <column>', 'column with the outcome; needs --event')
    .option('--event <value>', 'value of the target that means the event (default, "bad")')
    .option('--sensitive <column>', 'sensitive attribute, never a feature; repeatable', collect)
    .option('--delimiter <text>', 'field delimiter, "tab" for a tab', delimiter)
    .option('--decimal <mark>', 'decimal mark, "." or ","')
    .option('--encoding <name>', 'utf-8, utf-16le, utf-16be, latin-1 or windows-1252')
    .option('--missing <text>', 'text read as missing, instead of the usual ones; repeatable', collect)
    .option('--type <column=type>', 'numeric or text for a column; repeatable', columnType)
    .option('--no-header', 'the first line holds values; columns are named column_1, column_2 …')
    .action((file: string, options: ImportOptions) => act((session) => importFile(session, file, options)))
  program
    .command('datasets')
    .description('list the datasets')
    .action(() => act(listDatasets))
  const dataset = program.command('dataset').description('show or export one dataset')
  dataset
    .command('show')
    .argument('<id>', 'id, beginning of an id, or name')
    .description('everything recorded about a dataset version')
    .action((id: string) => act((session) => showDataset(session, id)))
  dataset
    .command('export')
    .argument('<id>', 'id, beginning of an id, or name')
    .description('write the stored values to a CSV file')
    .requiredOption('--out <file>', 'CSV file to write')
    .action((id: string, options: { out: string }) => act((session) => exportDataset(session, id, options.out)))
}

async function importFile(session: CliSession, file: string, options: ImportOptions): Promise<Reply> {
  const target = targetOf(options)
  const client = await session.signedIn()
  const job = await session.run(client, () =>
    client.dataset.import({
      path: session.path(file),
      name: options.name,
      ...(target === null ? {} : { target }),
      sensitive: [...(options.sensitive ?? [])],
      options: csvOptions(options),
    }),
  )
  return datasetReply(await client.dataset.get({ dataset: resultOf(job).id }))
}

/** `--target` and `--event` mean something only together. */
export function targetOf(options: {
  readonly target?: string
  readonly event?: string
}): { column: string; eventValue: string } | null {
  if (options.target === undefined && options.event === undefined) return null
  if (options.target === undefined)
    throw new UsageError('--event needs --target', 'Say which column holds the outcome.')
  if (options.event === undefined)
    throw new UsageError(
      '--target needs --event',
      'Say which value of the column means the event, for example --event 1.',
    )
  return { column: options.target, eventValue: options.event }
}

function csvOptions(options: ImportOptions): CsvOptions {
  return {
    ...(options.delimiter === undefined ? {} : { delimiter: options.delimiter }),
    ...(options.decimal === undefined ? {} : { decimal: options.decimal }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    ...(options.missing === undefined ? {} : { missing: [...options.missing] }),
    ...(options.type === undefined ? {} : { types: [...options.type] }),
    ...(options.header ? {} : { hasHeader: false }),
  }
}

async function listDatasets(session: CliSession): Promise<Reply> {
  const client = await session.signedIn()
  const datasets = await client.dataset.list()
  if (datasets.length === 0)
    return { document: datasets, text: 'No datasets yet; "assay import FILE --name NAME" reads one.' }
  const rows = datasets.map((one) => [
    one.id,
    `${one.name} v${one.version}`,
    formatNumber(one.nRows, 'integer'),
    formatNumber(one.nColumns, 'integer'),
    targetText(one),
    formatInstant(one.createdAt),
  ])
  const columns = [
    { header: 'id' },
    { header: 'dataset' },
    { header: 'rows', align: 'right' },
    { header: 'columns', align: 'right' },
    { header: 'target' },
    { header: 'imported (UTC)' },
  ] as const
  return { document: datasets, text: renderTable(columns, rows) }
}

async function showDataset(session: CliSession, id: string): Promise<Reply> {
  const client = await session.signedIn()
  return datasetReply(await client.dataset.get({ dataset: id }))
}

async function exportDataset(session: CliSession, id: string, out: string): Promise<Reply> {
  const client = await session.signedIn()
  const job = await session.run(client, () => client.dataset.export({ dataset: id, path: session.path(out) }))
  const result = resultOf(job)
  return { document: result, text: `${result.summary}\n${result.path ?? ''}`.trimEnd() }
}

function targetText(dataset: Pick<DatasetSummary, 'target'>): string {
  return dataset.target === null ? '–' : `${dataset.target.column} = ${dataset.target.eventValue}`
}

function datasetReply(dataset: DatasetVersion): Reply {
  const facts = renderFacts([
    ['Dataset', `${dataset.name} v${dataset.version}`],
    ['Id', dataset.id],
    ['Content hash', formatHash(dataset.contentHash)],
    [
      'Source',
      `${dataset.source.fileName}, ${formatBytes(dataset.source.bytes)}, SHA-256 ${formatHash(dataset.source.sha256)}`,
    ],
    ['Rows, columns', `${formatNumber(dataset.nRows, 'integer')}, ${formatNumber(dataset.nColumns, 'integer')}`],
    [
      'Target',
      dataset.nEvents === null
        ? targetText(dataset)
        : `${targetText(dataset)}; events ${formatFraction(dataset.nEvents, dataset.nRows)}`,
    ],
    [
      'Read as',
      `${dataset.dialect.encoding}, delimiter ${JSON.stringify(dataset.dialect.delimiter)}, decimal ${JSON.stringify(dataset.dialect.decimal)}`,
    ],
    ['Cells that did not fit', formatNumber(dataset.nIssues, 'integer')],
  ])
  return { document: dataset, text: [facts, '', columnTable(dataset), ...issueLines(dataset)].join('\n') }
}

function columnTable(dataset: DatasetVersion): string {
  const rows = dataset.columns.map((column) => [
    column.name,
    column.type,
    column.role,
    formatNumber(column.nMissing, 'integer'),
    formatNumber(column.nDistinct, 'integer'),
    column.reason,
  ])
  const columns = [
    { header: 'column' },
    { header: 'type' },
    { header: 'role' },
    { header: 'missing', align: 'right' },
    { header: 'distinct', align: 'right' },
    { header: 'why this type' },
  ] as const
  return renderTable(columns, rows)
}

function issueLines(dataset: DatasetVersion): string[] {
  if (dataset.issues.length === 0) return []
  const shown = dataset.issues.slice(0, SHOWN_ISSUES)
  const rows = shown.map((issue) => [String(issue.line), issue.column ?? '–', issue.raw, issue.problem, issue.action])
  const table = renderTable(
    [
      { header: 'line', align: 'right' },
      { header: 'column' },
      { header: 'stands there' },
      { header: 'problem' },
      { header: 'done' },
    ],
    rows,
  )
  const rest = dataset.nIssues - shown.length
  return rest > 0
    ? ['', table, `… and ${formatNumber(rest, 'integer')} more (--json lists the first 1000)`]
    : ['', table]
}
