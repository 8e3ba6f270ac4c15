import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import type { Contract } from '../../shared/contract/index.ts'
import type { App, Channel } from '../create-app.ts'

/** The one door, typed by the contract. */
export type Client = ContractRouterClient<Contract>

/** A client in the same process: the same schemas, wrappers and error replies as over any transport. */
export function localClient(app: App, channel: Channel): Client {
  return createRouterClient(app.router, { context: app.context(channel) }) as unknown as Client
}
