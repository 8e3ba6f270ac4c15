import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { RPCHandler } from '@orpc/server/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { HostedApp } from '../hosted-app.ts'
import { isRequestMessage, MAX_MESSAGE_BYTES } from '../request-message.ts'
import { type Authority, isHostExact, isOriginExact, sessionCookie } from './request-checks.ts'
import type { SessionStore } from './session-store.ts'

const RPC_PATH = '/rpc'
const INVALID_PAYLOAD = 1007
const GOING_AWAY = 1001
const POLICY_VIOLATION = 1008

export interface RpcSockets {
  /** Ends every connection, for instance because their sessions ended. */
  endAll(): void
  close(): Promise<void>
}

/** Serves the door over WebSocket at /rpc. Host, Origin and session are checked before the upgrade. */
export function attachRpcSockets(
  server: Server,
  app: HostedApp,
  sessions: SessionStore,
  authority: () => Authority,
): RpcSockets {
  const handler = new RPCHandler(app.router)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    clientTracking: true,
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = refusalOf(request, sessions, authority())
    if (refusal !== null) return refuse(socket, refusal)
    sockets.handleUpgrade(request, socket, head, (connection) => serveConnection(connection, handler, app))
  })
  return {
    endAll: () => {
      for (const connection of sockets.clients) connection.close(POLICY_VIOLATION, 'session ended')
    },
    close: () =>
      new Promise((resolve) => {
        for (const connection of sockets.clients) connection.close(GOING_AWAY, 'Assay is closing')
        // A page that does not answer the closing handshake must not hold the process.
        const giveUp = setTimeout(() => {
          for (const connection of sockets.clients) connection.terminate()
        }, 500)
        sockets.close(() => {
          clearTimeout(giveUp)
          resolve()
        })
      }),
  }
}

function refusalOf(request: IncomingMessage, sessions: SessionStore, authority: Authority): string | null {
  if (!isHostExact(request, authority)) return '421 Misdirected Request'
  if (!isOriginExact(request, authority)) return '403 Forbidden'
  if (request.url !== RPC_PATH) return '404 Not Found'
  if (!sessions.isSession(sessionCookie(request, authority))) return '401 Unauthorized'
  return null
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy())
  // A peer that never closes its side must not hold the socket.
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function serveConnection(connection: WebSocket, handler: RPCHandler<Record<never, never>>, app: HostedApp): void {
  // An oversized message or a broken peer surfaces as an error event; ws closes the connection itself.
  connection.on('error', () => undefined)
  const peer = new EventTarget()
  connection.on('message', (data, isBinary) => {
    // Closing is a handshake: until the peer answers it, its messages still arrive, and its session may have ended.
    if (connection.readyState !== connection.OPEN) return
    const text = isBinary ? null : data.toString()
    if (isRequestMessage(text)) peer.dispatchEvent(new MessageEvent('message', { data: text }))
    else connection.close(INVALID_PAYLOAD, 'message is not a request')
  })
  connection.on('close', () => peer.dispatchEvent(new Event('close')))
  const gate = {
    send: connection.send.bind(connection),
    addEventListener: peer.addEventListener.bind(peer) as WebSocket['addEventListener'],
  }
  void handler.upgrade(gate, { context: app.context('browser') })
}
