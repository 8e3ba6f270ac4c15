import { isDateFormat } from '../calendar/date-format.ts'
import { parseDate } from '../calendar/parse-date.ts'
import { compilePattern } from '../expression/compile-pattern.ts'
import { parseExpression } from '../expression/parse-expression.ts'
import { printNumber } from '../frame/parse-number.ts'
import { StatisticError } from '../statistic-error.ts'
import type { QualityRule } from './quality-rule.ts'

/** What is wrong with one rule of a suite. */
export interface RuleProblem {
  readonly ruleId: string
  readonly message: string
}

/**
 * Checks that the rules of a suite hold together, without data: ids are there and distinct, limits are in range and in order,
 * patterns, expressions and dates can be read. Whether the columns exist is left to the evaluation.
 *
 * @param rules - rules of the right shape
 * @returns every problem, in the order of the rules; empty if there is none
 */
export function checkRules(rules: readonly QualityRule[]): RuleProblem[] {
  const seen = new Set<string>()
  return rules.flatMap((rule, index) => {
    const problems = ruleFaults(rule)
    if (rule.id.trim() === '') problems.unshift('needs an id, got an empty one')
    else if (seen.has(rule.id)) problems.unshift('needs an id of its own, got one that is taken')
    seen.add(rule.id)
    const name = rule.id.trim() === '' ? `rule number ${index + 1}` : `rule "${rule.id}"`
    return problems.map((problem) => ({ ruleId: rule.id, message: `${name} ${problem}` }))
  })
}

function ruleFaults(rule: QualityRule): string[] {
  switch (rule.kind) {
    case 'schema':
      return schemaFaults(rule.present, rule.absent ?? [], rule.isClosed === true)
    case 'type':
      return formatFaults(rule.format)
    case 'range':
      return [
        ...limitFaults(rule.minimum, rule.maximum),
        ...(rule.minimum !== null &&
        rule.minimum === rule.maximum &&
        (rule.isMinimumExcluded === true || rule.isMaximumExcluded === true)
          ? [`needs a range that holds a number, got ${printNumber(rule.minimum)} excluded`]
          : []),
      ]
    case 'allowedValues':
      return rule.values.length === 0 ? ['needs at least one allowed value, got none'] : []
    case 'pattern':
      return readingFault(() => compilePattern(rule.pattern, 0))
    case 'missingShare':
      return shareFaults(rule.maximum)
    case 'duplicateRows':
      return [...countFaults(rule.maximum), ...(rule.columns === undefined ? [] : nameFaults(rule.columns))]
    case 'unique':
      return nameFaults(rule.columns)
    case 'highCardinality':
      return [
        ...(rule.maximumDistinct === undefined && rule.maximumShare === undefined
          ? ['needs a largest number or share of distinct values, got neither']
          : []),
        ...(rule.maximumDistinct === undefined ? [] : countFaults(rule.maximumDistinct)),
        ...(rule.maximumShare === undefined ? [] : shareFaults(rule.maximumShare)),
      ]
    case 'constant':
      return []
    case 'correlation':
      return [...shareFaults(rule.maximum), ...(rule.columns === undefined ? [] : nameFaults(rule.columns))]
    case 'imbalance':
      return shareFaults(rule.minimum)
    case 'rowCount':
      return [
        ...(rule.minimum === null ? [] : countFaults(rule.minimum)),
        ...(rule.maximum === null ? [] : countFaults(rule.maximum)),
        ...limitFaults(rule.minimum, rule.maximum),
      ]
    case 'reference':
      return rule.dataset === '' ? ['needs the name of a dataset, got an empty one'] : []
    case 'expression':
      return readingFault(() => parseExpression(rule.expression))
    case 'dateRange':
      return [...dateFaults(rule.minimum, rule.maximum), ...formatFaults(rule.format)]
  }
}

function schemaFaults(present: readonly string[], absent: readonly string[], isClosed: boolean): string[] {
  const both = present.find((name) => absent.includes(name))
  return [
    ...(present.length === 0 && absent.length === 0 && !isClosed ? ['needs at least one column, got none'] : []),
    ...(both === undefined ? [] : [`needs "${both}" either present or absent, got both`]),
  ]
}

function limitFaults(minimum: number | null, maximum: number | null): string[] {
  if (minimum === null && maximum === null) return ['needs at least one limit, got none']
  const notNumber = [minimum, maximum].find((limit) => limit !== null && !Number.isFinite(limit))
  if (notNumber !== undefined) return [`needs limits that are finite numbers, got ${notNumber}`]
  return minimum !== null && maximum !== null && minimum > maximum
    ? [`needs a minimum up to its maximum, got ${printNumber(minimum)} > ${printNumber(maximum)}`]
    : []
}

function shareFaults(share: number): string[] {
  return share >= 0 && share <= 1 ? [] : [`needs a limit in [0, 1], got ${share}`]
}

function countFaults(count: number): string[] {
  return Number.isSafeInteger(count) && count >= 0 ? [] : [`needs a limit that is a whole number ≥ 0, got ${count}`]
}

function nameFaults(names: readonly string[]): string[] {
  if (names.length === 0) return ['needs at least one column, got none']
  return new Set(names).size === names.length ? [] : ['needs distinct columns, got one twice']
}

function formatFaults(format: string | undefined): string[] {
  return format === undefined || isDateFormat(format) ? [] : [`needs a known date pattern, got "${format}"`]
}

function dateFaults(minimum: string | null, maximum: string | null): string[] {
  if (minimum === null && maximum === null) return ['needs at least one limit, got none']
  const days = [minimum, maximum].map((date) => (date === null ? null : parseDate(date, 'YYYY-MM-DD')))
  if (minimum !== null && days[0] === null) return [`needs dates as YYYY-MM-DD, got "${minimum}"`]
  if (maximum !== null && days[1] === null) return [`needs dates as YYYY-MM-DD, got "${maximum}"`]
  return days[0] !== null && days[1] !== null && days[0]! > days[1]!
    ? [`needs a minimum up to its maximum, got ${minimum} > ${maximum}`]
    : []
}

function readingFault(read: () => unknown): string[] {
  try {
    read()
    return []
  } catch (error) {
    if (error instanceof StatisticError) return [`cannot be read: ${error.message}`]
    throw error
  }
}
