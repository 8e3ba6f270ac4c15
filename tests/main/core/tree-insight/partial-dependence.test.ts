import { describe, expect, it } from 'vitest'
import { createFrame } from '../../../../src/main/core/frame/frame.ts'
import type { Preprocessing } from '../../../../src/main/core/scorecard/model-inputs.ts'
import { partialDependence } from '../../../../src/main/core/tree-insight/partial-dependence.ts'
import { marginOfValues } from '../../../../src/main/core/trees/walk-trees.ts'
import { numericColumn, textColumn } from '../scorecard/german-credit-frame.ts'
import { german, golden, goldenModel, stump, treeModel } from './tree-fixtures.ts'

const sigma = (eta: number): number => 1 / (1 + Math.exp(-eta))

/** x = root². */
const SQUARED: Preprocessing = {
  steps: [{ kind: 'derive', name: 'x', expression: 'root * root', description: '', unit: '' }],
  inputs: [
    { name: 'root', type: 'numeric', dateFormat: null },
    { name: 'z', type: 'numeric', dateFormat: null },
  ],
  populationInputs: [],
}

describe('partial dependence', () => {
  const frame = createFrame([numericColumn('x', [1, 2, 2, null, -9]), numericColumn('z', [0, 1, 0, 1, 1])])
  const model = treeModel(
    [{ name: 'x', missingCodes: [-9] }, { name: 'z' }],
    [stump(0, 1.5, -1, 1), stump(1, 0.5, 0, 2)],
  )

  it('is the mean PD with the characteristic set to each value, codes counting as missing', () => {
    const { points, ...rest } = partialDependence(model, frame, 'x')
    expect(rest).toEqual({ name: 'x', type: 'numeric', nRows: 5 })
    expect(points.map(({ value, count }) => [value, count])).toEqual([
      [1, 1],
      [2, 2],
      [null, 2],
    ])
    const low = (2 * sigma(-1) + 3 * sigma(1)) / 5
    expect(points[0]!.meanProbability).toBeCloseTo(low, 15)
    expect(points[1]!.meanProbability).toBeCloseTo((2 * sigma(1) + 3 * sigma(3)) / 5, 15)
    expect(points[2]!.meanProbability).toBeCloseTo(low, 15)
    expect(points[0]).toMatchObject({ lower: sigma(-1), upper: sigma(1) })
  })

  it('is flat where the trees do not use the characteristic', () => {
    const idle = treeModel([{ name: 'x' }, { name: 'z' }], [stump(1, 0.5, 0, 2)])
    const { points } = partialDependence(idle, frame, 'x')
    expect(new Set(points.map(({ meanProbability }) => meanProbability)).size).toBe(1)
  })

  it('takes the commonest levels, and numbers at even ranks with the rows nearest to them', () => {
    const names = ['a', 'b', 'b', 'c', 'c', 'c', null]
    const levels = treeModel(
      [{ name: 's', levels: ['c', 'b'] }],
      [stump(0, 0, 1, -1, { sets: [[0]], missingLeft: [0] })],
    )
    const ofText = partialDependence(levels, createFrame([textColumn('s', names)]), 's', { maxPoints: 2 })
    expect(ofText.points.map(({ value, count }) => [value, count])).toEqual([
      ['c', 3],
      ['b', 2],
      [null, 1],
    ])
    ofText.points.forEach(({ meanProbability }, i) => {
      expect(meanProbability).toBeCloseTo(sigma(i === 0 ? 1 : -1), 14)
    })
    const numbers = createFrame([numericColumn('x', [8, 1, 2, 4, 3, 5, 7, 6, 9, 10, 11])])
    const ofNumbers = partialDependence(treeModel([{ name: 'x' }], [stump(0, 4, 0, 1)]), numbers, 'x', { maxPoints: 3 })
    expect(ofNumbers.points.map(({ value, count }) => [value, count])).toEqual([
      [1, 3],
      [6, 5],
      [11, 3],
      [null, 0],
    ])
    const tied = createFrame([numericColumn('x', [1, 2, 3])])
    const halves = partialDependence(treeModel([{ name: 'x' }], [stump(0, 2, 0, 1)]), tied, 'x', { maxPoints: 2 })
    expect(halves.points.map(({ count }) => count)).toEqual([2, 1, 0])
    const codes = treeModel(
      [{ name: 'x', levels: ['1', '2', '3'], type: 'numeric' }],
      [stump(0, 0, 0, 1, { sets: [[1]] })],
    )
    const coded = createFrame([numericColumn('x', [3, 3, 1, 1, 2, null])])
    expect(partialDependence(codes, coded, 'x', { maxPoints: 2 }).points.map(({ value }) => value)).toEqual([
      1,
      3,
      null,
    ])
  })

  it('draws rows evenly and keeps to the rows it is given', () => {
    const rows = Uint32Array.of(0, 2, 4)
    expect(partialDependence(model, frame, 'z', { rows }).nRows).toBe(3)
    expect(partialDependence(model, frame, 'z', { maxRows: 2 }).points.map(({ value }) => value)).toEqual([0, null])
  })

  it('sets a characteristic that is computed from other columns', () => {
    const derived = { ...model, preprocessing: SQUARED }
    const inputs = createFrame([numericColumn('root', [1, 2, 2, null, -3]), numericColumn('z', [0, 1, 0, 1, 1])])
    const { points } = partialDependence(derived, inputs, 'x')
    expect(points.map(({ value, count }) => [value, count])).toEqual([
      [1, 1],
      [4, 2],
      [9, 1],
      [null, 1],
    ])
    expect(points[0]!.meanProbability).toBeLessThan(points[1]!.meanProbability)
  })

  it('equals that of scikit-learn for the same trees', () => {
    const first = golden.names.map((name) => (german.columns.get(name) as { values: Float64Array }).values)
    for (let i = 0; i < 50; i++)
      expect(
        marginOfValues(
          goldenModel,
          first.map((values) => values[i]!),
        ),
      ).toBeCloseTo(golden.margins[i]!, 13)
    for (const [name, expected] of Object.entries(golden.dependence)) {
      const { points } = partialDependence(goldenModel, german, name)
      const known = points.slice(0, -1)
      expect(known.map(({ value }) => value)).toEqual(expected.values)
      known.forEach((point, i) => {
        expect(point.meanProbability).toBeCloseTo(expected.average[i]!, 13)
        expect(point.lower).toBeCloseTo(expected.lower[i]!, 13)
        expect(point.upper).toBeCloseTo(expected.upper[i]!, 13)
      })
      const missing = points.at(-1)!
      expect(missing).toMatchObject({ value: null, count: 0 })
      expect(missing.meanProbability).toBeCloseTo(expected.missing[0], 13)
    }
  })

  it('refuses other columns and no rows', () => {
    expect(() => partialDependence(model, frame, 'y')).toThrow(/needs a characteristic of the model, got "y"/)
    expect(() => partialDependence(model, frame, 'x', { rows: new Uint32Array(0) })).toThrow(/needs rows, got none/)
    expect(() => partialDependence(model, createFrame([numericColumn('x', [1])]), 'x')).toThrow(/"z"/)
  })
})
