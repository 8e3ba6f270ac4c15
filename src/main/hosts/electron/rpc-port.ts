import { RPCHandler } from '@orpc/server/message-port'
import type { MessageEvent, MessagePortMain } from 'electron'
import type { HostedApp } from '../hosted-app.ts'
import { isRequestMessage } from '../request-message.ts'

/** Serves the door over a message port from the page; a message the door does not understand closes the port. */
export function serveRpcPort(port: MessagePortMain, handler: RPCHandler<Record<never, never>>, app: HostedApp): void {
  const gate = {
    postMessage: (message: unknown) => port.postMessage(message),
    on: (type: string, listener: (event?: { data: unknown }) => void) => {
      if (type === 'close') port.on('close', () => listener())
      if (type !== 'message') return
      port.on('message', (event: MessageEvent) => {
        if (isRequestMessage(event.data)) listener({ data: event.data })
        else port.close()
      })
    },
  }
  handler.upgrade(gate, { context: app.context('electron') })
  port.start()
}

/** One handler serves every port of the app. */
export function createRpcHandler(app: HostedApp): RPCHandler<Record<never, never>> {
  return new RPCHandler(app.router)
}
