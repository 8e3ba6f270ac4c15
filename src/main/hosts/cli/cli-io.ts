import type { ReadStream } from 'node:tty'
import { EXIT } from './exit-code.ts'

/** The terminal as the command line sees it; tests hand in their own. */
export interface CliIo {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly workingDirectory: string
  readonly isErrorTerminal: boolean
  readonly columns: number
  /** The terminal to ask passwords on; null where there is none. */
  readonly prompt: ReadStream | null
  write(text: string): void
  writeError(text: string): void
  /** All of standard input as text. */
  readInput(): Promise<string>
}

/** The terminal of this process. */
export function processIo(): CliIo {
  process.stdout.on('error', onOutputError)
  process.stderr.on('error', onOutputError)
  return {
    environment: process.env,
    workingDirectory: process.cwd(),
    isErrorTerminal: process.stderr.isTTY === true,
    // Some terminals report no width, some report 0.
    columns: process.stderr.columns || 80,
    prompt: process.stdin.isTTY && process.stderr.isTTY ? process.stdin : null,
    write: (text) => {
      process.stdout.write(text)
    },
    writeError: (text) => {
      process.stderr.write(text)
    },
    readInput: readStandardInput,
  }
}

async function readStandardInput(): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/** A reader that stops early (`assay … | head`) is no failure of ours; a full disk is one, and has been said once at most. */
function onOutputError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || process.exitCode === EXIT.cannotWrite) return
  process.exitCode = EXIT.cannotWrite
  process.stderr.write(`error: The output cannot be written (${error.code ?? error.name}); hint: Check the disk.\n`)
}
