import { describe, expect, it } from 'vitest'
import { previewDependence } from '../../../../src/main/core/tree-insight/preview-dependence.ts'
import { partialDependenceSchema } from '../../../../src/shared/contract/boosting.ts'
import { GERMAN, smallParams } from '../gbdt/german-boosting.ts'

const asked = (more: object = {}) => ({ ...GERMAN, params: smallParams({ maxLeaves: 4, learningRate: 0.05, ...more }) })
const falls = (points: readonly { value: unknown; meanProbability: number }[]): number =>
  points.filter((point, i) => point.value !== null && i > 0 && point.meanProbability < points[i - 1]!.meanProbability)
    .length

describe('a preview of a constraint', () => {
  const monotone = [
    { column: 'month', direction: 'increasing' },
    { column: 'credit_amount', direction: 'increasing' },
  ]

  it('shows what the direction changes, all else as asked', () => {
    const { unconstrained, constrained, statement } = previewDependence(asked({ monotone }), 'credit_amount')
    expect(falls(unconstrained.points)).toBeGreaterThan(0)
    expect(falls(constrained!.points)).toBe(0)
    expect(unconstrained.points.map(({ value }) => value)).toEqual(constrained!.points.map(({ value }) => value))
    expect(partialDependenceSchema.parse(constrained)).toEqual(constrained)
    expect(statement).toBe(
      'Two models of at most 20 trees on 700 of 700 development rows, learning rate 0.1: look at shapes, not at levels.',
    )
  })

  it('has one line where the column has no direction, and a flat one where no tree uses it', () => {
    const free = previewDependence(asked({ monotone }), 'purpose')
    expect(free.constrained).toBeNull()
    expect(free.statement).toMatch(/^A model of/)
    const idle = previewDependence(asked({ maxTrees: 1 }), 'telephone')
    expect(new Set(idle.unconstrained.points.map(({ meanProbability }) => meanProbability)).size).toBe(1)
  })

  it('needs a candidate that varies', () => {
    expect(() => previewDependence(asked(), 'age')).toThrow(/needs a candidate characteristic, got "age"/)
  })
})
