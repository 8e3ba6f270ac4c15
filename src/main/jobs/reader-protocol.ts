import type { ErrorReply } from '../../shared/errors.ts'

/** Chunks a reader may send ahead of the receiver: enough to keep both busy, few enough to bound memory. */
export const CHUNK_CREDIT = 4

export type ToReader =
  | { readonly kind: 'start'; readonly task: string; readonly input: unknown; readonly credit: number }
  | { readonly kind: 'credit' }

export type FromReader =
  /** The process is up and listens. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly progress: TaskProgress }
  | { readonly kind: 'chunk'; readonly chunk: unknown }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error: ErrorReply }

export interface TaskProgress {
  readonly stage: string
  /** Done share of the task, 0 to 1; null while it cannot be known. */
  readonly fraction: number | null
  readonly rowsDone?: number
}
