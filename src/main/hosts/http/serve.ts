import type { Readable } from 'node:stream'
import type { HostedApp } from '../hosted-app.ts'
import { loadRendererFiles } from '../renderer-files.ts'
import { openBrowser } from './open-browser.ts'
import { type HttpHost, startHttpHost } from './start-http-host.ts'

export interface ServeOptions {
  readonly app: HostedApp
  readonly rendererDirectory: string
  readonly port: number
  /** Open the person's browser where there is a display. */
  readonly isBrowserOpened: boolean
  /** Told the link once the host stands, and every further link that is asked for. */
  readonly onLink: (link: string, host: HttpHost) => void
  /** A terminal on which Enter asks for a new link. */
  readonly newLinkOn: Readable | null
  /** Ends the host. */
  readonly signal: AbortSignal
}

/** Runs the browser host until it is told to end. The app is the caller's to close. */
export async function serve(options: ServeOptions): Promise<void> {
  const { app, port, signal } = options
  const host = await startHttpHost({ app, files: loadRendererFiles(options.rendererDirectory), port })
  const first = host.newLink()
  options.onLink(first, host)
  if (options.isBrowserOpened) openBrowser(first)
  const onEnter = (): void => options.onLink(host.newLink(), host)
  options.newLinkOn?.on('data', onEnter)
  await new Promise<void>((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  options.newLinkOn?.off('data', onEnter).pause()
  await host.close()
}
