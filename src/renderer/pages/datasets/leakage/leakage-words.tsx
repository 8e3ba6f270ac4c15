import type { LeakageFinding, LeakageReport } from '../../../../shared/contract/index.ts'
import { type Tone, VerdictBadge } from '../../../components/verdict-badge.tsx'
import { plural } from '../../../words/estimates.ts'

export type LeakageVerdict = LeakageFinding['verdict']

interface Shown {
  readonly shape: string
  readonly word: string
  readonly tone: Tone
  readonly rank: number
}

/** Verdicts on a feature, worst first. */
export const LEAKAGE_WORDS: Readonly<Record<LeakageVerdict, Shown>> = {
  leakSuspected: { shape: '■', word: 'Leak suspected', tone: 'breach', rank: 0 },
  review: { shape: '▲', word: 'Review', tone: 'attention', rank: 1 },
  notAssessed: { shape: '◇', word: 'Not assessed', tone: 'neutral', rank: 2 },
  noSign: { shape: '●', word: 'No sign', tone: 'good', rank: 3 },
}

/** A verdict on a feature as a badge. */
export function LeakageBadge({ verdict }: { verdict: LeakageVerdict }) {
  const { shape, word, tone } = LEAKAGE_WORDS[verdict]
  return <VerdictBadge shape={shape} word={word} tone={tone} />
}

/** Worst verdict first, strongest first within it. */
export function sortFindings(findings: readonly LeakageFinding[]): LeakageFinding[] {
  const strength = (finding: LeakageFinding) => finding.measures?.strength ?? -1
  return [...findings].sort(
    (a, b) => LEAKAGE_WORDS[a.verdict].rank - LEAKAGE_WORDS[b.verdict].rank || strength(b) - strength(a),
  )
}

/** The worst verdict of a scan, and how often each occurs. */
export function scanVerdict(report: LeakageReport): { readonly verdict: LeakageVerdict; readonly text: string } {
  const count = (verdict: LeakageVerdict) => report.findings.filter((finding) => finding.verdict === verdict).length
  const [leaks, reviews, open, clean] = [count('leakSuspected'), count('review'), count('notAssessed'), count('noSign')]
  const verdict = leaks > 0 ? 'leakSuspected' : reviews > 0 ? 'review' : clean > 0 ? 'noSign' : 'notAssessed'
  const parts = [
    leaks > 0 ? `${plural(leaks, 'feature')} may know the target` : null,
    reviews > 0 ? `${plural(reviews, 'feature')} to review` : null,
    clean > 0 ? `${plural(clean, 'feature')} without a sign` : null,
    open > 0 ? `${plural(open, 'feature')} not assessed` : null,
  ].filter((part) => part !== null)
  return { verdict, text: parts.length === 0 ? 'There is no feature to look at' : parts.join(', ') }
}
