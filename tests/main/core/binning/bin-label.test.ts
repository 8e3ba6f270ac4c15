import { describe, expect, it } from 'vitest'
import { binLabel, numberLabel } from '../../../../src/main/core/binning/bin-label.ts'

describe('bin labels', () => {
  it.each([
    [{ kind: 'interval', lower: null, upper: 1400 }, '< 1400'],
    [{ kind: 'interval', lower: 1400, upper: 1800 }, '[1400, 1800)'],
    [{ kind: 'interval', lower: 9200, upper: null }, '≥ 9200'],
    [{ kind: 'interval', lower: -1.5, upper: 0.1 }, '[−1.5, 0.1)'],
    [{ kind: 'interval', lower: null, upper: null }, 'All values'],
    [{ kind: 'special', codes: ['-999'] }, 'Special: −999'],
    [{ kind: 'missing' }, 'Missing'],
    [{ kind: 'unseen' }, 'Other values'],
  ] as const)('prints %j', (definition, label) => {
    expect(binLabel(definition as Parameters<typeof binLabel>[0], 'numeric')).toBe(label)
  })

  it('joins levels by comma and quotes those that would be misread', () => {
    expect(binLabel({ kind: 'levels', levels: ['A11', 'A12'] }, 'text')).toBe('A11, A12')
    expect(binLabel({ kind: 'levels', levels: ['', ' x', 'a, b', 'c'] }, 'text')).toBe('"", " x", "a, b", c')
    expect(binLabel({ kind: 'special', codes: ['-9'] }, 'text')).toBe('Special: -9')
  })

  it('prints numbers so that they read back', () => {
    for (const value of [0.1, 1 / 3, -1e-7, 1e21, 5e-324, -123.456]) {
      expect(Number(numberLabel(value).replaceAll('−', '-'))).toBe(value)
      expect(numberLabel(value)).not.toContain('-')
    }
  })

  it('names the first hundred of many levels', () => {
    const levels = Array.from({ length: 102 }, (_, i) => `v${i}`)
    expect(binLabel({ kind: 'levels', levels: levels.slice(0, 100) }, 'text')).toBe(levels.slice(0, 100).join(', '))
    expect(binLabel({ kind: 'levels', levels }, 'text')).toBe(`${levels.slice(0, 100).join(', ')} and 2 more`)
  })
})
