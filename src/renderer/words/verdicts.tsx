import type { Decision, Verdict as VerdictValue } from '../../shared/contract/index.ts'
import { DECISION_WORDS, VERDICT_WORDS } from '../../shared/words.ts'
import { type Tone, VerdictBadge } from '../components/verdict-badge.tsx'

const TONES: Record<VerdictValue, Tone> = {
  withinTolerance: 'good',
  investigate: 'attention',
  breach: 'breach',
  notAssessed: 'neutral',
}
const DECISION_TONES: Record<Decision['decision'], readonly [shape: string, tone: Tone]> = {
  approved: ['●', 'good'],
  approvedWithConditions: ['▲', 'attention'],
  notApproved: ['■', 'breach'],
}

/** A verdict in the field's shape, word and colour. */
export function Verdict({ verdict }: { verdict: VerdictValue }) {
  const { shape, word } = VERDICT_WORDS[verdict]
  return <VerdictBadge shape={shape} word={word} tone={TONES[verdict]} />
}

/** A decision in shape, word and colour. */
export function DecisionBadge({ decision }: { decision: Decision['decision'] }) {
  const [shape, tone] = DECISION_TONES[decision]
  return <VerdictBadge shape={shape} word={DECISION_WORDS[decision]} tone={tone} />
}
