import fc from 'fast-check'

/** Outcomes and tied scores with both classes at least `least` times. */
export function scoredSamples(least = 1): fc.Arbitrary<{ readonly yTrue: number[]; readonly yScore: number[] }> {
  return fc
    .array(fc.record({ y: fc.integer({ min: 0, max: 1 }), s: fc.integer({ min: -6, max: 6 }) }), {
      minLength: 2 * least,
      maxLength: 60,
    })
    .filter((rows) => {
      const events = rows.reduce((sum, { y }) => sum + y, 0)
      return events >= least && rows.length - events >= least
    })
    .map((rows) => ({ yTrue: rows.map(({ y }) => y), yScore: rows.map(({ s }) => s) }))
}
