import type { Command } from 'commander'
import { resultOf } from '../../run-job.ts'
import type { CliSession } from '../cli-session.ts'
import { UsageError } from '../exit-code.ts'
import { countingNumber } from '../option-values.ts'
import { characteristicText, variableText } from '../print-bins.ts'
import { modelReply } from '../print-model.ts'
import type { Act, Reply } from '../reply.ts'
import { addSpecOptions, binnedSpecOf, ofSpec, type SpecOptions, specOf } from '../training-options.ts'

interface TrainOptions extends SpecOptions {
  readonly name?: string
  readonly workers?: number
}
interface BinsOptions extends SpecOptions {
  readonly column?: string
}

export function addTrainingCommands(program: Command, act: Act): void {
  addSpecOptions(program.command('train').description('fit a model version on a dataset'))
    .option('--name <name>', 'name of the model; the same name makes a new version')
    .option(
      '--workers <number>',
      'threads of boosting (default: up to 4); they do not change the model',
      countingNumber,
    )
    .action((method: string, options: TrainOptions) => act((session) => train(session, method, options)))
  addSpecOptions(
    program.command('bins').description('bins of every characteristic and the AUC they would give; stores nothing'),
  )
    .option('--column <name>', 'the bins of this characteristic in full')
    .action((method: string, options: BinsOptions) => act((session) => bins(session, method, options)))
}

async function train(session: CliSession, method: string, options: TrainOptions): Promise<Reply> {
  const spec = specOf(session, method, options)
  const { name, workers } = options
  if (workers !== undefined && spec.method !== 'gbdt') throw new UsageError('--workers needs the method gbdt')
  const client = await session.signedIn()
  const job = await ofSpec(session, options, () =>
    session.run(client, () =>
      client.training.start({
        ...spec,
        ...(name === undefined ? {} : { name }),
        ...(workers === undefined ? {} : { workers }),
      }),
    ),
  )
  const shown = await client.model.get({ model: resultOf(job).id })
  return { ...modelReply(shown), document: shown.version }
}

async function bins(session: CliSession, method: string, options: BinsOptions): Promise<Reply> {
  const spec = binnedSpecOf(session, method, options)
  const client = await session.signedIn()
  const { column } = options
  const evaluated = await ofSpec(session, options, () =>
    client.binning.evaluate(
      { ...spec, ...(column === undefined ? {} : { columns: [column] }) },
      { signal: session.host.signal },
    ),
  )
  const [only] = evaluated.variables
  return {
    document: evaluated,
    text: column !== undefined && only !== undefined ? variableText(only, evaluated) : characteristicText(evaluated),
  }
}
