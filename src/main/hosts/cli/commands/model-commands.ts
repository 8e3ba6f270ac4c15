import type { Command } from 'commander'
import { type ModelVersion, type ScorecardParams, scorecardParamsSchema } from '../../../../shared/contract/index.ts'
import { AppError } from '../../../../shared/errors.ts'
import { formatBytes, formatHash, formatInstant, formatInterval, formatNumber } from '../../../../shared/format.ts'
import type { Client } from '../../local-client.ts'
import { resultOf } from '../../run-job.ts'
import type { CliSession } from '../cli-session.ts'
import { UsageError } from '../exit-code.ts'
import { targetOf } from '../import-flags.ts'
import { collect, readJsonFile, wholeNumber } from '../option-values.ts'
import type { Act, Reply } from '../reply.ts'
import { printable, renderFacts, renderTable } from '../table.ts'

interface TrainOptions {
  readonly dataset: string
  readonly target?: string
  readonly event?: string
  readonly exclude?: readonly string[]
  readonly params?: string
  readonly seed?: number
  readonly name?: string
}

const METHODS = ['scorecard'] as const
const EXPORT_FORMATS = ['json'] as const

export function addModelCommands(program: Command, act: Act): void {
  program
    .command('train')
    .argument('<method>', `what to fit: ${METHODS.join(', ')}`)
    .description('fit a model version on a dataset')
    .requiredOption('--dataset <id>', 'id, beginning of an id, or name')
    .option('--target <column>', "outcome column, instead of the dataset's own; needs --event")
    .option('--event <value>', 'value of the target that means the event')
    .option('--exclude <column>', 'column not to use; repeatable', collect)
    .option('--params <file>', 'JSON file with parameters ("assay procedures --json" has their schema)')
    .option('--seed <number>', 'seed of the development/hold-out split (default 1)', wholeNumber)
    .option('--name <name>', 'name of the model; the same name makes a new version')
    .action((method: string, options: TrainOptions) => act((session) => train(session, method, options)))
  program
    .command('models')
    .description('list the model versions')
    .action(() => act(listModels))
  const model = program.command('model').description('show or export one model')
  model
    .command('show')
    .argument('<id>', 'id, beginning of an id, or name')
    .description('the printed scorecard and its fit')
    .action((id: string) => act(async (session) => modelReply(await session.signedIn(), id)))
  model
    .command('export')
    .argument('<id>', 'id, beginning of an id, or name')
    .description('write the model to a file')
    .requiredOption('--format <format>', `file format: ${EXPORT_FORMATS.join(', ')}`)
    .requiredOption('--out <file>', 'file to write')
    .action((id: string, options: { format: string; out: string }) =>
      act((session) => exportModel(session, id, options)),
    )
}

async function train(session: CliSession, method: string, options: TrainOptions): Promise<Reply> {
  const known = METHODS.find((candidate) => candidate === method)
  if (known === undefined)
    throw new UsageError(`Method ${JSON.stringify(method)} is not available`, `Available: ${METHODS.join(', ')}.`)
  const target = targetOf(options)
  const params = options.params === undefined ? null : readParams(session.path(options.params))
  const client = await session.signedIn()
  const job = await session.run(client, () =>
    client.training.start({
      dataset: options.dataset,
      method: known,
      ...(options.name === undefined ? {} : { name: options.name }),
      ...(target === null ? {} : { target }),
      exclude: [...(options.exclude ?? [])],
      ...(options.seed === undefined ? {} : { seed: options.seed }),
      ...(params === null ? {} : { params }),
    }),
  )
  const reply = await modelReply(client, resultOf(job).id)
  return { ...reply, document: (await client.model.get({ model: resultOf(job).id })).version }
}

function readParams(path: string): ScorecardParams {
  const parsed = scorecardParamsSchema.strict().safeParse(readJsonFile(path))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path.join('.') ?? ''
  throw new AppError('badData', issue?.message ?? 'The parameters do not fit', {
    hint: 'See the schema of training.start in "assay procedures --json".',
    place: field === '' ? { file: path } : { file: path, field },
  })
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
    String(one.seed),
    formatInstant(one.createdAt),
  ])
  const columns = [
    { header: 'id' },
    { header: 'model' },
    { header: 'method' },
    { header: 'dataset' },
    { header: 'characteristics', align: 'right' },
    { header: 'seed', align: 'right' },
    { header: 'trained (UTC)' },
  ] as const
  return { document: models, text: renderTable(columns, rows) }
}

type ShownModel = Awaited<ReturnType<Client['model']['get']>>

async function modelReply(client: Client, id: string): Promise<Reply> {
  const shown = await client.model.get({ model: id })
  const warnings = shown.fit.warnings.map((warning) => `warning: ${printable(warning)}`)
  return { document: shown, text: [modelFacts(shown), '', scorecardTable(shown), ...warnings].join('\n') }
}

function modelFacts({ version, model, fit }: ShownModel): string {
  const { value, lower, upper } = fit.developmentAuc
  return renderFacts([
    ['Model', versionText(version)],
    ['Id', version.id],
    ['Content hash', formatHash(version.contentHash)],
    [
      'Trained on',
      `${version.datasetName}, seed ${version.seed}, ${version.target.column} = ${version.target.eventValue}`,
    ],
    [
      'Sample',
      `development ${formatNumber(fit.nDevelopment, 'integer')}, hold-out ${formatNumber(fit.nHoldout, 'integer')}`,
    ],
    ['AUC, development', formatInterval(value, lower, upper, 'auc')],
    [
      'Scaling',
      `${formatNumber(model.scaling.targetPoints, 'points')} points at ${formatNumber(model.scaling.targetOdds, 'odds')}:1 good:bad, ${formatNumber(model.scaling.pointsToDoubleOdds, 'points')} to double the odds`,
    ],
  ])
}

function versionText(version: ModelVersion): string {
  return `${version.name} v${version.version} (${version.method})`
}

function scorecardTable({ model }: ShownModel): string {
  const variables = new Map(model.variables.map((variable) => [variable.name, variable]))
  const rows = model.characteristics.flatMap((characteristic) =>
    characteristic.attributes.map((attribute, index) => {
      const bin = variables.get(characteristic.name)?.bins[attribute.bin]
      return [
        index === 0 ? characteristic.name : '',
        attribute.label,
        formatNumber(attribute.points, 'points'),
        formatNumber(bin?.woe, 'woe'),
        index === 0 ? formatNumber(characteristic.coefficient, 'coefficient') : '',
        formatNumber(bin?.share, 'percent1'),
        formatNumber(bin?.eventRate, 'percent1'),
      ]
    }),
  )
  const columns = [
    { header: 'characteristic' },
    { header: 'attribute' },
    { header: 'points', align: 'right' },
    { header: 'WoE', align: 'right' },
    { header: 'coefficient', align: 'right' },
    { header: '% of population', align: 'right' },
    { header: 'bad rate', align: 'right' },
  ] as const
  return renderTable(columns, rows)
}

async function exportModel(session: CliSession, id: string, options: { format: string; out: string }): Promise<Reply> {
  const format = EXPORT_FORMATS.find((candidate) => candidate === options.format)
  if (format === undefined)
    throw new UsageError(
      `Format ${JSON.stringify(options.format)} is not available`,
      `Available: ${EXPORT_FORMATS.join(', ')}.`,
    )
  const client = await session.signedIn()
  const made = await client.model.export({ model: id, format, path: session.path(options.out) })
  return { document: made, text: `${made.path}\n${formatBytes(made.bytes)}, SHA-256 ${made.sha256}` }
}
