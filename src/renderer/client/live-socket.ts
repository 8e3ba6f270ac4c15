export type SocketState = 'connecting' | 'open' | 'lost'

const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 4000

/**
 * A WebSocket that comes back: when the connection breaks, waiting calls fail at once and a new connection is tried until
 * it stands again. Outwardly one socket whose `open` and `close` events repeat.
 */
export class LiveSocket extends EventTarget {
  readonly #connect: () => WebSocket
  #socket: WebSocket
  #retryMs = FIRST_RETRY_MS
  #isEnded = false

  constructor(connect: () => WebSocket) {
    super()
    this.#connect = connect
    this.#socket = this.#listen(connect())
  }

  get readyState(): number {
    return this.#socket.readyState
  }

  get state(): SocketState {
    if (this.#socket.readyState === WebSocket.OPEN) return 'open'
    return this.#socket.readyState === WebSocket.CONNECTING && this.#retryMs === FIRST_RETRY_MS ? 'connecting' : 'lost'
  }

  send(data: Parameters<WebSocket['send']>[0]): void {
    this.#socket.send(data)
  }

  /** Closes for good. */
  end(): void {
    this.#isEnded = true
    this.#socket.close()
  }

  #listen(socket: WebSocket): WebSocket {
    socket.addEventListener('open', () => {
      this.#retryMs = FIRST_RETRY_MS
      this.dispatchEvent(new Event('open'))
    })
    socket.addEventListener('message', (event) => this.dispatchEvent(new MessageEvent('message', { data: event.data })))
    socket.addEventListener('close', () => {
      this.dispatchEvent(new Event('close'))
      if (!this.#isEnded) this.#retry()
    })
    return socket
  }

  #retry(): void {
    setTimeout(() => {
      this.#retryMs = Math.min(LONGEST_RETRY_MS, this.#retryMs * 2)
      this.#socket = this.#listen(this.#connect())
    }, this.#retryMs)
  }
}
