import { createORPCClient } from '@orpc/client'
import { RPCLink as MessagePortLink } from '@orpc/client/message-port'
import { RPCLink as WebSocketLink } from '@orpc/client/websocket'
import { toAppError } from '../../shared/client-error.ts'
import type { DesktopBridge } from '../../shared/desktop.ts'
import { PORT_MESSAGE } from '../../shared/desktop-channel.ts'
import { AppError } from '../../shared/errors.ts'
import type { Client, DesktopPort } from '../app-context.tsx'
import { createDesktop } from './desktop.ts'
import { LiveSocket, type SocketState } from './live-socket.ts'
import { openPageSession } from './page-session.ts'

declare global {
  interface Window {
    readonly assayDesktop?: DesktopBridge
  }
}

/** The page's way to the app: the door, the desktop where there is one, and whether the line stands. */
export interface Connection {
  readonly client: Client
  readonly desktop: DesktopPort | null
  readonly state: () => SocketState
  /** Calls `listener` whenever the state may have changed; returns the way to stop. */
  readonly subscribe: (listener: () => void) => () => void
}

/**
 * Connects the page over whatever its host offers: a message port in the desktop app, a WebSocket in the browser. Every
 * failing call throws an AppError.
 *
 * @throws AppError `forbidden` when the browser has no session, `internal` when the host does not answer
 */
export async function openConnection(): Promise<Connection> {
  const bridge = window.assayDesktop
  return bridge === undefined ? overWebSocket() : overMessagePort(bridge)
}

async function overWebSocket(): Promise<Connection> {
  await openPageSession()
  const socket = new LiveSocket(() => new WebSocket(`ws://${window.location.host}/rpc`))
  const link = new WebSocketLink({
    // The link uses `send`, `readyState` and the three events, all of which the live socket has.
    websocket: socket as unknown as WebSocket,
    interceptors: [(call) => call.next().then(withAppErrors, (error) => Promise.reject(socketError(error, socket)))],
  })
  return {
    client: createORPCClient<Client>(link),
    desktop: null,
    state: () => socket.state,
    subscribe: (listener) => {
      for (const type of ['open', 'close']) socket.addEventListener(type, listener)
      return () => {
        for (const type of ['open', 'close']) socket.removeEventListener(type, listener)
      }
    },
  }
}

async function overMessagePort(bridge: DesktopBridge): Promise<Connection> {
  const port = await receivePort(bridge)
  const link = new MessagePortLink({
    port,
    interceptors: [(call) => call.next().then(withAppErrors, (error) => Promise.reject(toAppError(error)))],
  })
  port.start()
  return {
    client: createORPCClient<Client>(link),
    desktop: createDesktop(bridge),
    state: () => 'open',
    subscribe: () => () => undefined,
  }
}

function receivePort(bridge: DesktopBridge): Promise<MessagePort> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent): void => {
      const port = event.ports[0]
      if (event.source !== window || event.data !== PORT_MESSAGE || port === undefined) return
      window.removeEventListener('message', onMessage)
      resolve(port)
    }
    window.addEventListener('message', onMessage)
    bridge.connect()
  })
}

/** A call that was waiting when the line broke was not cancelled by anybody: say what happened. */
function socketError(error: unknown, socket: LiveSocket): AppError {
  if (socket.readyState === WebSocket.OPEN) return toAppError(error)
  return new AppError('internal', 'The connection to Assay was lost', {
    hint: 'It comes back by itself while Assay is running; otherwise start Assay again.',
    cause: error,
  })
}

/** Failures inside a stream arrive while it is read, after the call itself has succeeded. */
function withAppErrors(output: unknown): unknown {
  if (typeof output !== 'object' || output === null || !(Symbol.asyncIterator in output)) return output
  return streamWithAppErrors(output as AsyncIterable<unknown>)
}

async function* streamWithAppErrors(stream: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  try {
    yield* stream
  } catch (error) {
    throw toAppError(error)
  }
}
