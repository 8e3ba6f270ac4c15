import type { EditedVariable, Estimate, ScorecardParams } from '../../../shared/contract/index.ts'
import type { DatabaseConnection } from '../../store/open-database.ts'
import type { ToThread } from '../standing-thread.ts'
import type { RegressionRequest } from '../tasks/read-training.ts'

/** Name under which the worker entry starts the bin editor's thread instead of a task. */
export const BIN_TASK = 'binning'

/** Which data are meant; they are read once and kept while they are asked for. */
export interface BinSubject {
  readonly request: RegressionRequest
  /** Rows of the version blanked by now: what was read before must not be used again. */
  readonly nErasedRows: number
}

export interface BinEvaluation {
  readonly variables: EditedVariable[]
  readonly nDevelopment: number
  readonly nHoldout: number
  readonly eventRate: number
  readonly developmentAuc: Estimate
  readonly holdoutAuc: Estimate
  readonly nCharacteristics: number
  readonly problem: string | null
}

export interface BinCandidates {
  readonly type: 'numeric' | 'text'
  readonly minimum: number | null
  readonly maximum: number | null
  readonly prebins: { readonly lower: number; readonly count: number; readonly events: number }[]
  readonly levels: { readonly level: string; readonly count: number; readonly events: number }[]
  readonly nLevels: number
}

/** Evaluates specifications on data that are read already. */
export interface BinEvaluator {
  evaluate(params: ScorecardParams, columns?: readonly string[]): BinEvaluation
  candidates(params: ScorecardParams, column: string): BinCandidates
}

/** What the thread of the bin editor can be asked for. */
export interface BinCalls {
  readonly evaluate: {
    readonly input: { readonly subject: BinSubject; readonly columns: readonly string[] | null }
    readonly output: BinEvaluation & { readonly elapsedMs: number }
  }
  readonly candidates: {
    readonly input: { readonly subject: BinSubject; readonly column: string }
    readonly output: BinCandidates
  }
}

export type ToBins = ToThread<BinCalls>

export interface BinOrder {
  readonly task: typeof BIN_TASK
  readonly connection: DatabaseConnection
}
