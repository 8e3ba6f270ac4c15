import { EventEmitter } from 'node:events'

export interface FakeFrame {
  readonly url: string
  readonly parent: FakeFrame | null
}

export interface IpcEvent {
  readonly sender: unknown
  readonly senderFrame: FakeFrame | null
  readonly ports: readonly FakePort[]
}

type Handler = (event: IpcEvent, ...args: unknown[]) => unknown

/** The main process's end of a port; what it posts is delivered to the page's real port. */
export class FakePort extends EventEmitter {
  readonly #deliver: (message: { kind: 'portMessage'; data: unknown } | { kind: 'portClose' }) => void
  readonly #queue: unknown[] = []
  #isStarted = false
  isClosed = false

  constructor(deliver: (message: { kind: 'portMessage'; data: unknown } | { kind: 'portClose' }) => void) {
    super()
    this.#deliver = deliver
  }

  postMessage(data: unknown): void {
    if (!this.isClosed) this.#deliver({ kind: 'portMessage', data })
  }

  /** Messages wait until the port is started, as the real one's do. */
  start(): void {
    this.#isStarted = true
    for (const data of this.#queue.splice(0)) this.emit('message', { data, ports: [] })
  }

  receive(data: unknown): void {
    if (this.isClosed) return
    if (this.#isStarted) this.emit('message', { data, ports: [] })
    else this.#queue.push(data)
  }

  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.#deliver({ kind: 'portClose' })
    this.emit('close')
  }
}

class FakeIpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }

  /** Calls the handler as `ipcRenderer.invoke` does; without one it rejects. */
  async invoke(channel: string, event: IpcEvent, args: readonly unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    return handler(event, ...args)
  }
}

export const ipcMain = new FakeIpcMain()
