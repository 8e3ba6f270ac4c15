import { EventEmitter } from 'node:events'
import { WebSocket } from 'ws'

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly params?: Record<string, unknown>
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
  readonly sessionId?: string
}

/** A connection to Chromium's debugging protocol; one session per page. */
export class Cdp {
  readonly #socket: WebSocket
  readonly #waiting = new Map<
    number,
    { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }
  >()
  readonly #sessions = new Map<string, CdpSession>()
  #lastId = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data) => this.#take(JSON.parse(data.toString()) as Answer))
  }

  static async connect(endpoint: string): Promise<Cdp> {
    const socket = new WebSocket(endpoint, { perMessageDeflate: false, maxPayload: 512 * 1024 * 1024 })
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    return new Cdp(socket)
  }

  send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#lastId
    this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }))
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  /** Opens an empty page in the default context and attaches to it. */
  async openPage(width: number, height: number): Promise<CdpSession> {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height })
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true })
    const session = new CdpSession(this, String(sessionId), String(targetId))
    this.#sessions.set(session.id, session)
    return session
  }

  close(): void {
    this.#socket.close()
  }

  #take(answer: Answer): void {
    if (answer.id === undefined) {
      const session = answer.sessionId === undefined ? undefined : this.#sessions.get(answer.sessionId)
      if (answer.method !== undefined) session?.emit(answer.method, answer.params)
      return
    }
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if (answer.error === undefined) waiting?.resolve(answer.result ?? {})
    else waiting?.reject(new Error(answer.error.message))
  }
}

export class CdpSession extends EventEmitter {
  readonly #cdp: Cdp
  readonly id: string
  readonly targetId: string

  constructor(cdp: Cdp, id: string, targetId: string) {
    super()
    this.#cdp = cdp
    this.id = id
    this.targetId = targetId
  }

  send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    return this.#cdp.send(method, params, this.id)
  }

  async closePage(): Promise<void> {
    await this.#cdp.send('Target.closeTarget', { targetId: this.targetId })
  }
}
