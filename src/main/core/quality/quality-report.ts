import type { QualityColumnType, RuleKind, Severity } from './quality-rule.ts'

export type RuleVerdict = 'pass' | 'fail' | 'notAssessed'

/** What the evaluation may know besides the frame. */
export interface QualityContext {
  /** Stated types; a column that is not listed has the type it has in the frame. */
  readonly schema?: readonly QualitySchemaColumn[] | undefined
  /** Distinct values of columns of other datasets, by {@link referenceKey}; numbers as their shortest decimal text. */
  readonly references?: ReadonlyMap<string, ReadonlySet<string>> | undefined
}

export interface QualitySchemaColumn {
  readonly name: string
  readonly type: QualityColumnType
  readonly role?: string | undefined
  readonly dateFormat?: string | undefined
}

/** What evaluating one rule gave. */
export interface RuleOutcome {
  readonly verdict: RuleVerdict
  /** The figure or text held against the limit; null when not assessed. */
  readonly observed: number | string | null
  /** The demand, in words. */
  readonly expected: string
  /** Rows that break the rule; null for rules that judge no single row. */
  readonly nFailing: number | null
  /** The first 100 of them, counted from 0. */
  readonly failingRows: readonly number[]
  readonly message: string
  /** Why it could not be assessed; null otherwise. */
  readonly reason: string | null
}

export interface RuleResult extends RuleOutcome {
  readonly ruleId: string
  readonly kind: RuleKind
  readonly severity: Severity
}

export interface VerdictCounts {
  readonly pass: number
  readonly fail: number
  readonly notAssessed: number
}

/** Verdicts of a suite over one frame, plain JSON. */
export interface QualityReport {
  /**
   * `fail`: a rule of severity error failed. `notAssessed`: none failed, but one of severity error could not be assessed.
   * `warn`: a warning failed or could not be assessed. `pass`: otherwise.
   */
  readonly verdict: 'pass' | 'warn' | 'fail' | 'notAssessed'
  readonly nRows: number
  readonly nColumns: number
  readonly totals: Readonly<Record<Severity, VerdictCounts>>
  readonly results: readonly RuleResult[]
}

/** Under which key a context holds the distinct values of a column of another dataset. */
export function referenceKey(dataset: string, column: string): string {
  return JSON.stringify([dataset, column])
}
