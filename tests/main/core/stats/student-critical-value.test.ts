import { describe, expect, it } from 'vitest'
import { studentCriticalValue } from '../../../../src/main/core/stats/student-critical-value.ts'

describe('critical value of the t distribution', () => {
  it('is that of the tables', () => {
    expect(studentCriticalValue(0.95, 4)).toBeCloseTo(2.7764451051977934, 9)
    expect(studentCriticalValue(0.95, 1)).toBeCloseTo(12.706204736174698, 8)
    expect(studentCriticalValue(0.9, 30)).toBeCloseTo(1.697260887, 8)
  })

  it('nears the normal one with many degrees of freedom', () => {
    expect(studentCriticalValue(0.95, 1e7)).toBeCloseTo(1.959964, 5)
  })

  it('needs a level in (0, 1) and degrees of freedom', () => {
    expect(() => studentCriticalValue(1, 4)).toThrow(/level in \(0, 1\), got 1/)
    expect(() => studentCriticalValue(0.95, 0)).toThrow(/above 0, got 0/)
  })
})
