import { parseArgs } from 'node:util'
import { toAppError } from '../../../shared/client-error.ts'
import { errorLine } from '../cli/error-line.ts'
import { exitCodeOf } from '../cli/exit-code.ts'
import { shippedDirectories } from '../host-directories.ts'
import { interruptionSignal } from '../interruption.ts'
import { createNodeApp } from '../node-app.ts'
import { serve } from './serve.ts'

const OPTIONS = {
  port: { type: 'string', default: '0' },
  open: { type: 'boolean', default: true },
  notice: { type: 'string', default: 'Assay is open at' },
} as const

/**
 * The browser host as `npm start` runs it: like `assay serve`, with a sentence of its own before the link.
 *
 * @param args - arguments after the entry
 * @param fromEntry - `import.meta.url` of the running entry
 * @returns the exit code
 */
export async function runServe(args: readonly string[], fromEntry: string): Promise<number> {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS, allowNegative: true })
    const app = await createNodeApp('browser', fromEntry)
    try {
      await serve({
        app,
        rendererDirectory: shippedDirectories(fromEntry).renderer,
        port: Number(values.port),
        isBrowserOpened: values.open,
        newLinkOn: process.stdin.isTTY ? process.stdin : null,
        signal: interruptionSignal(),
        onLink: (link) => process.stdout.write(`${values.notice} ${link}\n`),
      })
    } finally {
      await app.close()
    }
    return 0
  } catch (thrown) {
    const error = toAppError(thrown)
    process.stderr.write(`${errorLine(error)}\n`)
    return exitCodeOf(error)
  }
}
