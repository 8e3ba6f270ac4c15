import { createRouterClient } from '@orpc/server'
import type { Client } from '../../shared/client.ts'
import type { App, Channel } from '../create-app.ts'

export type { Client } from '../../shared/client.ts'

/** A client in the same process: the same schemas, wrappers and error replies as over any transport. */
export function localClient(app: App, channel: Channel): Client {
  return createRouterClient(app.router, { context: app.context(channel) }) as unknown as Client
}
