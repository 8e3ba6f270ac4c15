/** What a failed rule means: an error fails the suite, a warning warns, information only informs. */
export type Severity = 'error' | 'warning' | 'information'

/** Type of a column as the schema states it; a date column stands in the frame as texts of a stated format. */
export type QualityColumnType = 'numeric' | 'text' | 'date'

/** Columns that must be there and columns that must not; order does not matter. */
export interface SchemaRule {
  readonly kind: 'schema'
  readonly present: readonly string[]
  readonly absent?: readonly string[] | undefined
  /** True: any other column fails the rule too. */
  readonly isClosed?: boolean | undefined
}

/** A column has the stated type; `date` needs every value to read as a date of the format. */
export interface TypeRule {
  readonly kind: 'type'
  readonly column: string
  readonly type: QualityColumnType
  /** Format of a date; the schema's when left out. */
  readonly format?: string | undefined
}

/** Numbers within limits, inclusive unless said otherwise; null is no limit. Missing values are left to `missingShare`. */
export interface RangeRule {
  readonly kind: 'range'
  readonly column: string
  readonly minimum: number | null
  readonly maximum: number | null
  readonly isMinimumExcluded?: boolean | undefined
  readonly isMaximumExcluded?: boolean | undefined
}

/** Values from a list; read as numbers for a numeric column. */
export interface AllowedValuesRule {
  readonly kind: 'allowedValues'
  readonly column: string
  readonly values: readonly (string | number)[]
  /** Whether a missing value is allowed; default true. */
  readonly allowMissing?: boolean | undefined
}

/** Texts in which a regular expression is found; `^…$` ties it to the whole text. Missing values are left to `missingShare`. */
export interface PatternRule {
  readonly kind: 'pattern'
  readonly column: string
  readonly pattern: string
}

/** At most this share of missing values. */
export interface MissingShareRule {
  readonly kind: 'missingShare'
  readonly column: string
  readonly maximum: number
}

/** At most this many rows that repeat an earlier one, over the columns named or over all. */
export interface DuplicateRowsRule {
  readonly kind: 'duplicateRows'
  readonly columns?: readonly string[] | undefined
  readonly maximum: number
}

/** The columns together are a key: no row repeats an earlier one. */
export interface UniqueRule {
  readonly kind: 'unique'
  readonly columns: readonly string[]
  /** True: rows with a missing part of the key are left out; otherwise they fail. */
  readonly allowMissing?: boolean | undefined
}

/** At most so many distinct values, or at most this share of the values that are there; at least one limit. */
export interface HighCardinalityRule {
  readonly kind: 'highCardinality'
  readonly column: string
  readonly maximumDistinct?: number | undefined
  readonly maximumShare?: number | undefined
}

/** The column holds at least two distinct values. */
export interface ConstantRule {
  readonly kind: 'constant'
  readonly column: string
}

/** |Pearson correlation| of two numeric columns, or of every pair of numeric columns, at most `maximum`. */
export interface CorrelationRule {
  readonly kind: 'correlation'
  readonly columns?: readonly [string, string] | undefined
  readonly maximum: number
}

/** The share of events among the known targets is at least `minimum`. */
export interface ImbalanceRule {
  readonly kind: 'imbalance'
  readonly column: string
  readonly eventValue: string
  readonly minimum: number
}

/** Number of rows within limits, inclusive; null is no limit. */
export interface RowCountRule {
  readonly kind: 'rowCount'
  readonly minimum: number | null
  readonly maximum: number | null
}

/** Every value occurs in a column of another dataset. Missing values are left to `missingShare`. */
export interface ReferenceRule {
  readonly kind: 'reference'
  readonly column: string
  readonly dataset: string
  readonly referenceColumn: string
}

/** A business rule in the expression language that is true for every row; rows where it is missing are counted apart. */
export interface ExpressionRule {
  readonly kind: 'expression'
  readonly expression: string
}

/** Dates within limits, inclusive, as YYYY-MM-DD; null is no limit. Texts that are no date fail. */
export interface DateRangeRule {
  readonly kind: 'dateRange'
  readonly column: string
  readonly minimum: string | null
  readonly maximum: string | null
  /** Format of the texts; the schema's when left out. */
  readonly format?: string | undefined
}

export type RuleDemand =
  | SchemaRule
  | TypeRule
  | RangeRule
  | AllowedValuesRule
  | PatternRule
  | MissingShareRule
  | DuplicateRowsRule
  | UniqueRule
  | HighCardinalityRule
  | ConstantRule
  | CorrelationRule
  | ImbalanceRule
  | RowCountRule
  | ReferenceRule
  | ExpressionRule
  | DateRangeRule

export type RuleKind = RuleDemand['kind']

/** One rule of a quality suite, plain JSON. */
export type QualityRule = {
  readonly id: string
  readonly severity: Severity
  readonly note?: string | undefined
} & RuleDemand
