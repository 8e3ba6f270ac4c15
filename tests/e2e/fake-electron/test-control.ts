import type { EventEmitter } from 'node:events'
import { FakePort, ipcMain } from './fake-ipc.ts'
import { sessionOf } from './fake-session.ts'
import { BrowserWindow } from './fake-window.ts'

/** What a test may ask of the fake, over the process channel. */
export type Order =
  | { readonly ask: 'state' }
  | { readonly ask: 'answers'; readonly answers: Record<string, unknown> }
  | { readonly ask: 'closeWindow' }
  | { readonly ask: 'suspend' }
  | { readonly ask: 'isCancelled'; readonly url: string }
  | { readonly ask: 'isGranted'; readonly permission: string; readonly url: string }
  /** Sends IPC as a frame of the given address would. */
  | {
      readonly ask: 'ipcFrom'
      readonly url: string
      readonly isTopFrame: boolean
      readonly channel: string
      readonly request: unknown
    }

interface Fakes {
  readonly switches: ReadonlySet<string>
  readonly record: Record<string, unknown>
  readonly app: EventEmitter
  readonly powerMonitor: EventEmitter
  readonly dialogAnswers: Record<string, unknown>
  readonly nativeTheme: { readonly themeSource: string }
}

export function listenToTest(fakes: Fakes): void {
  if (process.send === undefined) return
  process.on('message', async (message: { id: number; order: Order }) => {
    const value = await obey(message.order, fakes)
    process.send?.({ id: message.id, value })
  })
}

async function obey(order: Order, fakes: Fakes): Promise<unknown> {
  const window = BrowserWindow.all[0]
  switch (order.ask) {
    case 'state':
      return stateOf(window, fakes)
    case 'answers':
      return void Object.assign(fakes.dialogAnswers, order.answers)
    case 'closeWindow':
      return window?.close()
    case 'suspend':
      return fakes.powerMonitor.emit('suspend')
    case 'isCancelled':
      return window?.webContents.session.isCancelled(order.url)
    case 'isGranted':
      return window?.webContents.session.isGranted(order.permission, order.url)
    case 'ipcFrom':
      return ipcFrom(order, window)
  }
}

function stateOf(window: BrowserWindow | undefined, { switches, record, nativeTheme, dialogAnswers }: Fakes): unknown {
  const { session: used, preload: _preload, ...webPreferences } = window?.options.webPreferences ?? { preload: '' }
  return {
    ...record,
    switches: [...switches],
    isShown: window?.isShown ?? false,
    webPreferences,
    partition: used?.partition ?? null,
    isDefaultSessionUsed: used === sessionOf(''),
    sessionSettings: used?.settings ?? {},
    contentsSettings: window?.webContents.settings ?? {},
    url: window?.webContents.getURL() ?? null,
    ipcChannels: [...new Set([...ipcMain.eventNames().map(String), ...ipcMain.handlers.keys()])],
    themeSource: nativeTheme.themeSource,
    nAsked: dialogAnswers.nAsked,
  }
}

async function ipcFrom(order: Extract<Order, { ask: 'ipcFrom' }>, window: BrowserWindow | undefined): Promise<unknown> {
  const parent = order.isTopFrame ? null : { url: 'app://assay/', parent: null }
  const frame = { url: order.url, parent }
  const delivered: unknown[] = []
  const port = new FakePort((message) => void delivered.push(message))
  const event = { sender: window?.webContents, senderFrame: frame, ports: [port] }
  ipcMain.emit(order.channel, event, null)
  port.receive(JSON.stringify({ i: '1', p: { u: '/app/info' } }))
  const reply = await ipcMain.invoke(order.channel, { ...event, ports: [] }, [order.request])
  await new Promise((resolve) => setTimeout(resolve, 100))
  return {
    isPortClosed: port.isClosed,
    nDelivered: delivered.filter((one) => (one as { kind: string }).kind === 'portMessage').length,
    reply,
  }
}
