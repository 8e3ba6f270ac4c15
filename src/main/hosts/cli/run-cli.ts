import { Command, CommanderError } from 'commander'
import { toAppError } from '../../../shared/client-error.ts'
import type { AppError } from '../../../shared/errors.ts'
import { VERSION } from '../../../shared/version.ts'
import { type CliHost, CliSession, type CommonOptions } from './cli-session.ts'
import { addCallCommands } from './commands/call-commands.ts'
import { addDatasetCommands } from './commands/dataset-commands.ts'
import { addDeliveryCommands } from './commands/delivery-commands.ts'
import { addDemoCommand } from './commands/demo-command.ts'
import { addDeriveCommands } from './commands/derive-commands.ts'
import { addDescribeCommands } from './commands/describe-commands.ts'
import { addEvidenceCommands } from './commands/evidence-commands.ts'
import { addExamineCommands } from './commands/examine-commands.ts'
import { addExperimentCommands } from './commands/experiment-commands.ts'
import { addImportCommands } from './commands/import-commands.ts'
import { addModelCommands } from './commands/model-commands.ts'
import { addPrivacyCommands } from './commands/privacy-commands.ts'
import { addServeCommand } from './commands/serve-command.ts'
import { addStrategyCommands } from './commands/strategy-commands.ts'
import { addTemplateCommands } from './commands/template-commands.ts'
import { addTrainingCommands } from './commands/training-commands.ts'
import { addWorkspaceCommands } from './commands/workspace-commands.ts'
import { errorDocument, errorLine } from './error-line.ts'
import { EXIT, exitCodeOf, UsageError } from './exit-code.ts'
import { jsonText } from './json-text.ts'
import type { Act, Reply } from './reply.ts'
import { printableLines } from './table.ts'

/**
 * Runs one command line to its end.
 *
 * @param argv - arguments after the program's name
 * @returns the exit code
 */
export async function runCli(argv: readonly string[], host: CliHost): Promise<number> {
  const isJson = argv.includes('--json')
  let exitCode: number = EXIT.done
  const program = createProgram(host)
  addCommands(program, async (work) => {
    const session = new CliSession(host, program.opts<CommonOptions>())
    const reply = await runWork(session, work)
    if (reply === null) return
    host.io.write(isJson ? `${jsonText(reply.document)}\n` : `${printableLines(reply.text)}\n`)
    exitCode = reply.exitCode ?? EXIT.done
  })
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (error) {
    return report(error, host, isJson)
  }
}

function createProgram(host: CliHost): Command {
  const program = new Command('assay')
  return program
    .description('Assay: train, validate, audit, explain, approve and document scorecards, offline.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .option('--workspace <dir>', 'folder of the workspace (or ASSAY_WORKSPACE)')
    .option('--user <name>', 'user of the workspace (or ASSAY_USER; default: your user name here)')
    .option('--password-file <file>', 'file with the password (or ASSAY_PASSWORD, or a prompt)')
    .option('--json', 'one JSON document on standard output')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.io.write(text),
      // Errors are reported once, in one line, by this file; only help asked for by leaving out the command passes.
      writeErr: () => undefined,
      outputError: () => undefined,
    })
}

function addCommands(program: Command, act: Act): void {
  addWorkspaceCommands(program, act)
  addDemoCommand(program, act)
  addImportCommands(program, act)
  addTemplateCommands(program, act)
  addDatasetCommands(program, act)
  addDeriveCommands(program, act)
  addExamineCommands(program, act)
  addDescribeCommands(program, act)
  addPrivacyCommands(program, act)
  addTrainingCommands(program, act)
  addExperimentCommands(program, act)
  addModelCommands(program, act)
  addEvidenceCommands(program, act)
  addStrategyCommands(program, act)
  addDeliveryCommands(program, act)
  addCallCommands(program, act)
  addServeCommand(program, act)
}

async function runWork(
  session: CliSession,
  work: (session: CliSession) => Promise<Reply | null>,
): Promise<Reply | null> {
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

function report(thrown: unknown, host: CliHost, isJson: boolean): number {
  if (thrown instanceof CommanderError && thrown.exitCode === 0) return EXIT.done
  const error = readable(thrown)
  if (isJson) host.io.write(`${jsonText(errorDocument(error))}\n`)
  else host.io.writeError(`${errorLine(error)}\n`)
  return exitCodeOf(error)
}

function readable(thrown: unknown): AppError | UsageError {
  if (thrown instanceof UsageError) return thrown
  if (thrown instanceof CommanderError) return usageOf(thrown)
  return toAppError(thrown)
}

/** Commander's messages, without its prefix, on one line and with the way to the help. */
function usageOf(error: CommanderError): UsageError {
  if (error.code === 'commander.help') return new UsageError('A command is needed', 'List them with "assay --help".')
  const [message = '', ...rest] = error.message.replace(/^error: /, '').split('\n')
  const suggestion = rest.join(' ').trim()
  return new UsageError(message, suggestion === '' ? 'See "assay --help".' : suggestion)
}
