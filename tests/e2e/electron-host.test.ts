import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './helpers/axe.ts'
import { findChromium } from './helpers/chromium.ts'
import { type FakeElectronApp, launchFakeElectron, runFakeElectron } from './helpers/electron-app.ts'
import { temporaryFolder } from './helpers/project.ts'

interface FakeState {
  readonly schemes: readonly { scheme: string; privileges: Record<string, boolean> }[]
  readonly isSandboxEnabled: boolean
  readonly switches: readonly string[]
  readonly isShown: boolean
  readonly webPreferences: Record<string, unknown>
  readonly partition: string
  readonly isDefaultSessionUsed: boolean
  readonly sessionSettings: Record<string, unknown>
  readonly contentsSettings: Record<string, unknown>
  readonly url: string
  readonly ipcChannels: readonly string[]
  readonly menus: readonly unknown[]
  readonly nAsked: number
}

const CHANNEL = 'assay'
const HARMLESS = { method: 'setTheme', theme: 'light' }

describe.skipIf(findChromium() === null)('desktop app, built, with a fake electron', () => {
  const folder = temporaryFolder()
  let app: FakeElectronApp
  const problems: string[] = []

  beforeAll(async () => {
    app = await launchFakeElectron({ userData: folder.path, isPackaged: true })
    app.page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())))
    await app.page.getByRole('heading').first().waitFor()
  })
  afterAll(async () => {
    await app?.close()
    folder.remove()
  })

  it('opens one hardened window on the app scheme', async () => {
    const state = await app.ask<FakeState>({ ask: 'state' })
    expect(state.url).toBe('app://assay/')
    expect(state.isShown).toBe(true)
    expect(state.isSandboxEnabled).toBe(true)
    expect(state.webPreferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: false,
    })
    expect(state.isDefaultSessionUsed).toBe(false)
    expect(state.partition).not.toMatch(/^persist:/)
    expect(state.switches).toContain('disable-background-networking')
    expect(state.sessionSettings).toMatchObject({
      isSpellCheckerEnabled: false,
      areDevicesDenied: true,
      isPermissionChecked: true,
    })
    expect(state.contentsSettings).toMatchObject({ webRtcPolicy: 'disable_non_proxied_udp' })
    expect(JSON.stringify(state.menus)).not.toMatch(/toggleDevTools|reload/i)
  })

  it('gives the page nothing but the bridge', async () => {
    const seen = await app.page.evaluate(() => ({
      bridge: Object.keys(window.assayDesktop ?? {}).sort(),
      globals: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in window),
    }))
    expect(seen).toEqual({ bridge: ['connect', 'pathOfFile', 'request'], globals: [] })
    expect((await app.ask<FakeState>({ ask: 'state' })).ipcChannels).toEqual([CHANNEL])
  })

  it('carries the door over a message port', async () => {
    const info = await app.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          window.addEventListener(
            'message',
            (event) => {
              const port = event.ports[0]
              if (event.data !== 'assay:port' || port === undefined) return
              port.onmessage = (answer) => resolve(String(answer.data))
              port.postMessage(JSON.stringify({ i: '1', p: { u: '/app/info' } }))
            },
            { once: true },
          )
          window.assayDesktop?.connect()
        }),
    )
    expect(JSON.parse(info)).toMatchObject({ i: '1', p: { b: { json: { name: 'Assay', host: 'electron' } } } })
  })

  it('closes a port on a message that is none', async () => {
    const isAnswered = await app.page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          window.addEventListener(
            'message',
            (event) => {
              const port = event.ports[0]
              if (event.data !== 'assay:port' || port === undefined) return
              port.onmessage = () => resolve(true)
              port.postMessage('{')
              port.postMessage(JSON.stringify({ i: '1', p: { u: '/app/info' } }))
              setTimeout(() => resolve(false), 500)
            },
            { once: true },
          )
          window.assayDesktop?.connect()
        }),
    )
    expect(isAnswered).toBe(false)
  })

  it.each([
    ['https://evil.example/', true],
    ['app://assay.evil/', true],
    ['file:///etc/passwd', true],
    ['app://assay/', false],
    ['about:blank', false],
  ])('refuses IPC from %s (top frame: %s)', async (url, isTopFrame) => {
    const outcome = await app.ask({ ask: 'ipcFrom', url, isTopFrame, channel: CHANNEL, request: HARMLESS })
    expect(outcome).toMatchObject({
      isPortClosed: true,
      nDelivered: 0,
      reply: { ok: false, error: { code: 'forbidden' } },
    })
  })

  it('answers desktop requests of its own page, and refuses shapes it does not know', async () => {
    await app.ask({ ask: 'answers', answers: { openPath: '/data/loans.csv', savePath: '/data/pack.pdf' } })
    const ask = (request: unknown) =>
      app.page.evaluate((asked) => window.assayDesktop?.request(asked as never), request)
    expect(await ask({ method: 'openFile', title: 'Open', filters: [{ name: 'CSV', extensions: ['csv'] }] })).toEqual({
      ok: true,
      path: '/data/loans.csv',
    })
    expect(await ask({ method: 'saveFile', title: 'Save', defaultName: 'pack.pdf', filters: [] })).toEqual({
      ok: true,
      path: '/data/pack.pdf',
    })
    expect(await ask({ method: 'showInFolder', path: folder.path })).toEqual({ ok: true, path: null })
    expect(await ask({ method: 'showInFolder', path: '/no/such/file' })).toMatchObject({
      ok: false,
      error: { code: 'notFound' },
    })
    for (const wrong of [
      null,
      {},
      { method: 'openExternal', url: 'https://evil.example' },
      { method: 'showInFolder', path: 'x', more: 1 },
    ]) {
      expect(await ask(wrong)).toMatchObject({ ok: false, error: { code: 'invalidInput' } })
    }
  })

  it('cancels every request but its own, and grants nothing but copying', async () => {
    const isCancelled = (url: string) => app.ask<boolean>({ ask: 'isCancelled', url })
    for (const url of [
      'https://evil.example/',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      'ws://evil.example/',
      'app://evil/',
      'blob:https://evil.example/x',
    ]) {
      expect(await isCancelled(url), url).toBe(true)
    }
    for (const url of ['app://assay/', 'blob:app://assay/1', 'data:image/png;base64,AA=='])
      expect(await isCancelled(url), url).toBe(false)
    const isGranted = (permission: string, url = 'app://assay/') =>
      app.ask<boolean>({ ask: 'isGranted', permission, url })
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'fileSystem',
    ]) {
      expect(await isGranted(permission), permission).toBe(false)
    }
    expect(await isGranted('clipboard-sanitized-write')).toBe(true)
    expect(await isGranted('clipboard-sanitized-write', 'https://evil.example/')).toBe(false)
  })

  it('goes nowhere and opens nothing', async () => {
    await app.page.evaluate(() => {
      window.location.href = 'https://evil.example/'
    })
    await app.page.evaluate(() => window.open('https://evil.example/'))
    await app.page.waitForTimeout(300)
    const state = await app.ask<FakeState>({ ask: 'state' })
    expect(state.url).toBe('app://assay/')
    expect(state.contentsSettings.windowOpen).toBe('deny')
    expect(
      problems.filter((text) => !text.includes('evil.example') && !text.includes('ERR_BLOCKED_BY_CLIENT')),
    ).toEqual([])
  })

  it('is accessible on its first page', async () => {
    await expectAccessible(app.page, 'first page')
  })

  it('closes with its window, remembers its place and leaves no process behind', async () => {
    await app.ask({ ask: 'closeWindow' })
    expect(await app.exited).toBe(0)
    expect(app.errors()).toBe('')
  })
})

describe('desktop app, built, with forbidden switches', () => {
  const folder = temporaryFolder()
  afterAll(() => folder.remove())

  it.each([
    '--inspect',
    '--inspect-brk=9229',
    '--remote-debugging-port=9222',
    '--no-sandbox',
    '--js-flags=--expose-gc',
  ])('does not start with %s', async (flag) => {
    const { code, errors } = await runFakeElectron({ userData: folder.path, args: [flag] })
    expect(code).toBe(2)
    expect(errors).toMatch(/^error: Assay does not start with --[a-z-]+; hint: leave it out\n$/)
  })
})
