/** Databases a scorecard can be written for. */
export type SqlDialect =
  | 'postgresql'
  | 'spark'
  | 'snowflake'
  | 'bigquery'
  | 'sqlserver'
  | 'oracle'
  | 'duckdb'
  | 'sqlite'

/** A function of texts or numbers in a dialect: SQL of the arguments → SQL; absent where the dialect has no exact equal. */
export type SqlFunction = (...parts: string[]) => string

/** Dates as whole days since 1970-01-01. */
export interface DateSql {
  /** Whether a text has this shape: 9 stands for a digit, other signs for themselves. */
  readonly hasShape: (text: string, shape: string) => string
  /** Year, month or day of the month. */
  readonly part: (part: 'year' | 'month' | 'day', days: string) => string
}

/** How one database spells what a scorecard needs. Every piece of SQL is an expression that may stand anywhere. */
export interface Dialect {
  readonly key: SqlDialect
  readonly title: string
  /** Whether the tests of this program run the generated text on the database itself. */
  readonly isRun: boolean
  readonly doubleType: string
  readonly textType: string
  /** Type of a text column of the golden table. */
  readonly textColumnType: string
  readonly integerType: string
  /** Whether two quoted names that differ in case only are two columns. */
  readonly isCaseSensitive: boolean
  /** Longest column name, in bytes of UTF-8 or in characters. */
  readonly maxName: { readonly bytes: number } | { readonly characters: number }
  /** Signs a quoted name cannot have. */
  readonly forbiddenInNames: RegExp
  readonly quoteName: (name: string) => string
  /** Exactly this double; only finite numbers. */
  readonly number: (value: number) => string
  /** Exactly this text, without U+0000. */
  readonly text: (value: string) => string
  /** A column of any number type as double precision. */
  readonly toDouble: (column: string) => string
  /** A column as text. */
  readonly toText: (column: string) => string
  /** True for what is no number in a column of numbers; null where columns have one type. */
  readonly isForeign: ((column: string) => string) | null
  /** True for NaN; null where the database has none. */
  readonly isNan: ((value: string) => string) | null
  /** A value with NaN as NULL. */
  readonly withoutNan: (value: string) => string
  /** A computed value with what is not finite as NULL; where the database raises an error instead, the value itself. */
  readonly finite: (value: string) => string
  /** A text prepared so that = compares it exactly and < by code point. */
  readonly exactText: (text: string) => string
  /** A written text as counterpart of `exactText`. */
  readonly exactLiteral: (value: string) => string
  /** Whether texts prepared by `exactText` are ordered by code point. */
  readonly hasTextOrder: boolean
  /** Functions by their name in the language of expressions; `least` and `greatest` may skip NULL. */
  readonly functions: Readonly<Record<string, SqlFunction>>
  /** How dates are read; null where nothing is known that does exactly as Assay. */
  readonly dates: DateSql | null
  /** Values in one INSERT at most. */
  readonly insertRows: number
  /** How several rows are inserted: one list of values, or one SELECT per row. */
  readonly insertForm: 'values' | 'selectFromDual'
  readonly begin: string | null
  readonly commit: string | null
  /** Ends a stage whose columns are read often, so that the planner does not copy their SQL to every place; may be empty. */
  readonly fence: string
  /** Takes the first rows of an ordered query. */
  readonly firstRows: (select: string, order: string, n: number) => string
  /** Longest statement in characters as the database comes; null where it is far beyond any scorecard. */
  readonly longestStatement: number | null
  /** What a reader of the text has to know about this database. */
  readonly notes: readonly string[]
}

/** Longest IN list every database takes. */
export const MAX_IN_LIST = 1000

/** Longest run of WHEN branches every database takes in one CASE. */
export const MAX_WHENS = 100
