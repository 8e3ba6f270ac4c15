import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatAgainst, formatBytes, formatDuration, formatInterval, formatNumber } from '../../src/shared/format.ts'

describe('formatNumber', () => {
  it.each([
    [0.7824, 'auc', '0.782'],
    [0.0004, 'pValue', '< 0.001'],
    [0.0234, 'pValue', '0.023'],
    [0.12345, 'percent1', '12.3%'],
    [0.12345, 'percent2', '12.35%'],
    [-1.23456, 'woe', '−1.2346'],
    [-0.00001, 'auc', '0.000'],
    [1234567, 'integer', '1\u202f234\u202f567'],
    [1234, 'integer', '1234'],
    [-17, 'points', '−17'],
    [387.6036243278207, 'number', '387.604'],
    [1e-12, 'number', '1e-12'],
    [-1.23456e-5, 'number', '−1.235e-5'],
    [22500.25, 'number', '22\u202f500.3'],
    [-167484.3, 'number', '−167\u202f484'],
    [-0.0541, 'pp1', '−5.4 pp'],
    [0.0034, 'pp2', '0.34 pp'],
    [null, 'auc', '–'],
    [Number.NaN, 'auc', '–'],
  ] as const)('prints %s as %s: %s', (value, format, text) => {
    expect(formatNumber(value, format)).toBe(text)
  })
})

describe('formatAgainst', () => {
  it('never rounds across a limit', () => {
    expect(formatAgainst(0.796, 'ratio3', 0.8)).toBe('0.796')
    expect(formatAgainst(0.79996, 'ratio3', 0.8)).toBe('0.79996')
    expect(formatAgainst(0.7499999, 'auc', 0.75)).toBe('0.7499999')
    expect(formatAgainst(0.34999, 'percent1', 0.35)).toBe('34.999%')
    expect(formatAgainst(0.019999, 'pp2', 0.02)).toBe('1.9999 pp')
    expect(formatAgainst(0.8, 'ratio3', 0.8)).toBe('0.800')
  })

  it('prints on the side of the limit where the number is, for any number', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2, noNaN: true }), fc.integer({ min: 1, max: 199 }), (value, hundredths) => {
        const limit = hundredths / 100
        const printed = Number(formatAgainst(value, 'ratio3', limit))
        expect(Math.sign(printed - limit)).toBe(Math.sign(value - limit))
      }),
    )
  })
})

describe('other formats', () => {
  it('prints an interval, or just the value without one', () => {
    expect(formatInterval(0.78, 0.74, 0.82, 'auc')).toBe('0.780 [0.740, 0.820]')
    expect(formatInterval(0.78, null, null, 'auc')).toBe('0.780')
    expect(formatInterval(0.0034, -0.0042, 0.011, 'pp2')).toBe('0.34 [−0.42, 1.10] pp')
  })

  it('prints bytes and durations', () => {
    expect([formatBytes(999), formatBytes(80_059), formatBytes(999_960), formatBytes(5e9)]).toEqual([
      '999 B',
      '80.1 kB',
      '1.0 MB',
      '5.0 GB',
    ])
    expect([formatDuration(400), formatDuration(12_400), formatDuration(200_000)]).toEqual([
      '0.4 s',
      '12 s',
      '3 min 20 s',
    ])
  })
})
