import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFrame, type Frame } from '../../../../src/main/core/frame/frame.ts'
import { leakageScan } from '../../../../src/main/core/leakage/leakage-scan.ts'
import { DEFAULT_LEAKAGE_THRESHOLDS as thresholds } from '../../../../src/main/core/leakage/leakage-types.ts'
import { findDuplicateRows } from '../../../../src/main/core/quality/find-duplicate-rows.ts'
import { pearsonCorrelation } from '../../../../src/main/core/quality/pearson-correlation.ts'
import { german, hmda, numeric, text } from './leakage-data.ts'

interface Golden {
  readonly columns: Readonly<
    Record<string, { valueAuc: number | null; missingAuc: number | null; textAuc: number | null }>
  >
  readonly nEvents: number
}
const GOLDEN = JSON.parse(readFileSync(join(import.meta.dirname, '../../../golden/leakage.json'), 'utf8')) as {
  german: Golden
  hmda: Golden
  hmdaDuplicates: number
  germanCorrelation: number
}

function scan(frame: Frame, column: string, eventValue: string) {
  const features = [...frame.columns.keys()].filter((name) => name !== column)
  const report = leakageScan(frame, { column, eventValue }, features, { thresholds })
  return { report, of: (name: string) => report.findings.find((finding) => finding.column === name)! }
}

/** 300 rows, every third an event. */
const N = 300
const y = Array.from({ length: N }, (_, i) => (i % 3 === 0 ? 1 : 0))
const noise = numeric(
  'noise',
  y.map((_, i) => (i * 7919) % 101),
)

describe.each([
  ['german', german(), 'credit', '2'],
  ['hmda', hmda(), 'action_taken', '0'],
] as const)('univariate figures of %s', (name, frame, target, event) => {
  const { report, of } = scan(frame, target, event)

  it('agree with scikit-learn', () => {
    expect(report.nEvents).toBe(GOLDEN[name].nEvents)
    for (const [column, expected] of Object.entries(GOLDEN[name].columns)) {
      const measures = of(column).measures!
      expect([column, measures.valueAuc === null]).toEqual([column, expected.valueAuc === null])
      if (expected.valueAuc !== null) expect(measures.valueAuc).toBeCloseTo(expected.valueAuc, 12)
      if (expected.missingAuc !== null) expect(measures.missing.rocAuc).toBeCloseTo(expected.missingAuc, 12)
      else expect(measures.missing.rocAuc).toBeNull()
      if (expected.textAuc !== null) expect(measures.segmentAuc).toBeCloseTo(expected.textAuc, 12)
    }
  })
})

describe('leakageScan on real data', () => {
  it('finds no leak in German Credit', () => {
    expect(new Set(scan(german(), 'credit', '2').report.findings.map((one) => one.verdict))).toEqual(
      new Set(['noSign']),
    )
  })

  it.each([
    ['as missing', ['', 'NA', 'Exempt']],
    ['as a text', ['', 'NA']],
  ])('suspects the interest rate of mortgage decisions and nothing else, "Exempt" read %s', (_, missing) => {
    const { report, of } = scan(hmda(missing), 'action_taken', '0')
    expect(report.findings.filter((one) => one.verdict !== 'noSign').map((one) => one.column)).toEqual([
      'interest_rate',
    ])
    expect(of('interest_rate').verdict).toBe('leakSuspected')
    expect(of('interest_rate').signs.map((sign) => sign.kind)).toContain('missing')
    expect(of('interest_rate').reason).toMatch(/missing for \d+ of 1030 events and \d+ of 982 non-events/)
  })

  it('counts duplicates and correlates as pandas does', () => {
    expect(findDuplicateRows([...hmda().columns.values()]).nDuplicates).toBe(GOLDEN.hmdaDuplicates)
    const [x, z] = ['month', 'credit_amount'].map((name) => german().columns.get(name)!)
    if (x?.kind !== 'numeric' || z?.kind !== 'numeric') throw new Error('numeric columns expected')
    expect(pearsonCorrelation(x.values, z.values)).toBeCloseTo(GOLDEN.germanCorrelation, 12)
  })
})

describe('leakageScan', () => {
  const target = text(
    'target',
    y.map((label) => (label === 1 ? 'bad' : 'good')),
  )

  it('takes the target under other names for a leak', () => {
    const copy = numeric(
      'code',
      y.map((label) => (label === 1 ? 7 : 3)),
    )
    const { of } = scan(createFrame([target, copy, noise]), 'target', 'bad')
    expect(of('code').verdict).toBe('leakSuspected')
    expect(of('code').signs[0]).toMatchObject({ kind: 'duplicate', weight: 'conclusive' })
    expect(of('code').measures).toMatchObject({ segmentAuc: 1, agreement: 1 })
  })

  it('counts the share of a class that a segment decides', () => {
    const labels = Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? 'bad' : 'good'))
    const filled = text(
      'paid_back',
      labels.map((label, i) => (label === 'bad' && i % 2 === 0 ? 'yes' : null)),
    )
    const { of } = scan(createFrame([text('target', labels), filled]), 'target', 'bad')
    expect(of('paid_back').measures).toMatchObject({
      decidedEvents: 0.5,
      decidedNonEvents: 0,
      missing: { nMissing: 2500, nMissingEvents: 500, rocAuc: 0.25, eventRateMissing: 0.2, eventRateKnown: 1 },
      pureSegments: [{ label: 'yes', outcome: 'event', count: 500, eventRate: 1 }],
    })
    expect(of('paid_back').verdict).toBe('leakSuspected')
  })

  it('gives an identifier nothing to remember', () => {
    const id = text(
      'id',
      y.map((_, i) => `c${i}`),
    )
    const { of } = scan(createFrame([target, id, noise]), 'target', 'bad')
    expect(of('id').verdict).toBe('noSign')
    expect(of('id').measures).toMatchObject({ segmentAuc: 0.5, agreement: 0.5 })
  })

  it('sees what is not monotone: a code in the middle that decides', () => {
    const middle = numeric(
      'code',
      y.map((label, i) => (label === 1 ? 5 : i % 2 === 0 ? 1 : 9)),
    )
    const measures = scan(createFrame([target, middle]), 'target', 'bad').of('code').measures!
    expect(measures.valueAuc).toBeCloseTo(0.5, 1)
    expect(measures.segmentAuc).toBe(1)
  })

  it('weighs a telling name only beside a figure', () => {
    const strong = y.map((label, i) => (label === 1 ? i % 10 : (i % 10) - 4))
    const names = ['call_duration', 'amount', 'duration']
    const frame = createFrame([
      target,
      numeric(names[0]!, strong),
      numeric(names[1]!, strong),
      { ...noise, name: names[2]! },
    ])
    const { of } = scan(frame, 'target', 'bad')
    expect(names.map((name) => of(name).verdict)).toEqual(['leakSuspected', 'review', 'noSign'])
    expect(of('duration').reason).toContain('which alone is no sign')
  })

  it('measures the distance to honest features, not to other leaks', () => {
    const leak = (name: string) => numeric(name, y)
    const { of } = scan(createFrame([target, leak('a'), leak('b'), noise]), 'target', 'bad')
    expect(of('a').gapToOthers).toBe(1 - of('noise').measures!.strength)
    expect(of('a').signs.map((sign) => sign.kind)).toContain('standOut')
    expect(of('noise').gapToOthers).toBeNull()
  })

  it('leaves rows without a target out and says so', () => {
    const gappy = text(
      'target',
      y.map((label, i) => (i < 30 ? null : label === 1 ? 'bad' : 'good')),
    )
    expect(scan(createFrame([gappy, noise]), 'target', 'bad').report).toMatchObject({
      nRows: 270,
      nEvents: 90,
      nMissingTarget: 30,
    })
  })

  it('does not assess a constant or an empty feature', () => {
    const frame = createFrame([
      target,
      numeric('one', Array(N).fill(1)),
      numeric('none', Array(N).fill(Number.NaN)),
      noise,
    ])
    const { of } = scan(frame, 'target', 'bad')
    expect(of('one')).toMatchObject({ verdict: 'notAssessed', reason: 'It has one value only.' })
    expect(of('none')).toMatchObject({ verdict: 'notAssessed', reason: 'Every value is missing.' })
  })

  it('refuses columns that do not fit', () => {
    const frame = createFrame([target, noise])
    const run = (columns: string[], event = 'bad') =>
      leakageScan(frame, { column: 'target', eventValue: event }, columns, { thresholds })
    expect(() => run(['target'])).toThrow('leakageScan needs features other than the target')
    expect(() => run(['noise', 'noise'])).toThrow('leakageScan needs distinct features')
    expect(() => run(['absent'])).toThrow('frame needs a column "absent"')
    expect(() => run(['noise'], 'ugly')).toThrow('needs an event value that occurs')
  })

  it('is undefined with too few events', () => {
    const few = text(
      'target',
      y.map((_, i) => (i < 5 ? 'bad' : 'good')),
    )
    expect(() => scan(createFrame([few, noise]), 'target', 'bad')).toThrow('got 5 events and 295 non-events')
  })
})
