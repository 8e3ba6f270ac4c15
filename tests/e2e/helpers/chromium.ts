import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const START_MS = 20_000

/** The Chromium of this computer: ASSAY_CHROMIUM, or one found on the PATH; null when there is none. */
export function findChromium(): string | null {
  const given = process.env.ASSAY_CHROMIUM
  if (given !== undefined && given !== '') return existsSync(given) ? given : null
  const folders = (process.env.PATH ?? '').split(delimiter)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path)) ?? null
}

/** A headless Chromium that knows no other servers than the test's own. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: requiredChromium(), args: FLAGS, headless: true })
}

export interface SharedChromium {
  /** Where a second client connects. */
  readonly endpoint: string
  readonly browser: Browser
  close(): Promise<void>
}

/** A headless Chromium that both the test and the fake Electron drive. */
export async function launchSharedChromium(): Promise<SharedChromium> {
  const profile = mkdtempSync(join(tmpdir(), 'assay-e2e-profile-'))
  const child = spawn(
    requiredChromium(),
    [...FLAGS, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: 'ignore' },
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const endpoint = await readEndpoint(join(profile, 'DevToolsActivePort'))
  const browser = await chromium.connectOverCDP(endpoint)
  return {
    endpoint,
    browser,
    close: async () => {
      await browser.close()
      child.kill()
      await exited
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function readEndpoint(file: string): Promise<string> {
  const giveUpAt = Date.now() + START_MS
  while (Date.now() < giveUpAt) {
    const [port, path] = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
    if (port !== undefined && path !== undefined) return `ws://127.0.0.1:${port}${path}`
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('Chromium did not open its debugging port')
}

function requiredChromium(): string {
  const path = findChromium()
  if (path === null) throw new Error('Chromium is needed, none was found')
  return path
}
