/** A new column computed by an expression. A true/false expression gives a column of 1 and 0. */
export interface DeriveStep {
  readonly kind: 'derive'
  readonly name: string
  readonly expression: string
  readonly description: string
  readonly unit: string
  readonly role?: 'feature' | 'sensitive' | 'weight' | 'date' | 'exposure' | 'identifier' | 'ignore' | undefined
}

/** Keeps the rows for which an expression is true. */
export interface FilterStep {
  readonly kind: 'filter'
  readonly keep: string
  readonly reason: string
}

/** Leaves out the rows for which an expression is true. */
export interface ExcludeStep {
  readonly kind: 'exclude'
  readonly where: string
  readonly reason: string
}

/** A text column of samples, `development` and `holdout`, drawn at random within the values of a column. */
export interface SplitStep {
  readonly kind: 'split'
  /** Name of the new column, `sample` unless given. */
  readonly name?: string | undefined
  /** Share of the development sample, in (0, 1). */
  readonly developmentShare: number
  readonly stratifyBy: string | null
  readonly seed: number
}

/** A text column of samples: `outOfTime` from a date on; the rows before are `development`, or split if a share is given. */
export interface OutOfTimeStep {
  readonly kind: 'outOfTime'
  readonly name?: string | undefined
  readonly dateColumn: string
  /** First day of the out-of-time sample, `YYYY-MM-DD`. */
  readonly from: string
  readonly developmentShare?: number | null | undefined
  readonly stratifyBy?: string | null | undefined
  readonly seed?: number | undefined
}

/** A text column of the folds `1` to `k`, of equal size within the values of a column. */
export interface FoldsStep {
  readonly kind: 'folds'
  readonly name: string
  readonly k: number
  readonly stratifyBy: string | null
  readonly seed: number
}

/** A new column of weights; each must be a number that is not negative. */
export interface WeightStep {
  readonly kind: 'weight'
  readonly name: string
  readonly expression: string
}

/** One step from the columns of a dataset to the columns and rows of a model: plain data, applied in order. */
export type Step = DeriveStep | FilterStep | ExcludeStep | SplitStep | OutOfTimeStep | FoldsStep | WeightStep

/** A step that means the same for a single case as for a frame. */
export type CaseStep = DeriveStep | FilterStep | ExcludeStep

/** Name of the column a step adds; null if it adds none. */
export function columnAddedBy(step: Step): string | null {
  switch (step.kind) {
    case 'filter':
    case 'exclude':
      return null
    case 'split':
    case 'outOfTime':
      return step.name ?? 'sample'
    case 'derive':
    case 'folds':
    case 'weight':
      return step.name
  }
}

/** Text of the expression of a step; null if it has none. */
export function expressionOfStep(step: Step): string | null {
  switch (step.kind) {
    case 'derive':
    case 'weight':
      return step.expression
    case 'filter':
      return step.keep
    case 'exclude':
      return step.where
    case 'split':
    case 'outOfTime':
    case 'folds':
      return null
  }
}
