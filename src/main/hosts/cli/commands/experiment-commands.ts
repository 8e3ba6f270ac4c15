import { type Command, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { toAppError } from '../../../../shared/client-error.ts'
import {
  EXPERIMENT_KINDS,
  type Method,
  SEARCH_STRATEGIES,
  type SearchDimension,
  searchDimensionSchema,
} from '../../../../shared/contract/index.ts'
import { AppError } from '../../../../shared/errors.ts'
import { formatInstant } from '../../../../shared/format.ts'
import { BOOSTING_DIMENSIONS, DIMENSION_GRAMMAR, parseSearchDimension } from '../../../../shared/search-dimension.ts'
import type { Client } from '../../local-client.ts'
import { resultOf } from '../../run-job.ts'
import type { CliSession } from '../cli-session.ts'
import { UsageError } from '../exit-code.ts'
import { countingNumber, oneOf, readJsonFile } from '../option-values.ts'
import { experimentText } from '../print-experiment.ts'
import type { Act, Reply } from '../reply.ts'
import { renderTable } from '../table.ts'
import { addSpecOptions, ofSpec, type SpecOptions, specOf } from '../training-options.ts'

interface FoldOptions extends SpecOptions {
  readonly folds?: number
  readonly repeats?: number
}
interface CurveOptions extends SpecOptions {
  readonly share?: readonly number[]
}
interface SearchOptions extends SpecOptions {
  readonly vary?: readonly SearchDimension[]
  readonly space?: string
  readonly strategy?: (typeof SEARCH_STRATEGIES)[number]
  readonly trials?: number
  readonly folds?: number
}

export function addExperimentCommands(program: Command, act: Act): void {
  addSpecOptions(
    program.command('cross-validate').description('fit and judge on folds of the development rows; recorded'),
  )
    .option('--folds <number>', 'folds (default 5)', countingNumber)
    .option('--repeats <number>', 'how often the rows are divided anew (default 1)', countingNumber)
    .action((method: string, options: FoldOptions) => act((session) => crossValidate(session, method, options)))
  addSpecOptions(program.command('learning-curve').description('AUC by number of development rows; recorded'))
    .option('--share <number>', 'share of the development rows; repeatable', collectShare)
    .action((method: string, options: CurveOptions) => act((session) => learningCurve(session, method, options)))
  addSpecOptions(
    program.command('search').description('try parameters by cross-validation; started again, it goes on; recorded'),
  )
    .option(
      '--vary <dimension>',
      `PATH=${DIMENSION_GRAMMAR}; repeatable (gbdt has a choice of its own)`,
      collectDimension,
    )
    .option('--space <file>', 'JSON file with the dimensions, instead of --vary')
    .option('--strategy <word>', `${SEARCH_STRATEGIES.join(', ')} (default random)`, oneOf(SEARCH_STRATEGIES))
    .option(
      '--trials <number>',
      'trials of a random search, or of the first round of halving (default 20)',
      countingNumber,
    )
    .option('--folds <number>', 'folds (default 5)', countingNumber)
    .action((method: string, options: SearchOptions) => act((session) => search(session, method, options)))
  program
    .command('experiments')
    .description('list cross-validations, learning curves and searches')
    .option('--dataset <id>', 'of this dataset only')
    .option('--kind <word>', EXPERIMENT_KINDS.join(', '), oneOf(EXPERIMENT_KINDS))
    .action((options: { dataset?: string; kind?: (typeof EXPERIMENT_KINDS)[number] }) =>
      act((session) => listExperiments(session, options)),
    )
  program
    .command('experiment')
    .argument('<id>', 'id or beginning of an id')
    .description('show one experiment')
    .action((id: string) => act((session) => showExperiment(session, id)))
}

async function crossValidate(session: CliSession, method: string, options: FoldOptions): Promise<Reply> {
  const spec = specOf(session, method, options)
  const { folds, repeats } = options
  return runExperiment(session, options, (client) =>
    client.experiment.crossValidate({
      spec,
      ...(folds === undefined ? {} : { folds }),
      ...(repeats === undefined ? {} : { repeats }),
    }),
  )
}

async function learningCurve(session: CliSession, method: string, options: CurveOptions): Promise<Reply> {
  const spec = specOf(session, method, options)
  const { share } = options
  if (share?.length === 1)
    throw new UsageError('A learning curve needs two shares or more, got one', 'Give --share once for each point.')
  return runExperiment(session, options, (client) =>
    client.experiment.learningCurve({ spec, ...(share === undefined ? {} : { shares: [...share] }) }),
  )
}

async function search(session: CliSession, method: string, options: SearchOptions): Promise<Reply> {
  const spec = specOf(session, method, options)
  const dimensions = dimensionsOf(session, spec.method, options)
  const { strategy, trials, folds } = options
  const searching = runExperiment(session, options, (client) =>
    client.experiment.search({
      spec,
      dimensions,
      ...(strategy === undefined ? {} : { strategy }),
      ...(trials === undefined ? {} : { trials }),
      ...(folds === undefined ? {} : { folds }),
    }),
  )
  return searching.catch((thrown: unknown) => {
    const error = toAppError(thrown)
    if (error.code !== 'cancelled') throw error
    throw new AppError('cancelled', 'The search was cancelled; its finished trials are kept', {
      hint: 'The same command goes on from there.',
      cause: error,
    })
  })
}

async function runExperiment(
  session: CliSession,
  options: SpecOptions,
  start: (client: Client) => Promise<{ jobId: string }>,
): Promise<Reply> {
  const client = await session.signedIn()
  const job = await ofSpec(session, options, () => session.run(client, () => start(client)))
  const experiment = await client.experiment.get({ experiment: resultOf(job).id })
  return { document: experiment, text: experimentText(experiment) }
}

async function showExperiment(session: CliSession, id: string): Promise<Reply> {
  const client = await session.signedIn()
  const experiment = await client.experiment.get({ experiment: id })
  return { document: experiment, text: experimentText(experiment) }
}

async function listExperiments(
  session: CliSession,
  options: { dataset?: string; kind?: (typeof EXPERIMENT_KINDS)[number] },
): Promise<Reply> {
  const client = await session.signedIn()
  const found = await client.experiment.list(options)
  if (found.length === 0)
    return { document: found, text: 'No experiments yet; "assay cross-validate scorecard --dataset ID" makes one.' }
  const rows = found.map((one) => [one.id, one.title, one.headline, formatInstant(one.createdAt)])
  const columns = [{ header: 'id' }, { header: 'experiment' }, { header: 'result' }, { header: 'made (UTC)' }] as const
  return { document: found, text: renderTable(columns, rows) }
}

function dimensionsOf(session: CliSession, method: Method, { vary, space }: SearchOptions): SearchDimension[] {
  if (vary !== undefined && space !== undefined) throw new UsageError('--vary and --space exclude each other')
  if (vary !== undefined) return [...vary]
  if (space === undefined && method === 'gbdt') return [...BOOSTING_DIMENSIONS]
  if (space === undefined)
    throw new UsageError(
      'A search needs something to vary',
      'Such as --vary binning.maxBins=3,4,5 --vary l2=0.01..100:log; boosted trees have a choice of their own.',
    )
  const path = session.path(space)
  const parsed = z.array(searchDimensionSchema).safeParse(readJsonFile(path))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new AppError('badData', issue?.message ?? 'The dimensions do not fit', {
    hint: 'It needs a list such as [{"path":"l2","range":{"minimum":0.01,"maximum":100,"scale":"log"}}].',
    place: { file: path, field: issue?.path.join('.') ?? '' },
  })
}

function collectShare(value: string, earlier: readonly number[] | undefined): readonly number[] {
  const share = Number(value)
  if (!(share > 0 && share <= 1)) throw new InvalidArgumentError('It needs to be a number above 0 and at most 1.')
  return [...(earlier ?? []), share]
}

/** PATH=V1,V2,… or PATH=MIN..MAX[:log|:integer]. */
export function collectDimension(
  value: string,
  earlier: readonly SearchDimension[] | undefined,
): readonly SearchDimension[] {
  const at = value.indexOf('=')
  const dimension = at < 1 ? null : parseSearchDimension(value.slice(0, at), value.slice(at + 1))
  if (dimension === null) throw new InvalidArgumentError(`It needs PATH=${DIMENSION_GRAMMAR}.`)
  return [...(earlier ?? []), dimension]
}
