import { describe, expect, it } from 'vitest'
import { binomialPdTest } from '../../../../src/main/core/stats/binomial-pd-test.ts'
import { jeffreysPdTest } from '../../../../src/main/core/stats/jeffreys-pd-test.ts'
import { normalPdTest } from '../../../../src/main/core/stats/normal-pd-test.ts'
import { python, relativeError } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

const GRADE_A = [55, 406, 0.10342906086898278] as const

describe('binomialPdTest', () => {
  it('is 0.02389227051577071 for grade A', () => {
    expect(binomialPdTest(...GRADE_A)).toBeCloseTo(0.02389227051577071, 8)
  })

  it('is worked by hand: at least 1 default of 2 at PD 1/2 has probability 3/4', () => {
    expect(binomialPdTest(1, 2, 0.5)).toBeCloseTo(0.75, 14)
    expect(binomialPdTest(0, 2, 0.5)).toBe(1)
  })

  it.each(python.pdTests)('agrees with SciPy on $defaults of $obligors', ({ defaults, obligors, pd, binomial }) => {
    expect(relativeError(binomialPdTest(defaults, obligors, pd), binomial)).toBeLessThan(1e-10)
  })
})

describe('jeffreysPdTest', () => {
  it('is 0.0199585669238342 for grade A and 0.004380481 for 2 of 6', () => {
    expect(jeffreysPdTest(...GRADE_A)).toBeCloseTo(0.0199585669238342, 8)
    expect(jeffreysPdTest(2, 6, 0.0367)).toBeCloseTo(0.004380481, 9)
  })

  it.each(python.pdTests)('agrees with SciPy on $defaults of $obligors', ({ defaults, obligors, pd, jeffreys }) => {
    expect(relativeError(jeffreysPdTest(defaults, obligors, pd), jeffreys)).toBeLessThan(1e-10)
  })
})

describe('normalPdTest', () => {
  it('is 0.017004790828297867 for grade A', () => {
    expect(normalPdTest(...GRADE_A).pValue).toBeCloseTo(0.017004790828297867, 8)
  })

  it.each(python.pdTests)('agrees with SciPy on $defaults of $obligors', ({ defaults, obligors, pd, normal }) => {
    expect(relativeError(normalPdTest(defaults, obligors, pd).pValue, normal)).toBeLessThan(1e-10)
  })
})

describe.each([
  ['binomialPdTest', binomialPdTest],
  ['jeffreysPdTest', jeffreysPdTest],
  ['normalPdTest', normalPdTest],
])('%s', (_, test) => {
  it('is undefined without obligors and refuses arguments that make no sense', () => {
    expect(thrownKind(() => test(0, 0, 0.1))).toBe('undefined')
    expect(thrownKind(() => test(3, 2, 0.1))).toBe('invalidInput')
    expect(thrownKind(() => test(-1, 2, 0.1))).toBe('invalidInput')
    expect(thrownKind(() => test(1, 2, 0))).toBe('invalidInput')
    expect(thrownKind(() => test(1, 2, 1))).toBe('invalidInput')
  })
})
