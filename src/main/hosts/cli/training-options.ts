import type { Command } from 'commander'
import type { z } from 'zod'
import { toAppError } from '../../../shared/client-error.ts'
import {
  type BoostingSpec,
  type GbdtParams,
  gbdtParamsSchema,
  METHODS,
  type Method,
  type RegressionSpec,
  type ScorecardParams,
  scorecardParamsSchema,
  type TrainingSpec,
} from '../../../shared/contract/index.ts'
import { AppError, type ErrorPlace } from '../../../shared/errors.ts'
import type { CliSession } from './cli-session.ts'
import { UsageError } from './exit-code.ts'
import { targetOf } from './import-flags.ts'
import { collect, readJsonFile, wholeNumber } from './option-values.ts'

/** What decides a training, as options. */
export interface SpecOptions {
  readonly dataset: string
  readonly target?: string
  readonly event?: string
  readonly exclude?: readonly string[]
  readonly params?: string
  readonly seed?: number
}

/** Adds the options of a training specification to a command whose first argument is the method. */
export function addSpecOptions(command: Command): Command {
  return command
    .argument('<method>', `what to fit: ${METHODS.join(', ')}`)
    .requiredOption('--dataset <id>', 'id, beginning of an id, or name')
    .option('--target <column>', "outcome column, instead of the dataset's own; needs --event")
    .option('--event <value>', 'value of the target that means the event')
    .option('--exclude <column>', 'column not to use; repeatable', collect)
    .option('--params <file>', 'JSON file with parameters ("assay procedures --json" has their schema)')
    .option('--seed <number>', 'seed of every random draw (default 1)', wholeNumber)
}

/** The specification that the options of {@link addSpecOptions} mean. */
export function specOf(session: CliSession, method: string, options: SpecOptions): TrainingSpec {
  const known = methodOf(method)
  return known === 'gbdt' ? boostingSpecOf(session, options) : regressionSpecOf(session, known, options)
}

/** @throws UsageError if the method has no bins */
export function binnedSpecOf(session: CliSession, method: string, options: SpecOptions): RegressionSpec {
  const known = methodOf(method)
  if (known !== 'gbdt') return regressionSpecOf(session, known, options)
  throw new UsageError('Boosted trees have no bins', 'Name scorecard or logistic.')
}

function regressionSpecOf(session: CliSession, method: RegressionSpec['method'], options: SpecOptions): RegressionSpec {
  const { params } = options
  return {
    ...anySpecOf(options),
    method,
    params: params === undefined ? scorecardParamsSchema.parse({}) : readParams(session.path(params)),
  }
}

function boostingSpecOf(session: CliSession, options: SpecOptions): BoostingSpec {
  const { params } = options
  return {
    ...anySpecOf(options),
    method: 'gbdt',
    params: params === undefined ? gbdtParamsSchema.parse({}) : readBoostingParams(session.path(params)),
  }
}

function anySpecOf(options: SpecOptions): Omit<BoostingSpec, 'method' | 'params'> {
  const target = targetOf(options)
  return {
    dataset: options.dataset,
    ...(target === null ? {} : { target }),
    exclude: [...(options.exclude ?? [])],
    seed: options.seed ?? 1,
  }
}

/**
 * Does what rests on a specification. A refusal that names what the parameter file says gets the file as its place; one of the
 * numbers met has none, since no argument of the command is wrong.
 */
export async function ofSpec<T>(session: CliSession, { params }: SpecOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    const error = toAppError(thrown)
    const { place } = error
    if (place?.field === undefined || !PARAMS_FIELDS.has(place.field.split('.')[0]!)) throw error
    const file = params === undefined ? null : session.path(params)
    const known = fieldPlace(place)
    throw new AppError(error.code, error.message, {
      ...(error.hint === null ? {} : { hint: error.hint }),
      ...(file !== null && (known.field !== undefined || isNamedIn(file, error.message))
        ? { place: { ...known, file } }
        : {}),
      cause: error,
    })
  }
}

const PARAMS_FIELDS: ReadonlySet<string> = new Set([
  'params',
  ...Object.keys(scorecardParamsSchema.shape),
  ...Object.keys(gbdtParamsSchema.shape),
])

/** The place within the parameters; "params" alone tells nothing. */
function fieldPlace(place: ErrorPlace): ErrorPlace {
  const { field = '', ...rest } = place
  const inner = field.replace(/^params\.?/, '')
  return inner === '' ? rest : { ...rest, field: inner }
}

/** Whether the file says one of the names that stand quoted in the message. */
function isNamedIn(file: string, message: string): boolean {
  const text = JSON.stringify(readJsonFile(file))
  return [...message.matchAll(/"([^"]+)"/g)].some(([, name]) => text.includes(JSON.stringify(name)))
}

function methodOf(method: string): Method {
  const known = METHODS.find((candidate) => candidate === method)
  if (known !== undefined) return known
  throw new UsageError(`Method ${JSON.stringify(method)} is not available`, `Available: ${METHODS.join(', ')}.`)
}

/** Parameters of a scorecard from a file; a name that means nothing is refused at every depth, since its value would count for nothing. */
export function readParams(path: string): ScorecardParams {
  return readAs(path, scorecardParamsSchema)
}

/** Parameters of boosted trees from a file, as strictly. */
export function readBoostingParams(path: string): GbdtParams {
  return readAs(path, gbdtParamsSchema)
}

function readAs<Params>(path: string, schema: z.ZodType<Params>): Params {
  const json = readJsonFile(path)
  const parsed = schema.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw badParams(path, issue?.message ?? 'The parameters do not fit', issue?.path.join('.') ?? '')
  }
  const unknown = unknownKey(json, parsed.data)
  if (unknown !== null) throw badParams(path, `There is no parameter "${unknown}"`, unknown)
  return parsed.data
}

function badParams(file: string, message: string, field: string): AppError {
  return new AppError('badData', message, {
    hint: 'See the schema of training.start in "assay procedures --json".',
    place: field === '' ? { file } : { file, field },
  })
}

/** Path of the first key that the schema has dropped; null if it took all. */
function unknownKey(given: unknown, taken: unknown): string | null {
  if (typeof given !== 'object' || given === null || typeof taken !== 'object' || taken === null) return null
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(taken, key)) return key
    const below = unknownKey(value, (taken as Record<string, unknown>)[key])
    if (below !== null) return `${key}.${below}`
  }
  return null
}
