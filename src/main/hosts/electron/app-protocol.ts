import { protocol, type Session } from 'electron'
import type { RendererFile } from '../renderer-files.ts'
import { securityHeaders } from '../security-headers.ts'

const SCHEME = 'app'
/** The one origin of the screen. */
export const APP_ORIGIN = `${SCHEME}://assay`
export const APP_URL = `${APP_ORIGIN}/`

/** Declares the scheme; Electron wants this before it is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true },
    },
  ])
}

/** Serves the screen from memory: what is not in the map does not exist. */
export function serveAppScheme(session: Session, files: ReadonlyMap<string, RendererFile>): void {
  const headers = securityHeaders("'none'")
  session.protocol.handle(SCHEME, (request) => {
    const file = request.method === 'GET' ? fileFor(request.url, files) : undefined
    if (file === undefined)
      return new Response('There is nothing at this address', {
        status: 404,
        headers: { ...headers, 'content-type': 'text/plain' },
      })
    return new Response(new Uint8Array(file.body), { headers: { ...headers, 'content-type': file.contentType } })
  })
}

/** Whether a URL belongs to the screen; Node's URL gives custom schemes no origin, so it is put together. */
export function isAppUrl(url: string): boolean {
  try {
    const { protocol: scheme, host } = new URL(url)
    return `${scheme}//${host}` === APP_ORIGIN
  } catch {
    return false
  }
}

function fileFor(url: string, files: ReadonlyMap<string, RendererFile>): RendererFile | undefined {
  return isAppUrl(url) ? files.get(new URL(url).pathname) : undefined
}
