import { type Command, InvalidArgumentError } from 'commander'
import { serve } from '../../http/serve.ts'
import { localClient } from '../../local-client.ts'
import type { CliSession } from '../cli-session.ts'
import type { Act, Reply } from '../reply.ts'

const LARGEST_PORT = 65_535

export function addServeCommand(program: Command, act: Act): void {
  program
    .command('serve')
    .description('serve the screen to the browser of this computer, on 127.0.0.1, until Ctrl-C')
    .option('--port <number>', 'port (default: a free one)', portNumber, 0)
    .option('--no-open', 'only print the link')
    .action((options: { port: number; open: boolean }) => act((session) => serveScreen(session, options)))
}

function portNumber(value: string): number {
  const port = Number(value)
  if (!/^\d+$/.test(value) || port > LARGEST_PORT)
    throw new InvalidArgumentError(`It needs to be a number from 0 to ${LARGEST_PORT}.`)
  return port
}

async function serveScreen(session: CliSession, options: { port: number; open: boolean }): Promise<Reply | null> {
  const { io, host, workspace } = session
  const app = await host.createApp('browser')
  try {
    if (workspace !== null) await localClient(app, 'browser').workspace.open({ path: workspace })
    let isFirst = true
    await serve({
      app,
      rendererDirectory: host.shipped.renderer,
      port: options.port,
      isBrowserOpened: options.open,
      newLinkOn: io.prompt,
      signal: host.signal,
      onLink: (link, { port }) => {
        if (session.options.json === true && isFirst) io.write(`${JSON.stringify({ link, port })}\n`)
        else if (session.options.json === true) io.writeError(`New link: ${link}\n`)
        else
          io.write(
            isFirst ? `Assay is open at ${link}\nPress Enter for a new link, Ctrl-C to end.\n` : `New link: ${link}\n`,
          )
        isFirst = false
      },
    })
    return null
  } finally {
    await app.close()
  }
}
