import { type Command, Option } from 'commander'
import {
  EXPORT_FORMATS,
  SQL_DIALECTS,
  SQL_FORMS,
  type SqlDialect,
  type SqlForm,
} from '../../../../shared/contract/index.ts'
import { formatBytes, formatInstant, formatNumber } from '../../../../shared/format.ts'
import { resultOf } from '../../run-job.ts'
import type { CliSession } from '../cli-session.ts'
import { UsageError } from '../exit-code.ts'
import { targetOf } from '../import-flags.ts'
import { readNameMap } from '../name-map.ts'
import { modelReply } from '../print-model.ts'
import type { Act, Reply } from '../reply.ts'
import { printable, renderTable } from '../table.ts'

interface ExportOptions {
  readonly format: string
  readonly out: string
  readonly dialect: SqlDialect
  readonly table?: string
  readonly sqlForm: SqlForm
  readonly goldenDataset?: string
}
interface ImportOptions {
  readonly dataset: string
  readonly name?: string
  readonly target?: string
  readonly event?: string
  readonly map?: string
  readonly expected?: string
  readonly expectedMeaning: 'probability' | 'margin'
}

const MODEL_REF = 'id, beginning of an id, or name'

export function addModelCommands(program: Command, act: Act): void {
  program
    .command('models')
    .description('list the model versions')
    .action(() => act(listModels))
  const model = program.command('model').description('show, export or import one model')
  model
    .command('show')
    .argument('<id>', MODEL_REF)
    .description('the printed scorecard or what the trees are, and the fit')
    .action((id: string) =>
      act(async (session) => modelReply(await (await session.signedIn()).model.get({ model: id }))),
    )
  model
    .command('export')
    .argument('<id>', MODEL_REF)
    .description('write the model to a file')
    .requiredOption('--format <format>', `file format: ${EXPORT_FORMATS.join(', ')}`)
    .requiredOption('--out <file>', 'file to write; with sql, golden rows and a check are written beside it')
    .addOption(new Option('--dialect <dialect>', 'SQL dialect').choices(SQL_DIALECTS).default('postgresql'))
    .option('--table <name>', 'table the query reads (default: applicants)')
    .addOption(
      new Option('--sql-form <form>', 'trees as nested CASE, or as a table of nodes beside the query')
        .choices(SQL_FORMS)
        .default('auto'),
    )
    .option(
      '--golden-dataset <id>',
      'add the rows of this dataset to the golden rows: their values leave the workspace',
    )
    .action((id: string, options: ExportOptions) => act((session) => exportModel(session, id, options)))
  model
    .command('import')
    .argument('<file>', 'scorecard as JSON or PMML; boosted trees as JSON, LightGBM text, XGBoost JSON or ONNX')
    .description('a model made elsewhere as a new model version')
    .requiredOption('--dataset <id>', 'dataset with its columns and outcome, on which it is described')
    .option('--target <column>', "outcome column, instead of the dataset's own; needs --event")
    .option('--event <value>', 'value of the target that means the event')
    .option('--name <name>', 'name of the model (default: as in the file)')
    .option('--map <file>', 'JSON file with columns for names in the model file: {"f0": "income"}')
    .option('--expected <column>', "column with the scores that the model's own program gave, to be compared with")
    .addOption(
      new Option('--expected-meaning <meaning>', 'what these scores are: PDs, or log odds as raw scores')
        .choices(['probability', 'margin'])
        .default('probability'),
    )
    .action((file: string, options: ImportOptions) => act((session) => importModel(session, file, options)))
}

async function listModels(session: CliSession): Promise<Reply> {
  const client = await session.signedIn()
  const models = await client.model.list()
  if (models.length === 0)
    return { document: models, text: 'No models yet; "assay train scorecard --dataset ID" fits one.' }
  const rows = models.map((one) => [
    one.id,
    `${one.name} v${one.version}`,
    one.method,
    one.datasetName,
    formatNumber(one.nCharacteristics, 'integer'),
    formatNumber(one.developmentAuc, 'auc'),
    formatNumber(one.holdoutAuc, 'auc'),
    String(one.seed),
    formatInstant(one.createdAt),
  ])
  const columns = [
    { header: 'id' },
    { header: 'model' },
    { header: 'method' },
    { header: 'dataset' },
    { header: 'characteristics', align: 'right' },
    { header: 'AUC, dev.', align: 'right' },
    { header: 'AUC, hold-out', align: 'right' },
    { header: 'seed', align: 'right' },
    { header: 'made (UTC)' },
  ] as const
  return { document: models, text: renderTable(columns, rows) }
}

async function exportModel(session: CliSession, id: string, options: ExportOptions): Promise<Reply> {
  const format = EXPORT_FORMATS.find((candidate) => candidate === options.format)
  if (format === undefined)
    throw new UsageError(
      `Format ${JSON.stringify(options.format)} is not available`,
      `Available: ${EXPORT_FORMATS.join(', ')}.`,
    )
  const client = await session.signedIn()
  const { table, goldenDataset, dialect, sqlForm } = options
  const made = await client.model.export({
    model: id,
    format,
    path: session.path(options.out),
    dialect,
    sqlForm,
    ...(table === undefined ? {} : { table }),
    ...(goldenDataset === undefined ? {} : { goldenDataset }),
  })
  const files = made.files.map(({ path, bytes, sha256 }) => `${path}\n${formatBytes(bytes)}, SHA-256 ${sha256}`)
  const golden = made.nGoldenRows === null ? [] : [`${formatNumber(made.nGoldenRows, 'integer')} golden rows`]
  const notes = made.notes.map((note) => `note: ${printable(note)}`)
  return { document: made, text: [...files, ...golden, ...notes].join('\n') }
}

async function importModel(session: CliSession, file: string, options: ImportOptions): Promise<Reply> {
  const target = targetOf(options)
  const { dataset, name, expected, expectedMeaning: meaning } = options
  const map = options.map === undefined ? {} : readNameMap(session.path(options.map))
  const client = await session.signedIn()
  const job = await session.run(client, () =>
    client.model.import({
      path: session.path(file),
      dataset,
      ...(name === undefined ? {} : { name }),
      ...(target === null ? {} : { target }),
      map,
      ...(expected === undefined ? {} : { expected: { column: expected, meaning } }),
    }),
  )
  const shown = await client.model.get({ model: resultOf(job).id })
  const { equality } = shown.fit
  const reply = modelReply(shown)
  const text = equality === null ? reply.text : `${reply.text}\n\n${printable(equality.statement)}`
  return { ...reply, text, document: shown.version }
}
