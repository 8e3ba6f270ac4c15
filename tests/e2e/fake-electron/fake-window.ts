import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { Cdp, type CdpSession } from './cdp.ts'
import { type FakeFrame, FakePort, ipcMain } from './fake-ipc.ts'
import { type FakeSession, sessionOf } from './fake-session.ts'
import { BINDING, DELIVER, MAIN_WORLD_SCRIPT, PRELOAD_WORLD, preloadScript } from './page-scripts.ts'

/** Chromium knows no `app:` scheme; pages live at this stand-in, and the app is told the real address. */
const STAND_IN = 'http://assay.localhost/'
const REAL = 'app://assay/'

export interface WindowOptions {
  readonly width?: number
  readonly height?: number
  readonly webPreferences: Record<string, unknown> & { readonly preload: string; readonly session?: FakeSession }
  readonly [key: string]: unknown
}

interface PausedRequest {
  readonly requestId: string
  readonly resourceType: string
  readonly frameId: string
  readonly request: { readonly url: string; readonly method: string }
}

type PageMessage =
  | { readonly kind: 'post'; readonly channel: string; readonly message: unknown; readonly ports: readonly string[] }
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'portMessage'; readonly id: string; readonly data: unknown }

let browser: Promise<Cdp> | null = null

function connectBrowser(): Promise<Cdp> {
  const endpoint = process.env.FAKE_ELECTRON_CDP
  if (endpoint === undefined) throw new Error('FAKE_ELECTRON_CDP needs the address of a browser')
  browser ??= Cdp.connect(endpoint)
  return browser
}

const realUrl = (url: string): string => (url.startsWith(STAND_IN) ? REAL + url.slice(STAND_IN.length) : url)
const standInUrl = (url: string): string => (url.startsWith(REAL) ? STAND_IN + url.slice(REAL.length) : url)

/** A web contents whose page is a real page of Chromium. */
export class FakeWebContents extends EventEmitter {
  readonly #options: WindowOptions
  readonly session: FakeSession
  readonly mainFrame: FakeFrame & { url: string }
  readonly settings: Record<string, unknown> = {}
  readonly #ports = new Map<string, FakePort>()
  #page: CdpSession | null = null
  #worldId: number | null = null
  #openHandler: (() => { action: string }) | null = null
  #allowedNavigation: string | null = null

  constructor(options: WindowOptions) {
    super()
    this.#options = options
    this.session = options.webPreferences.session ?? sessionOf('')
    this.mainFrame = { url: '', parent: null }
  }

  getURL(): string {
    return this.mainFrame.url
  }

  setWindowOpenHandler(handler: () => { action: string }): void {
    this.#openHandler = handler
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.settings.webRtcPolicy = policy
  }

  async load(url: string): Promise<void> {
    const cdp = await connectBrowser()
    const page = await cdp.openPage(this.#options.width ?? 1280, this.#options.height ?? 800)
    this.#page = page
    this.#listen(page)
    await page.send('Page.enable')
    await page.send('Runtime.enable')
    await page.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    await page.send('Runtime.addBinding', { name: BINDING, executionContextName: PRELOAD_WORLD })
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: MAIN_WORLD_SCRIPT })
    const source = preloadScript(readFileSync(this.#options.webPreferences.preload, 'utf8'))
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: PRELOAD_WORLD })
    this.#allowedNavigation = standInUrl(url)
    await page.send('Page.navigate', { url: standInUrl(url) })
  }

  async destroy(): Promise<void> {
    for (const port of this.#ports.values()) port.close()
    await this.#page?.closePage()
  }

  #listen(page: CdpSession): void {
    page.on('Fetch.requestPaused', (paused: PausedRequest) => void this.#answer(page, paused))
    page.on('Page.frameNavigated', ({ frame }: { frame: { url: string; parentId?: string } }) => {
      if (frame.parentId === undefined) this.mainFrame.url = realUrl(frame.url)
    })
    page.on('Page.loadEventFired', () => this.emit('did-finish-load'))
    page.on('Page.windowOpen', () => {
      this.settings.windowOpen = this.#openHandler?.().action ?? 'allow'
    })
    page.on(
      'Runtime.executionContextCreated',
      ({ context }: { context: { id: number; name: string; auxData?: { frameId?: string } } }) => {
        if (context.name !== PRELOAD_WORLD || context.auxData?.frameId !== page.targetId) return
        this.#worldId = context.id
        // The ports of an earlier document ended with it.
        for (const port of this.#ports.values()) port.close()
        this.#ports.clear()
      },
    )
    page.on('Runtime.bindingCalled', ({ name, payload }: { name: string; payload: string }) => {
      if (name === BINDING) this.#receive(JSON.parse(payload) as PageMessage)
    })
  }

  /** Walks a request the way Electron does: navigation events, then the web request listener, then the scheme's handler. */
  async #answer(page: CdpSession, paused: PausedRequest): Promise<void> {
    const { requestId, request } = paused
    const url = realUrl(request.url)
    const fail = (errorReason: 'Aborted' | 'BlockedByClient') =>
      page.send('Fetch.failRequest', { requestId, errorReason }).catch(() => undefined)
    if (paused.resourceType === 'Document' && this.#isNavigationDenied(request.url, paused.frameId === page.targetId))
      return void fail('Aborted')
    if (await this.session.isCancelled(url)) return void fail('BlockedByClient')
    const handler = this.session.handlers.get(new URL(url).protocol.slice(0, -1))
    if (handler === undefined) return void page.send('Fetch.continueRequest', { requestId }).catch(() => undefined)
    const response = await handler(new Request(url, { method: request.method }))
    const body = Buffer.from(await response.arrayBuffer()).toString('base64')
    const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }))
    await page
      .send('Fetch.fulfillRequest', { requestId, responseCode: response.status, responseHeaders, body })
      .catch(() => undefined)
  }

  #isNavigationDenied(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && url === this.#allowedNavigation) return false
    const event = { isDenied: false, url: realUrl(url), preventDefault: () => Object.assign(event, { isDenied: true }) }
    this.emit('will-frame-navigate', event)
    if (isMainFrame) this.emit('will-navigate', event, event.url)
    return event.isDenied
  }

  #receive(message: PageMessage): void {
    const event = { sender: this, senderFrame: this.mainFrame }
    switch (message.kind) {
      case 'post': {
        const ports = message.ports.map((id) => this.#openPort(id))
        ipcMain.emit(message.channel, { ...event, ports }, message.message)
        return
      }
      case 'portMessage':
        this.#ports.get(message.id)?.receive(message.data)
        return
      case 'invoke':
        ipcMain.invoke(message.channel, { ...event, ports: [] }, message.args).then(
          (value) => this.#deliver({ kind: 'result', id: message.id, value }),
          (error: unknown) =>
            this.#deliver({
              kind: 'failure',
              id: message.id,
              error: `Error invoking remote method '${message.channel}': ${error}`,
            }),
        )
    }
  }

  #openPort(id: string): FakePort {
    const port = new FakePort((message) => this.#deliver({ ...message, id }))
    this.#ports.set(id, port)
    return port
  }

  #deliver(message: object): void {
    const expression = `globalThis.${DELIVER}(${JSON.stringify(message)})`
    this.#page?.send('Runtime.evaluate', { expression, contextId: this.#worldId }).catch(() => undefined)
  }
}

/** A window; closing it can be refused by the app, as a person's click can. */
export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = []
  static onCreated: (contents: FakeWebContents) => void = () => undefined
  static onAllClosed: () => void = () => undefined

  readonly options: WindowOptions
  readonly webContents: FakeWebContents
  isShown = false

  constructor(options: WindowOptions) {
    super()
    this.options = options
    this.webContents = new FakeWebContents(options)
    BrowserWindow.all.push(this)
    BrowserWindow.onCreated(this.webContents)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.load(url)
  }

  show(): void {
    this.isShown = true
  }

  close(): void {
    const event = { isDenied: false, preventDefault: () => Object.assign(event, { isDenied: true }) }
    this.emit('close', event)
    if (event.isDenied) return
    void this.webContents.destroy().then(() => {
      BrowserWindow.all.splice(BrowserWindow.all.indexOf(this), 1)
      this.emit('closed')
      if (BrowserWindow.all.length === 0) BrowserWindow.onAllClosed()
    })
  }

  getNormalBounds() {
    return { x: 0, y: 0, width: this.options.width ?? 1280, height: this.options.height ?? 800 }
  }

  isMaximized(): boolean {
    return false
  }

  isMinimized(): boolean {
    return false
  }

  maximize(): void {}
  restore(): void {}
  focus(): void {}
}
