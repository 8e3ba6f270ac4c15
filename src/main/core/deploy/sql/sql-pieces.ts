import { MAX_WHENS, type SqlFunction } from './sql-dialect.ts'

/** What JavaScript's trim takes away at both ends of a text. */
export const WHITE_SPACE =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'

/** A function by its name in the database. */
export function call(name: string): SqlFunction {
  return (...parts) => `${name}(${parts.join(', ')})`
}

/** Quotes a name between two signs, the closing one doubled within. */
export function doubled(open: string, close: string): (name: string) => string {
  return (name) => `${open}${name.replaceAll(close, close + close)}${close}`
}

/** NULL in place of both infinities and NaN, the value being written once only. */
export function noNonFinite(infinity: string, nan: string): (value: string) => string {
  return (value) => `NULLIF(NULLIF(NULLIF(${value}, ${infinity}), -${infinity}), ${nan})`
}

/** Functions of numbers that most databases spell alike. */
export const SHARED_FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  abs: call('ABS'),
  sqrt: (x) => `SQRT(CASE WHEN ${x} >= 0 THEN ${x} END)`,
  floor: call('FLOOR'),
  ceil: call('CEIL'),
  log: (x) => `LN(CASE WHEN ${x} > 0 THEN ${x} END)`,
  exp: (x) => `EXP(${x})`,
  pow: (x, y) =>
    `POWER(CASE WHEN ${x} = 0 AND ${y} < 0 OR ${x} < 0 AND ${y} <> FLOOR(${y}) THEN NULL ELSE ${x} END, ${y})`,
  least: call('LEAST'),
  greatest: call('GREATEST'),
}

/** One branch of a CASE: condition and value. */
export type When = readonly [condition: string, value: string]

/**
 * A CASE over any number of branches, nested where there are more than a database takes.
 *
 * @param indent - blanks before each branch
 */
export function caseOf(whens: readonly When[], otherwise: string, indent = ''): string {
  if (whens.length === 0) return otherwise
  const branches = whens.slice(0, MAX_WHENS).map(([when, then]) => `\n${indent}  WHEN ${when} THEN ${then}`)
  const rest = caseOf(whens.slice(MAX_WHENS), otherwise, indent)
  return `CASE${branches.join('')}\n${indent}  ELSE ${rest}\n${indent}END`
}
