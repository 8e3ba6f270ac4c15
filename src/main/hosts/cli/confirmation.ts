import type { ReadStream } from 'node:tty'
import { AppError } from '../../../shared/errors.ts'
import type { CliIo } from './cli-io.ts'
import type { CliSession } from './cli-session.ts'
import { UsageError } from './exit-code.ts'

/**
 * Goes on only if the person types a name exactly; what cannot be undone must not hang on one key.
 *
 * @param name - what must be typed
 * @throws UsageError without a terminal to ask on; AppError `cancelled` if anything else was typed
 */
export async function requireConfirmation(session: CliSession, name: string, warning: string): Promise<void> {
  const { io } = session
  if (io.prompt === null)
    throw new UsageError(`${warning}: a confirmation is needed`, 'Give --yes, or run on a terminal.')
  session.progress.clear()
  const typed = await askLine(io, io.prompt, `${warning}. Type ${name} to go on: `, session.host.signal)
  if (typed.trim() !== name.trim()) throw new AppError('cancelled', 'Nothing was erased: the name was not typed')
}

/** Reads one line, which the terminal shows as it is typed. */
function askLine(io: CliIo, terminal: ReadStream, question: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolveLine, reject) => {
    let typed = ''
    const end = (finish: () => void): void => {
      terminal.off('data', onData)
      terminal.off('end', onEnd)
      signal.removeEventListener('abort', onEnd)
      terminal.pause()
      finish()
    }
    const onEnd = (): void => end(() => reject(new AppError('cancelled', 'Cancelled')))
    const onData = (data: Buffer): void => {
      typed += data.toString('utf8')
      const at = typed.search(/[\r\n]/)
      if (at >= 0) end(() => resolveLine(typed.slice(0, at)))
    }
    terminal.on('data', onData)
    terminal.on('end', onEnd)
    signal.addEventListener('abort', onEnd)
    terminal.resume()
    io.writeError(question)
  })
}
