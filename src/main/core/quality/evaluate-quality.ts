import type { Frame } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import { checkRules } from './check-rules.ts'
import type { QualityContext, QualityReport, RuleOutcome, RuleResult, VerdictCounts } from './quality-report.ts'
import type { QualityRule, Severity } from './quality-rule.ts'
import type { RuleInput } from './rule-frame.ts'
import {
  judgeConstant,
  judgeCorrelation,
  judgeHighCardinality,
  judgeImbalance,
  judgeMissingShare,
} from './rules/column-rules.ts'
import { judgeDuplicateRows, judgeExpression, judgeUnique } from './rules/row-rules.ts'
import { judgeRowCount, judgeSchema, judgeType } from './rules/schema-rules.ts'
import { judgeAllowedValues, judgeDateRange, judgePattern, judgeRange, judgeReference } from './rules/value-rules.ts'

/**
 * Holds a frame against the rules of a quality suite.
 *
 * Every rule gets a verdict: `pass`, `fail`, or `notAssessed` with the reason (its column is not there, its expression does not
 * compile, nothing to judge). Rows are counted from 0 in `failingRows` and from 1 in messages. Messages name columns, counts and
 * limits, never the value of a single row, except the ends of a range; figures are never rounded across their limit.
 *
 * @param frame - data
 * @param rules - rules with distinct ids
 * @param context - stated types, date patterns and the values of other datasets
 * @returns results in the order of the rules, totals by severity, and an overall verdict
 * @throws StatisticError `invalidInput` if the rules do not hold together, see {@link checkRules}; the first problem is named
 */
export function evaluateQuality(
  frame: Frame,
  rules: readonly QualityRule[],
  context: QualityContext = {},
): QualityReport {
  const problems = checkRules(rules)
  const first = problems[0]
  if (first !== undefined) {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
    throw new StatisticError('invalidInput', `${first.message}${more}`)
  }
  const results = rules.map((rule): RuleResult => {
    return { ruleId: rule.id, kind: rule.kind, severity: rule.severity, ...judge(rule, { frame, context }) }
  })
  return {
    verdict: overallVerdict(results),
    nRows: frame.nRows,
    nColumns: frame.columns.size,
    totals: {
      error: countVerdicts(results, 'error'),
      warning: countVerdicts(results, 'warning'),
      information: countVerdicts(results, 'information'),
    },
    results,
  }
}

function judge(rule: QualityRule, input: RuleInput): RuleOutcome {
  switch (rule.kind) {
    case 'schema':
      return judgeSchema(rule, input)
    case 'type':
      return judgeType(rule, input)
    case 'range':
      return judgeRange(rule, input)
    case 'allowedValues':
      return judgeAllowedValues(rule, input)
    case 'pattern':
      return judgePattern(rule, input)
    case 'missingShare':
      return judgeMissingShare(rule, input)
    case 'duplicateRows':
      return judgeDuplicateRows(rule, input)
    case 'unique':
      return judgeUnique(rule, input)
    case 'highCardinality':
      return judgeHighCardinality(rule, input)
    case 'constant':
      return judgeConstant(rule, input)
    case 'correlation':
      return judgeCorrelation(rule, input)
    case 'imbalance':
      return judgeImbalance(rule, input)
    case 'rowCount':
      return judgeRowCount(rule, input)
    case 'reference':
      return judgeReference(rule, input)
    case 'expression':
      return judgeExpression(rule, input)
    case 'dateRange':
      return judgeDateRange(rule, input)
  }
}

function countVerdicts(results: readonly RuleResult[], severity: Severity): VerdictCounts {
  const ofSeverity = results.filter((result) => result.severity === severity)
  const count = (verdict: RuleResult['verdict']): number =>
    ofSeverity.filter((result) => result.verdict === verdict).length
  return { pass: count('pass'), fail: count('fail'), notAssessed: count('notAssessed') }
}

function overallVerdict(results: readonly RuleResult[]): QualityReport['verdict'] {
  const has = (severity: Severity, verdict: RuleResult['verdict']): boolean =>
    results.some((result) => result.severity === severity && result.verdict === verdict)
  if (has('error', 'fail')) return 'fail'
  if (has('error', 'notAssessed')) return 'notAssessed'
  return has('warning', 'fail') || has('warning', 'notAssessed') ? 'warn' : 'pass'
}
