import type { Command } from 'commander'
import { toAppError } from '../../../../shared/client-error.ts'
import type { Step } from '../../../../shared/contract/index.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { Client } from '../../local-client.ts'
import { resultOf } from '../../run-job.ts'
import type { CliSession } from '../cli-session.ts'
import { EXIT } from '../exit-code.ts'
import { type DecisionFlags, settingsOf, type TargetFlags, targetOf } from '../import-flags.ts'
import { type ColumnValue, columnRole, columnValue, readJsonFile } from '../option-values.ts'
import { datasetText } from '../print-dataset.ts'
import { expressionText, markedExpression, referenceText } from '../print-expression.ts'
import type { Act, Reply } from '../reply.ts'
import { findStepFault } from '../step-fault.ts'
import { stepsOf } from '../step-file.ts'
import { DATASET_REF } from './dataset-commands.ts'

interface DeriveOptions extends TargetFlags {
  readonly dataset: string
  readonly steps?: string
  readonly name?: string
  readonly role?: NonNullable<DecisionFlags['role']>
  readonly special?: readonly ColumnValue[]
}
interface CheckOptions {
  readonly dataset: string
  readonly steps?: string
}

export function addDeriveCommands(program: Command, act: Act): void {
  program
    .command('derive')
    .description('make a new version by steps and by changes of roles; the old one stays as it is')
    .requiredOption('--dataset <id>', DATASET_REF)
    .option('--steps <file>', 'JSON file with the list of steps ("assay procedures --json" has their schema)')
    .option('--name <name>', 'name of the dataset made (default: that of the old one)')
    .option('--role <column=role>', 'another role for a column; repeatable', columnRole)
    .option('--special <column=code>', 'special codes of a column, instead of the old ones; repeatable', columnValue)
    .option('--target <column>', 'another outcome; needs --event')
    .option('--event <value>', 'value of the target that means the event (default, "bad")')
    .action((options: DeriveOptions) => act((session) => derive(session, options)))
  const expression = program.command('expression').description('the language of derived columns and conditions')
  expression
    .command('check')
    .argument('<expression>', 'for example "debt / (income + 1)"')
    .description('check an expression against a dataset and show it on the first rows')
    .requiredOption('--dataset <id>', DATASET_REF)
    .option('--steps <file>', 'JSON file with steps before it, whose columns it may use')
    .action((text: string, options: CheckOptions) => act((session) => check(session, text, options)))
  expression
    .command('functions')
    .description('list the functions of the language')
    .action(() => act(listFunctions))
}

async function derive(session: CliSession, options: DeriveOptions): Promise<Reply> {
  const { dataset, name } = options
  const target = targetOf(options)
  const steps = options.steps === undefined ? [] : readSteps(session, options.steps)
  const client = await session.signedIn()
  try {
    const job = await session.run(client, () =>
      client.dataset.derive({
        dataset,
        steps,
        columns: settingsOf(options),
        ...(name === undefined ? {} : { name }),
        ...(target === null ? {} : { target }),
      }),
    )
    const result = resultOf(job)
    session.progress.line(result.summary)
    const made = await client.dataset.get({ dataset: result.id })
    return { document: made, text: datasetText(made) }
  } catch (thrown) {
    throw await stepError(session, client, options, steps, toAppError(thrown))
  }
}

/** A fault of the steps is one of their file; the expression at fault is shown first, with a mark under it. */
async function stepError(
  session: CliSession,
  client: Client,
  options: DeriveOptions,
  steps: readonly Step[],
  error: AppError,
): Promise<AppError> {
  if (error.code !== 'invalidInput' || error.place?.field !== 'steps' || options.steps === undefined) return error
  const fault = await findStepFault(client, options.dataset, steps)
  if (fault !== null) for (const line of markedExpression(fault.expression, fault.position)) session.progress.line(line)
  return new AppError('badData', error.message, {
    ...(error.hint === null ? {} : { hint: error.hint }),
    place: {
      file: options.steps,
      ...(fault === null ? {} : { field: `steps.${fault.step}`, position: fault.position }),
    },
    cause: error,
  })
}

async function check(session: CliSession, text: string, options: CheckOptions): Promise<Reply> {
  const { dataset } = options
  const steps = options.steps === undefined ? [] : readSteps(session, options.steps)
  const client = await session.signedIn()
  const checked = await client.expression.check({ dataset, steps, expression: text })
  return {
    document: checked,
    text: expressionText(text, checked),
    exitCode: checked.problem === null ? EXIT.done : EXIT.badData,
  }
}

async function listFunctions(session: CliSession): Promise<Reply> {
  const client = await session.client()
  const reference = await client.expression.reference()
  return { document: reference, text: referenceText(reference) }
}

function readSteps(session: CliSession, file: string): Step[] {
  return stepsOf(readJsonFile(session.path(file)), file)
}
