import { describe, expect, it } from 'vitest'
import { scoreStability } from '../../../../src/main/core/validation/score-stability.ts'

const ramp = Float64Array.from({ length: 100 }, (_, i) => 401 + i)

describe('scoreStability', () => {
  it('takes the deciles of the development points as bands', () => {
    const { name, bands, populationStabilityIndex } = scoreStability(ramp, ramp)
    expect(name).toBe('score')
    expect(bands.map((band) => band.expected)).toEqual(Array<number>(10).fill(10))
    expect(bands[0]!.label).toBe('≤ 410')
    expect(bands[1]!.label).toBe('> 410 and ≤ 420')
    expect(bands[9]!.label).toBe('> 490')
    expect(populationStabilityIndex.value).toBe(0)
  })

  it('puts scores beyond the development range into the outer bands', () => {
    const { bands } = scoreStability(ramp, Float64Array.of(1, 410, 410.5, 999))
    expect(bands.map((band) => band.actual)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 1])
  })

  it('never splits ties', () => {
    const tied = Float64Array.of(500, 500, 500, 500, 500, 500, 510, 520)
    const { bands } = scoreStability(tied, tied)
    expect(bands[0]).toMatchObject({ label: '≤ 500', expected: 6 })
    expect(bands.reduce((sum, band) => sum + band.expected, 0)).toBe(8)
  })

  it('has one band and no limit for a constant score', () => {
    const constant = Float64Array.of(500, 500)
    const { bands, populationStabilityIndex, noDriftLimit } = scoreStability(constant, constant)
    expect(bands.map((band) => band.label)).toEqual(['all scores'])
    expect(populationStabilityIndex.value).toBe(0)
    expect(noDriftLimit).toBeNull()
  })
})
