import type { QualityReport, RuleResult, Severity } from '../../../../shared/contract/index.ts'
import { type Tone, VerdictBadge } from '../../../components/verdict-badge.tsx'
import { plural } from '../../../words/estimates.ts'

interface Shown {
  readonly shape: string
  readonly word: string
  readonly tone: Tone
}

/** The verdict on a whole suite. */
export const SUITE_WORDS: Readonly<Record<QualityReport['verdict'], Shown>> = {
  pass: { shape: '●', word: 'Passed', tone: 'good' },
  warn: { shape: '▲', word: 'Passed with warnings', tone: 'attention' },
  fail: { shape: '■', word: 'Failed', tone: 'breach' },
  notAssessed: { shape: '◇', word: 'Not assessed', tone: 'neutral' },
}

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  information: 'Information',
}

const FAILED: Readonly<Record<Severity, Shown>> = {
  error: { shape: '■', word: 'Failed', tone: 'breach' },
  warning: { shape: '▲', word: 'Failed', tone: 'attention' },
  information: { shape: '▲', word: 'Noted', tone: 'neutral' },
}

/** What one rule's verdict looks like; a failed warning looks milder than a failed error. */
export function ruleVerdict(result: Pick<RuleResult, 'verdict' | 'severity'>): Shown {
  if (result.verdict === 'pass') return { shape: '●', word: 'Passed', tone: 'good' }
  if (result.verdict === 'notAssessed') return { shape: '◇', word: 'Not assessed', tone: 'neutral' }
  return FAILED[result.severity]
}

/** A rule's verdict as a badge. */
export function RuleVerdict({ result }: { result: RuleResult }) {
  return <VerdictBadge {...ruleVerdict(result)} />
}

/** Worst first: failed errors, failed warnings, not assessed, failed information, passed. */
export function resultRank(result: Pick<RuleResult, 'verdict' | 'severity'>): number {
  if (result.verdict === 'pass') return 4
  if (result.verdict === 'notAssessed') return 2
  return { error: 0, warning: 1, information: 3 }[result.severity]
}

/** "2 errors and 1 warning failed, 51 rules passed, 1 not assessed". */
export function totalsText({ totals }: Pick<QualityReport, 'totals'>): string {
  const { error, warning, information } = totals
  const failed = [
    error.fail > 0 ? plural(error.fail, 'error') : null,
    warning.fail > 0 ? plural(warning.fail, 'warning') : null,
    information.fail > 0 ? plural(information.fail, 'note') : null,
  ].filter((part) => part !== null)
  const passed = error.pass + warning.pass + information.pass
  const open = error.notAssessed + warning.notAssessed + information.notAssessed
  return [
    failed.length === 0 ? 'Nothing failed' : `${failed.join(' and ')} failed`,
    `${plural(passed, 'rule')} passed`,
    ...(open === 0 ? [] : [`${plural(open, 'rule')} not assessed`]),
  ].join(', ')
}
