import { type Command, InvalidArgumentError } from 'commander'
import { SAMPLES, type SampleName } from '../../../../shared/contract/index.ts'
import { resultOf } from '../../run-job.ts'
import type { CliSession } from '../cli-session.ts'
import { UsageError } from '../exit-code.ts'
import { oneOf } from '../option-values.ts'
import { evidenceText } from '../print-evidence.ts'
import { modelReply } from '../print-model.ts'
import type { Act, Reply } from '../reply.ts'

const CALIBRATIONS = ['platt', 'isotonic', 'beta', 'shift'] as const

interface CalibrateOptions {
  readonly model: string
  readonly method: (typeof CALIBRATIONS)[number]
  readonly dataset?: string
  readonly sample?: SampleName
  readonly centralTendency?: number
  readonly name?: string
}
interface CutOffOptions {
  readonly model: string
  readonly dataset: string
  readonly sample?: SampleName
  readonly costFalseNegative?: number
  readonly costFalsePositive?: number
  readonly profitPerGood?: number
  readonly lossPerBad?: number
  readonly approvalRate?: number
  readonly badRate?: number
}
interface CompareOptions {
  readonly dataset: string
  readonly sample?: SampleName
  readonly approvalRate?: number
}

export function addStrategyCommands(program: Command, act: Act): void {
  program
    .command('calibrate')
    .description('another way from points to PD, as a new version; its effect is recorded as evidence')
    .requiredOption('--model <id>', 'id, beginning of an id, or name')
    .requiredOption('--method <word>', CALIBRATIONS.join(', '), oneOf(CALIBRATIONS))
    .option('--dataset <id>', "rows to calibrate on (default: the model's own data)")
    .option('--sample <word>', `${SAMPLES.join(', ')} (default holdout)`, oneOf(SAMPLES))
    .option('--central-tendency <share>', 'event rate the mean PD is shifted to (shift)', share)
    .option('--name <name>', 'name of the new version (default: the same name)')
    .action((options: CalibrateOptions) => act((session) => calibrate(session, options)))
  program
    .command('cut-off')
    .description('cut-offs by cost, profit, approval rate and bad rate; recorded as evidence')
    .requiredOption('--model <id>', 'id, beginning of an id, or name')
    .requiredOption('--dataset <id>', 'id, beginning of an id, or name')
    .option('--sample <word>', `${SAMPLES.join(', ')} (default all)`, oneOf(SAMPLES))
    .option('--cost-false-negative <number>', 'cost of an approved bad case (default 10)', notNegative)
    .option('--cost-false-positive <number>', 'cost of a refused good case (default 1)', notNegative)
    .option('--profit-per-good <number>', 'gain from an approved good case (default 1)', notNegative)
    .option('--loss-per-bad <number>', 'loss from an approved bad case (default 10)', notNegative)
    .option('--approval-rate <share>', 'share to approve', share)
    .option('--bad-rate <share>', 'largest bad rate among the approved', share)
    .action((options: CutOffOptions) => act((session) => cutOff(session, options)))
  program
    .command('compare')
    .argument('<models...>', 'two to four models; differences are against the first')
    .description('models side by side on the same rows, with the paired DeLong test; recorded as evidence')
    .requiredOption('--dataset <id>', 'id, beginning of an id, or name')
    .option('--sample <word>', `${SAMPLES.join(', ')} (default holdout)`, oneOf(SAMPLES))
    .option('--approval-rate <share>', 'share approved at which the swap sets are made (default 0.7)', share)
    .action((models: string[], options: CompareOptions) => act((session) => compare(session, models, options)))
}

async function calibrate(session: CliSession, options: CalibrateOptions): Promise<Reply> {
  const client = await session.signedIn()
  const job = await session.run(client, () => client.model.calibrate(options))
  const shown = await client.model.get({ model: resultOf(job).id })
  const [summary] = await client.evidence.list({ model: shown.version.id, kind: 'calibrationReport' })
  const reply = modelReply(shown)
  if (summary === undefined) return { ...reply, document: shown.version }
  const evidence = await client.evidence.get({ evidence: summary.id })
  return {
    document: { ...shown.version, calibration: evidence.payload },
    text: `${evidenceText(evidence)}\n\n${reply.text}`,
  }
}

async function cutOff(session: CliSession, options: CutOffOptions): Promise<Reply> {
  const client = await session.signedIn()
  const job = await session.run(client, () => client.strategy.run(options))
  const evidence = await client.evidence.get({ evidence: resultOf(job).id })
  return { document: evidence, text: evidenceText(evidence) }
}

async function compare(session: CliSession, models: string[], options: CompareOptions): Promise<Reply> {
  if (models.length < 2 || models.length > 4)
    throw new UsageError(
      `A comparison needs two to four models, got ${models.length}`,
      'Such as assay compare "Card@1" "Card@2" --dataset Loans.',
    )
  const client = await session.signedIn()
  const job = await session.run(client, () => client.comparison.run({ models, ...options }))
  const evidence = await client.evidence.get({ evidence: resultOf(job).id })
  return { document: evidence, text: evidenceText(evidence) }
}

function share(value: string): number {
  const number = Number(value)
  if (!(value.trim() !== '' && number > 0 && number < 1))
    throw new InvalidArgumentError('It needs to be a number between 0 and 1.')
  return number
}

function notNegative(value: string): number {
  const number = Number(value)
  if (value.trim() === '' || !(number >= 0 && Number.isFinite(number)))
    throw new InvalidArgumentError('It needs to be a number of 0 or more.')
  return number
}
