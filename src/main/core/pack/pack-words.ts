import type { PackSampleName } from './pack-evidence.ts'
import type { DecisionKind, Verdict } from './pack-governance.ts'

const SAMPLES: Readonly<Record<PackSampleName, string>> = {
  development: 'Development',
  holdout: 'Hold-out',
  all: 'All rows',
}
const VERDICTS: Readonly<Record<Verdict, string>> = {
  withinTolerance: 'Within tolerance',
  investigate: 'Investigate',
  breach: 'Breach',
  notAssessed: 'Not assessed',
}
const DECISIONS: Readonly<Record<DecisionKind, string>> = {
  approved: 'Approved',
  approvedWithConditions: 'Approved with conditions',
  notApproved: 'Not approved',
}

/** Printed name of a sample. */
export function sampleName(sample: PackSampleName): string {
  return SAMPLES[sample]
}

/** Word of a verdict. */
export function verdictName(verdict: Verdict): string {
  return VERDICTS[verdict]
}

/** Word of a decision. */
export function decisionName(decision: DecisionKind): string {
  return DECISIONS[decision]
}

/** ISO date of an instant. */
export function dateOf(instant: string): string {
  return instant.slice(0, 10)
}

/** ISO date and minute of an instant, UTC. */
export function minuteOf(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`
}

/** The first digits of a hash, enough to tell versions apart by eye. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12)
}

/** "a, b and c", or with another word. */
export function listed(items: readonly string[], word = 'and'): string {
  if (items.length <= 1) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${word} ${items[items.length - 1]}`
}

/** Each text once, in the order met. */
export function distinct(items: readonly string[]): string[] {
  return [...new Set(items)]
}

/** The beginning of a long text, with an ellipsis. */
export function clipped(text: string, maxLength: number): string {
  const letters = Array.from(text)
  return letters.length <= maxLength
    ? text
    : `${letters
        .slice(0, maxLength - 1)
        .join('')
        .trimEnd()}…`
}

/** Singular or plural by count. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
