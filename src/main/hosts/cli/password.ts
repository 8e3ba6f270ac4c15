import { resolve } from 'node:path'
import type { ReadStream } from 'node:tty'
import { AppError } from '../../../shared/errors.ts'
import type { CliIo } from './cli-io.ts'
import { UsageError } from './exit-code.ts'
import { readSmallFile } from './option-values.ts'

const ENTER = /[\r\n]/
const INTERRUPT = '\u0003'
const END_OF_INPUT = '\u0004'
const ERASE = /[\b\u007f]/

/** Where a password comes from: the environment, a file, or a terminal. Never the command line, which other users can read. */
export async function readPassword(
  io: CliIo,
  passwordFile: string | undefined,
  prompts: readonly string[],
): Promise<string> {
  if (passwordFile !== undefined) return passwordFromFile(resolve(io.workingDirectory, passwordFile))
  const given = io.environment.ASSAY_PASSWORD
  if (given !== undefined && given !== '') return given
  if (io.prompt === null) {
    throw new UsageError('A password is needed', 'Set ASSAY_PASSWORD, give --password-file FILE, or run on a terminal.')
  }
  const [first, ...again] = prompts
  const password = await askPassword(io, io.prompt, first ?? 'Password: ')
  for (const prompt of again) {
    if ((await askPassword(io, io.prompt, prompt)) !== password)
      throw new UsageError('The two passwords are not the same')
  }
  return password
}

function passwordFromFile(path: string): string {
  return readSmallFile(path, 'password file').replace(/\r?\n$/, '')
}

/** Reads one line without echo. */
function askPassword(io: CliIo, terminal: ReadStream, prompt: string): Promise<string> {
  return new Promise((resolvePassword, reject) => {
    let typed = ''
    const end = (finish: () => void): void => {
      terminal.off('data', onData)
      terminal.setRawMode(false)
      terminal.pause()
      io.writeError('\n')
      finish()
    }
    const onData = (data: Buffer): void => {
      for (const character of data.toString('utf8')) {
        if (character === INTERRUPT || (character === END_OF_INPUT && typed === '')) {
          end(() => reject(new AppError('cancelled', 'Cancelled')))
          return
        }
        if (ENTER.test(character)) {
          end(() => resolvePassword(typed))
          return
        }
        typed = ERASE.test(character) ? [...typed].slice(0, -1).join('') : typed + character
      }
    }
    // The echo goes off before the prompt appears: a fast typist must not see the first letters.
    terminal.setRawMode(true)
    terminal.resume()
    terminal.on('data', onData)
    io.writeError(prompt)
  })
}
