import { parseArgs } from 'node:util'
import { toAppError } from '../../shared/client-error.ts'
import { errorLine } from '../hosts/cli/error-line.ts'
import { exitCodeOf } from '../hosts/cli/exit-code.ts'
import { shippedDirectories } from '../hosts/host-directories.ts'
import { serve } from '../hosts/http/serve.ts'
import { interruptionSignal } from '../hosts/interruption.ts'
import { createNodeApp } from '../hosts/node-app.ts'

/** The browser host as `npm start` runs it: like `assay serve`, with a sentence of its own before the link. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    open: { type: 'boolean', default: true },
    notice: { type: 'string', default: 'Assay is open at' },
  },
  allowNegative: true,
})

try {
  const app = await createNodeApp('browser', import.meta.url)
  await serve({
    app,
    rendererDirectory: shippedDirectories(import.meta.url).renderer,
    port: Number(values.port),
    isBrowserOpened: values.open,
    newLinkOn: process.stdin.isTTY ? process.stdin : null,
    signal: interruptionSignal(),
    onLink: (link) => process.stdout.write(`${values.notice} ${link}\n`),
  })
  await app.close()
} catch (thrown) {
  const error = toAppError(thrown)
  process.stderr.write(`${errorLine(error)}\n`)
  process.exitCode = exitCodeOf(error)
}
