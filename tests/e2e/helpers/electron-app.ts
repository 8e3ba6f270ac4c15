import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Order } from '../fake-electron/test-control.ts'
import { launchSharedChromium, type SharedChromium } from './chromium.ts'
import { PROJECT } from './project.ts'

export interface FakeElectronApp {
  readonly page: Page
  readonly ask: <T = unknown>(order: Order) => Promise<T>
  readonly exited: Promise<number | null>
  readonly errors: () => string
  close(): Promise<void>
}

export interface FakeElectronOptions {
  readonly userData: string
  /** Further arguments after the entry. */
  readonly args?: readonly string[]
  /** Behaves as an installed package does. */
  readonly isPackaged?: boolean
}

const MAIN = join(PROJECT, 'out', 'main', 'electron.js')
const REGISTER = new URL('../fake-electron/register.ts', import.meta.url).href
const WINDOW_MS = 30_000

/** Runs the built main bundle and the built preload with the fake `electron`, its window being a page of Chromium. */
export async function launchFakeElectron(options: FakeElectronOptions): Promise<FakeElectronApp> {
  const chromium = await launchSharedChromium()
  const child = spawnMain(options, chromium.endpoint)
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const close = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exited
    await chromium.close()
  }
  try {
    const page = await waitForWindow(chromium, exited, () => errors)
    return { page, ask: createAsk(child), exited, errors: () => errors, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Runs the main bundle to its end where it is expected to refuse to start. */
export async function runFakeElectron(options: FakeElectronOptions): Promise<{ code: number | null; errors: string }> {
  const child = spawnMain(options, '')
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { code, errors }
}

function spawnMain({ userData, args = [], isPackaged = false }: FakeElectronOptions, endpoint: string): ChildProcess {
  return spawn(process.execPath, ['--import', REGISTER, MAIN, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...process.env,
      FAKE_ELECTRON_CDP: endpoint,
      FAKE_ELECTRON_USER_DATA: userData,
      FAKE_ELECTRON_PACKAGED: isPackaged ? '1' : '0',
    },
  })
}

async function waitForWindow(
  chromium: SharedChromium,
  exited: Promise<number | null>,
  errors: () => string,
): Promise<Page> {
  let isGone = false
  void exited.then(() => {
    isGone = true
  })
  const giveUpAt = Date.now() + WINDOW_MS
  while (Date.now() < giveUpAt && !isGone) {
    const page = chromium.browser
      .contexts()[0]
      ?.pages()
      .find((candidate) => candidate.url().startsWith('http://assay.localhost/'))
    if (page !== undefined) {
      await page.waitForLoadState()
      return page
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The desktop app opened no window: ${errors()}`)
}

function createAsk(child: ChildProcess): FakeElectronApp['ask'] {
  let nAsked = 0
  return <T>(order: Order) => {
    const id = ++nAsked
    return new Promise<T>((resolve) => {
      const take = (answer: { id: number; value: T }): void => {
        if (answer.id !== id) return
        child.off('message', take)
        resolve(answer.value)
      }
      child.on('message', take)
      child.send({ id, order })
    })
  }
}
