import type { Role } from '../../shared/contract/index.ts'
import type { Workspace } from '../store/workspace.ts'
import type { AppState } from './app-state.ts'

export type Channel = 'electron' | 'browser' | 'cli'

/** What every host hands to a procedure call. */
export interface AppContext {
  readonly state: AppState
  readonly channel: Channel
}

/** Who acts, for as long as the workspace is unlocked; lives in memory only. */
export interface Session {
  readonly sessionId: string
  readonly userName: string
  readonly roles: readonly Role[]
}

/** A call from anybody at this computer, workspace or not. */
export interface OpenCall {
  readonly state: AppState
  readonly channel: Channel
  readonly signal: AbortSignal | undefined
}

/** A call by a signed-in person on an unlocked workspace. */
export interface SignedInCall extends OpenCall {
  readonly session: Session
  readonly workspace: Workspace
}

/** What a change leaves in the audit log besides who and when. */
export interface ChangeRecord {
  readonly object: string | null
  readonly before?: string | null
  readonly after?: string | null
  readonly reason?: string | null
}

/** A call that may change the workspace: `commit` runs the change and writes its audit event in one transaction. */
export interface AuditedCall extends SignedInCall {
  commit<T>(change: () => { value: T } & ChangeRecord): T
}
