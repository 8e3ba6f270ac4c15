import type { ErrorReply } from '../../shared/errors.ts'
import type { DatabaseConnection } from '../store/open-database.ts'
import type { TaskProgress } from './reader-protocol.ts'

/** Handed to a worker thread at its start. */
export interface WorkerOrder {
  readonly task: string
  readonly input: unknown
  /** How to open a read-only connection of its own; null for work that needs no workspace. */
  readonly connection: DatabaseConnection | null
}

export type FromWorker =
  | { readonly kind: 'progress'; readonly progress: TaskProgress }
  /** Something finished before the whole is. */
  | { readonly kind: 'part'; readonly part: unknown }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error: ErrorReply }
