import { describe, expect, it } from 'vitest'
import { createFrame } from '../../../../src/main/core/frame/frame.ts'
import { compileTreeModel } from '../../../../src/main/core/trees/compile-tree-model.ts'
import type { TreeModel } from '../../../../src/main/core/trees/tree-model.ts'
import { SMALL_MODEL } from './small-model.ts'

const MISSING = { kind: 'text', codes: Int32Array.of(-1), levels: [] } as const

describe('compileTreeModel', () => {
  it('gives margin, points and PD', () => {
    const { characteristics, scoreValues } = compileTreeModel(SMALL_MODEL)
    expect(characteristics).toEqual(['age', 'region'])
    // Margin −2 + 0.25 + 0.125; points 500 + 50 · 1.625; PD 1 / (1 + e^1.625).
    const scored = scoreValues([40, 'north'])
    expect(scored).toMatchObject({ margin: -1.625, points: 581.25 })
    expect(scored.probability).toBeCloseTo(0.1645164628965632, 14)
  })

  it('applies the calibration to the margin', () => {
    const model: TreeModel = { ...SMALL_MODEL, calibration: { method: 'platt', intercept: 1.625, slope: 1 } }
    const { scoreValues, scoreFrame } = compileTreeModel(model)
    expect(scoreValues([40, 'north'])).toEqual({ margin: -1.625, points: 581.25, probability: 0.5 })
    const frame = createFrame([
      { kind: 'numeric', name: 'age', values: Float64Array.of(40) },
      { kind: 'text', name: 'region', codes: Int32Array.of(0), levels: ['north'] },
    ])
    expect(scoreFrame(frame).probability).toEqual(Float64Array.of(0.5))
  })

  it('computes derived characteristics from their inputs', () => {
    const numeric = { type: 'numeric', dateFormat: null } as const
    const model: TreeModel = {
      ...SMALL_MODEL,
      preprocessing: {
        steps: [{ kind: 'derive', name: 'age', expression: 'months / 12', description: '', unit: '' }],
        inputs: [
          { ...numeric, name: 'months' },
          { name: 'region', type: 'text', dateFormat: null },
        ],
        populationInputs: [],
      },
    }
    const frame = createFrame([
      { kind: 'numeric', name: 'months', values: Float64Array.of(360, 361) },
      { kind: 'text', name: 'region', codes: Int32Array.of(0, 0), levels: ['south'] },
    ])
    expect(compileTreeModel(model).scoreFrame(frame).margins).toEqual(Float64Array.of(-2.375, -0.875))
  })

  it('takes a column without values for one of either type, and no other', () => {
    const { scoreFrame, scoreValues } = compileTreeModel(SMALL_MODEL)
    const region = { ...MISSING, name: 'region' }
    expect(scoreFrame(createFrame([{ ...MISSING, name: 'age' }, region])).margins).toEqual(Float64Array.of(-0.875))
    const texts = { ...MISSING, name: 'age', codes: Int32Array.of(0), levels: ['old'] }
    expect(() => scoreFrame(createFrame([texts, region]))).toThrow(
      'characteristic "age" needs numbers, got a text column',
    )
    expect(() => scoreFrame(createFrame([region]))).toThrow('frame needs a column "age", got none')
    expect(() => scoreValues([1])).toThrow('scoreValues needs 2 values, got 1')
    expect(() => scoreValues(['old', null])).toThrow('characteristic "age" needs a number, got a text')
  })

  it('refuses a model that is not sound', () => {
    expect(() => compileTreeModel({ ...SMALL_MODEL, factor: -1 })).toThrow('tree model needs')
  })
})
