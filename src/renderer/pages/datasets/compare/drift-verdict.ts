import type { ColumnDrift, Estimate, Verdict } from '../../../../shared/contract/index.ts'

/** Customary limits of the population stability index: below the first stable, from the second a breach. */
export const PSI_LIMITS = { investigate: 0.1, breach: 0.25 } as const

/** The index of a column; where a bin is empty in one sample, the one that counts it as half a row. */
export function shownIndex(drift: ColumnDrift): Estimate {
  const { populationStabilityIndex: exact, smoothedPopulationStabilityIndex: smoothed } = drift
  return exact.value === null && smoothed.value !== null ? smoothed : exact
}

/** A verdict by the customary limits; a column without an index is not assessed. */
export function driftVerdict(drift: ColumnDrift): Verdict {
  const { value } = shownIndex(drift)
  if (value === null) return 'notAssessed'
  if (value >= PSI_LIMITS.breach) return 'breach'
  return value >= PSI_LIMITS.investigate ? 'investigate' : 'withinTolerance'
}

/** The limit a printed index must not be rounded across. */
export function nearestPsiLimit(value: number): number {
  const middle = (PSI_LIMITS.investigate + PSI_LIMITS.breach) / 2
  return value < middle ? PSI_LIMITS.investigate : PSI_LIMITS.breach
}

const RANK: Readonly<Record<Verdict, number>> = { breach: 0, investigate: 1, notAssessed: 2, withinTolerance: 3 }

/** Worst first, largest index first within it. */
export function sortDrift(columns: readonly ColumnDrift[]): ColumnDrift[] {
  return [...columns].sort(
    (a, b) =>
      RANK[driftVerdict(a)] - RANK[driftVerdict(b)] || (shownIndex(b).value ?? -1) - (shownIndex(a).value ?? -1),
  )
}

/** The worst verdict of all, and how often each occurs. */
export function driftSummary(columns: readonly ColumnDrift[]): {
  readonly verdict: Verdict
  readonly counts: Readonly<Record<Verdict, number>>
} {
  const counts = { breach: 0, investigate: 0, notAssessed: 0, withinTolerance: 0 }
  for (const column of columns) counts[driftVerdict(column)]++
  const verdict =
    counts.breach > 0
      ? 'breach'
      : counts.investigate > 0
        ? 'investigate'
        : counts.withinTolerance > 0
          ? 'withinTolerance'
          : 'notAssessed'
  return { verdict, counts }
}
