import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

/** One file of the built screen, held in memory. */
export interface RendererFile {
  readonly body: Buffer
  readonly contentType: string
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.json': 'application/json',
}

/**
 * Reads the built screen into an allowlist: what is not in the map does not exist, so no request path ever reaches the
 * file system. `/` is index.html.
 *
 * @param directory - out/renderer
 * @returns URL path to file; empty when the screen has not been built
 */
export function loadRendererFiles(directory: string): ReadonlyMap<string, RendererFile> {
  const files = new Map<string, RendererFile>()
  for (const name of listFiles(directory)) {
    const contentType = CONTENT_TYPES[extname(name)]
    if (contentType !== undefined)
      files.set(`/${name.replaceAll('\\', '/')}`, { body: readFileSync(join(directory, name)), contentType })
  }
  const index = files.get('/index.html')
  if (index !== undefined) files.set('/', index)
  return files
}

function listFiles(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, encoding: 'utf8' })
  } catch {
    return []
  }
}
