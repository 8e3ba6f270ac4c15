import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { multiplyOdds } from '../../../../src/main/core/reject/give-outcomes.ts'
import { inferRejects } from '../../../../src/main/core/reject/infer-rejects.ts'
import { rejectBands } from '../../../../src/main/core/reject/reject-bands.ts'
import type { Applicants, RejectInferenceParams } from '../../../../src/main/core/reject/reject-types.ts'
import { thrownKind } from '../stats/thrown-kind.ts'

const PARAMS: RejectInferenceParams = { method: 'parcelling', bands: 2, oddsMultiplier: 1, cutOffProbability: null }

/** Two bands of eight by hand: six accepted (two events) and two rejected; four accepted (two events) and four rejected. */
const applicants: Applicants = {
  yTrue: [0, 0, 0, 0, 1, 1, 0, 1, 0, 1],
  acceptedProbability: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.6, 0.6, 0.6, 0.6],
  rejectedProbability: [0.1, 0.6, 0.1, 0.6, 0.6, 0.6],
  acceptedWeights: null,
}

function infer(changes: Partial<RejectInferenceParams> = {}, who: Partial<Applicants> = {}, seed = 1) {
  return inferRejects({ ...PARAMS, ...changes }, { ...applicants, ...who }, seed)
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0)

const anyApplicants = fc
  .record({
    accepted: fc.array(
      fc.record({
        y: fc.integer({ min: 0, max: 1 }),
        p: fc.integer({ min: 0, max: 20 }),
        w: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: 2, maxLength: 40 },
    ),
    rejected: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 40 }),
  })
  .filter(({ accepted }) => accepted.some(({ y }) => y === 1) && accepted.some(({ y }) => y === 0))
  .map(({ accepted, rejected }) => ({
    yTrue: accepted.map(({ y }) => y),
    acceptedProbability: accepted.map(({ p }) => p / 20),
    rejectedProbability: rejected.map((p) => p / 20),
    acceptedWeights: accepted.map(({ w }) => w),
  }))

describe('rejectBands', () => {
  it('bands all applicants together and never splits equal PDs', () => {
    expect(rejectBands(applicants.acceptedProbability, applicants.rejectedProbability, 2)).toEqual([
      { accepted: [0, 1, 2, 3, 4, 5], rejected: [0, 2] },
      { accepted: [6, 7, 8, 9], rejected: [1, 3, 4, 5] },
    ])
    expect(rejectBands([0.5, 0.5], [0.5, 0.5, 0.5], 10)).toEqual([{ accepted: [0, 1], rejected: [0, 1, 2] }])
    expect(rejectBands([0.1, 0.2], [0.3, 0.4], 4).map(({ accepted, rejected }) => [...accepted, ...rejected])).toEqual([
      [0],
      [1],
      [0],
      [1],
    ])
  })

  it('keeps everyone, in order of PD', () => {
    fc.assert(
      fc.property(anyApplicants, fc.integer({ min: 1, max: 12 }), (who, nBands) => {
        const bands = rejectBands(who.acceptedProbability, who.rejectedProbability, nBands)
        expect(bands.length).toBeLessThanOrEqual(nBands)
        expect(bands.flatMap(({ accepted }) => accepted)).toHaveLength(who.yTrue.length)
        expect(bands.flatMap(({ rejected }) => rejected)).toHaveLength(who.rejectedProbability.length)
        let before = -1
        for (const { accepted, rejected } of bands) {
          const values = [
            ...accepted.map((i) => who.acceptedProbability[i]!),
            ...rejected.map((i) => who.rejectedProbability[i]!),
          ]
          expect(values.length).toBeGreaterThan(0)
          expect(Math.min(...values)).toBeGreaterThan(before)
          before = Math.max(...values)
        }
      }),
    )
  })

  it('needs a whole number of bands', () => {
    expect(thrownKind(() => rejectBands([0.1], [0.2], 0))).toBe('invalidInput')
  })
})

describe('augmentation', () => {
  it('weights by the inverse share accepted, scaled to the accepted: by hand', () => {
    // Factors 8/6 and 8/4; their sum over the accepted is 16, scaled to 10.
    const { accepted, rejected, rejectedEventRate, statement } = infer({ method: 'augmentation' })
    accepted.forEach((weight, i) => {
      expect(weight).toBeCloseTo(((i < 6 ? 8 / 6 : 2) * 10) / 16, 14)
    })
    expect(rejected.index).toHaveLength(0)
    // Two rejected at the rate of 2/6, four at 2/4.
    expect(rejectedEventRate).toBeCloseTo((2 / 3 + 2) / 6, 14)
    expect(statement).toContain('by a factor of 2.00 at most')
    expect(statement).toContain('event rate of 44.4%')
    expect(statement).toContain('odds multiplier is not used')
  })

  it('lets a band without accepted join its safer neighbour, or the next one with accepted', () => {
    const who = { yTrue: [0, 1], acceptedProbability: [0.3, 0.3], rejectedProbability: [0.1, 0.1, 0.5, 0.9] }
    const { accepted, rejectedEventRate, statement } = infer({ method: 'augmentation', bands: 3 }, who)
    expect([...accepted]).toEqual([1, 1])
    expect(rejectedEventRate).toBe(0.5)
    expect(statement).toContain('2 of the bands had no accepted case')
  })

  it('lets a safest band without accepted wait for the first that has some', () => {
    const who = { yTrue: [0, 1, 1, 1], acceptedProbability: [0.3, 0.3, 0.6, 0.6], rejectedProbability: [0.1, 0.1] }
    const { accepted, rejectedEventRate } = infer({ method: 'augmentation', bands: 3 }, who)
    // Factors 4/2 and 1, scaled from 6 to 4.
    expect([...accepted]).toEqual([4 / 3, 4 / 3, 2 / 3, 2 / 3])
    expect(rejectedEventRate).toBe(0.5)
  })

  it('counts rejected cases by their weights', () => {
    const { accepted } = infer({ method: 'augmentation' }, { rejectedWeights: [3, 1, 3, 1, 1, 1] })
    // Factors 12/6 and 8/4.
    for (const weight of accepted) expect(weight).toBeCloseTo(1, 14)
  })

  it('keeps the sum of the weights and gives no weight of 0 or less', () => {
    fc.assert(
      fc.property(anyApplicants, fc.integer({ min: 2, max: 12 }), (who, bands) => {
        const { accepted, rejectedEventRate } = infer({ method: 'augmentation', bands }, who)
        expect(sum(accepted)).toBeCloseTo(sum(who.acceptedWeights), 9)
        expect(Math.min(...accepted)).toBeGreaterThan(0)
        expect(rejectedEventRate! >= 0 && rejectedEventRate! <= 1).toBe(true)
      }),
    )
  })
})

describe('parcelling', () => {
  it('gives each band the odds of its accepted times the multiplier: by hand', () => {
    const byBand = (result: ReturnType<typeof infer>) => [
      [0, 2].reduce((events, row) => events + result.rejected.yTrue[row]!, 0),
      [1, 3, 4, 5].reduce((events, row) => events + result.rejected.yTrue[row]!, 0),
    ]
    // Rates 1/3 of two and 1/2 of four: 0.67 → 1 and 2.
    expect(byBand(infer())).toEqual([1, 2])
    // Odds times 3: rates 0.6 and 0.75, 1.2 → 1 and 3.
    const tripled = infer({ oddsMultiplier: 3 })
    expect(byBand(tripled)).toEqual([1, 3])
    expect(tripled.rejectedEventRate).toBeCloseTo(4 / 6, 14)
    expect([...tripled.rejected.index]).toEqual([0, 1, 2, 3, 4, 5])
    expect([...tripled.rejected.weights]).toEqual([1, 1, 1, 1, 1, 1])
    expect([...tripled.accepted]).toEqual(Array(10).fill(1))
    expect(tripled.statement).toContain('3 times those of the accepted')
  })

  it('draws the same cases with the same seed and others with another', () => {
    const draw = (seed: number) => [...infer({}, {}, seed).rejected.yTrue]
    expect(draw(1)).toEqual(draw(1))
    expect(new Set(Array.from({ length: 20 }, (_, seed) => draw(seed).join(''))).size).toBeGreaterThan(5)
  })

  it('draws every case of a band equally often', () => {
    const counts = new Array<number>(6).fill(0)
    for (let seed = 0; seed < 2000; seed++) {
      infer({}, {}, seed).rejected.yTrue.forEach((y, row) => {
        counts[row]! += y
      })
    }
    // Expected 1,000 each, standard deviation 22.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(110)
  })

  it('takes the PD of the model where accepted cases lack a class or are not there', () => {
    // First band: accepted without events; second: nobody accepted. Mean PDs 0.1 and 0.8 of ten rejected each.
    const who = {
      yTrue: [0, 0, 0, 1],
      acceptedProbability: [0.1, 0.1, 0.1, 0.3],
      rejectedProbability: [...Array<number>(10).fill(0.1), ...Array<number>(10).fill(0.8)],
    }
    const { rejected, statement } = infer({ bands: 2 }, who)
    expect(sum(rejected.yTrue.subarray(0, 10))).toBe(1)
    expect(sum(rejected.yTrue.subarray(10))).toBe(8)
    expect(statement).toContain('In 2 of the bands')
  })

  it('gives all rejected of one band one rate', () => {
    const { rejected } = infer({}, { rejectedProbability: [0.6, 0.6, 0.6, 0.6] })
    expect(sum(rejected.yTrue)).toBe(2)
  })

  it('weighs rates by the weights of the accepted', () => {
    // Second band: events 7 and 9 with weight 3 each against 1 each: rate ¾.
    const acceptedWeights = [1, 1, 1, 1, 1, 1, 1, 3, 1, 3]
    const { rejected, accepted } = infer({}, { acceptedWeights })
    expect([1, 3, 4, 5].reduce((events, row) => events + rejected.yTrue[row]!, 0)).toBe(3)
    expect([...accepted]).toEqual(acceptedWeights)
  })
})

describe('fuzzy', () => {
  it('splits each rejected case by its PD: by hand', () => {
    const { rejected, rejectedEventRate } = infer(
      { method: 'fuzzy', oddsMultiplier: 3 },
      { rejectedProbability: [0.25, 0, 1] },
    )
    // Odds 1/3 times 3: one half.
    expect([...rejected.index]).toEqual([0, 0, 1, 2])
    expect([...rejected.yTrue]).toEqual([1, 0, 0, 1])
    expect([...rejected.weights]).toEqual([0.5, 0.5, 1, 1])
    expect(rejectedEventRate).toBeCloseTo(0.5, 14)
  })

  it('keeps each case whole', () => {
    fc.assert(
      fc.property(anyApplicants, fc.double({ min: 0.01, max: 100, noNaN: true }), (who, oddsMultiplier) => {
        const rejectedWeights = who.rejectedProbability.map((_, i) => 1 + (i % 3))
        const { rejected } = infer({ method: 'fuzzy', oddsMultiplier }, { ...who, rejectedWeights })
        const totals = new Float64Array(rejectedWeights.length)
        rejected.index.forEach((row, i) => {
          totals[row]! += rejected.weights[i]!
        })
        totals.forEach((total, i) => {
          expect(total).toBeCloseTo(rejectedWeights[i]!, 12)
        })
        expect(Math.min(...rejected.weights)).toBeGreaterThan(0)
      }),
    )
  })
})

describe('hardCutOff', () => {
  it('makes events of those above the cut-off, the event rate of the accepted by default', () => {
    // 4 of 10 accepted are events; a PD equal to the cut-off is no event.
    const byRate = infer({ method: 'hardCutOff' }, { rejectedProbability: [0.4, 0.41, 0.9] })
    expect([...byRate.rejected.yTrue]).toEqual([0, 1, 1])
    expect(byRate.rejectedEventRate).toBeCloseTo(2 / 3, 14)
    expect(byRate.statement).toContain('above 40.0%, the event rate of the accepted,')
    const own = infer({ method: 'hardCutOff', cutOffProbability: 0.5 })
    expect([...own.rejected.yTrue]).toEqual([0, 1, 0, 1, 1, 1])
    expect(own.statement).toContain('above 50.0% count as events')
  })
})

describe('inferRejects', () => {
  it.each(['none', 'knownOnly'] as const)('%s leaves the rejected out', (method) => {
    const result = infer({ method })
    expect([...result.accepted]).toEqual(Array(10).fill(1))
    expect(result.rejected.index).toHaveLength(0)
    expect(result.rejectedEventRate).toBeNull()
    expect(result.statement).toContain('Rejected cases (6) are left out')
  })

  it.each(['augmentation', 'parcelling', 'fuzzy', 'hardCutOff'] as const)(
    '%s changes nothing without rejected',
    (method) => {
      const result = infer({ method }, { rejectedProbability: [] })
      expect([...result.accepted]).toEqual(Array(10).fill(1))
      expect(result.rejectedEventRate).toBeNull()
      expect(result.statement).toContain('no rejected cases')
    },
  )

  it('hands out copies of the weights', () => {
    const acceptedWeights = new Float64Array(10).fill(2)
    for (const method of ['none', 'parcelling', 'fuzzy', 'hardCutOff'] as const) {
      const { accepted } = infer({ method }, { acceptedWeights })
      expect(accepted).not.toBe(acceptedWeights)
      expect(accepted).toEqual(acceptedWeights)
    }
  })

  it('multiplies odds, not probabilities', () => {
    expect(multiplyOdds(0.25, 3)).toBe(0.5)
    expect([multiplyOdds(0, 5), multiplyOdds(1, 5)]).toEqual([0, 1])
  })

  it.each<[string, Partial<RejectInferenceParams>, Partial<Applicants>]>([
    ['an odds multiplier of 0', { oddsMultiplier: 0 }, {}],
    ['an odds multiplier that is not finite', { oddsMultiplier: Number.POSITIVE_INFINITY }, {}],
    ['a cut-off of 1', { cutOffProbability: 1 }, {}],
    ['a PD above 1', {}, { rejectedProbability: [1.2] }],
    ['a PD of NaN among the accepted', {}, { acceptedProbability: Array(10).fill(Number.NaN) }],
    ['a negative PD among the accepted', {}, { acceptedProbability: Array(10).fill(-0.1) }],
    ['an outcome of 2', {}, { yTrue: Array(10).fill(2) }],
    ['a weight of 0', {}, { acceptedWeights: Array(10).fill(0) }],
    ['a weight of a rejected too few', {}, { rejectedWeights: [1] }],
    ['unequal lengths', {}, { yTrue: [0, 1] }],
    ['half a band', { bands: 2.5 }, {}],
  ])('refuses %s', (_, params, who) => {
    expect(thrownKind(() => infer(params, who))).toBe('invalidInput')
  })

  it('refuses a seed that is none, and accepted of one class', () => {
    expect(thrownKind(() => infer({}, {}, -1))).toBe('invalidInput')
    expect(thrownKind(() => infer({}, { yTrue: Array(10).fill(0) }))).toBe('undefined')
  })
})
