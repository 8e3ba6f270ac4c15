import type { AnyRouter, Context } from '@orpc/server'

/** The part of the app a transport needs: the router, and what its handlers get for a call from this transport. */
export interface HostedApp {
  readonly router: AnyRouter
  context(channel: 'electron' | 'browser' | 'cli'): Context
}
