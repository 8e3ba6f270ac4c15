import { describe, expect, it } from 'vitest'
import type { TreeCharacteristic, TreeModel } from '../../../../src/main/core/trees/tree-model.ts'
import {
  goesLeft,
  leafOfTree,
  levelText,
  MISSING_LEVEL,
  marginOfValues,
  treeValue,
  UNSEEN_LEVEL,
} from '../../../../src/main/core/trees/walk-trees.ts'
import { ONE_LEAF, SMALL_MODEL, TWO_SPLITS } from './small-model.ts'

const NUMBER: TreeCharacteristic = { name: 'x', description: null, type: 'numeric', levels: null, monotone: null }

describe('marginOfValues', () => {
  it('adds the base margin and the leaf of every tree', () => {
    const margin = (age: number | null, region: string | null) => marginOfValues(SMALL_MODEL, [age, region])
    // By hand: −2 + leaf + 0.125.
    expect(margin(30, 'south')).toBe(-2.375)
    expect(margin(30.000000000000004, 'south')).toBe(-0.875)
    expect(margin(31, 'north')).toBe(-1.625)
    expect(margin(31, 'east')).toBe(-1.625)
    expect(margin(31, 'never seen')).toBe(-1.625)
    expect(margin(31, null)).toBe(-0.875)
    // Missing by nature and by code goes right at the root.
    for (const age of [null, Number.NaN, -1, 999]) expect(margin(age, 'north')).toBe(-1.625)
    expect(margin(Number.NEGATIVE_INFINITY, null)).toBe(-2.375)
    expect(margin(Number.POSITIVE_INFINITY, null)).toBe(-0.875)
  })

  it('rounds every value and every sum to 32 bits where the model does', () => {
    // From 2²⁴ on 32-bit numbers are 2 apart; 1.1 as one of them is a little larger.
    const trees = [1, 1, 1].map((value) => ({ ...ONE_LEAF, values: [value] }))
    const model: TreeModel = { ...SMALL_MODEL, arithmetic: 'single', baseMargin: 2 ** 24, trees }
    expect(marginOfValues(model, [1, null])).toBe(2 ** 24)
    expect(marginOfValues({ ...model, arithmetic: 'double' }, [1, null])).toBe(2 ** 24 + 3)
    const small: TreeModel = { ...model, baseMargin: 0, trees: [{ ...ONE_LEAF, values: [1.1] }] }
    expect(marginOfValues(small, [1, null])).toBe(1.100000023841858)
    expect(marginOfValues({ ...small, baseMargin: 1.1, trees: [] }, [1, null])).toBe(1.100000023841858)
  })

  it('refuses another number of values, and a text for a number', () => {
    expect(() => marginOfValues(SMALL_MODEL, [1])).toThrow('marginOfValues needs 2 values, got 1')
    expect(() => marginOfValues(SMALL_MODEL, ['old', null])).toThrow('characteristic "age" needs a number, got a text')
  })
})

describe('treeValue', () => {
  it('holds zero and what is next to it to be missing where that is asked for', () => {
    const zero = { ...NUMBER, zeroIsMissing: true }
    for (const value of [0, -0, 1e-35, -1e-35, 1e-300, Math.fround(1e-35)])
      expect(treeValue(zero, value)).toBe(Number.NaN)
    expect(treeValue(zero, 1.0000000000000001e-34)).toBe(1.0000000000000001e-34)
    expect(treeValue(zero, 1.00000001e-35)).toBe(Number.NaN)
    expect(treeValue(zero, 1.0000000181e-35)).toBe(1.0000000181e-35)
    expect(treeValue(NUMBER, 0)).toBe(0)
  })

  it('takes the whole part of a number for its level', () => {
    const levels = { ...NUMBER, levels: ['0', '3', 'x', '1e+21', 'Infinity'] }
    expect([0, -0, 0.9, -0.9].map((value) => treeValue(levels, value))).toEqual([0, 0, 0, 0])
    expect([3, 3.7, 1e21].map((value) => treeValue(levels, value))).toEqual([1, 1, 3])
    expect([-1, -3, 4, Infinity, -Infinity].map((value) => treeValue(levels, value))).toEqual(
      Array(5).fill(UNSEEN_LEVEL),
    )
    expect([null, Number.NaN].map((value) => treeValue(levels, value))).toEqual([MISSING_LEVEL, MISSING_LEVEL])
    expect(['3', '3.7', 'x', ''].map((value) => treeValue(levels, value))).toEqual([1, UNSEEN_LEVEL, 2, UNSEEN_LEVEL])
  })

  it('has words for levels', () => {
    expect([3.7, -0.5, -1, Number.NaN, Infinity, 'a '].map(levelText)).toEqual(['3', '0', null, null, null, 'a '])
  })
})

describe('leafOfTree and goesLeft', () => {
  it('find the way', () => {
    const { characteristics } = SMALL_MODEL
    expect(leafOfTree(characteristics, ONE_LEAF, [1, 1])).toBe(0)
    expect(leafOfTree(characteristics, TWO_SPLITS, [30, 1])).toBe(0)
    expect(leafOfTree(characteristics, TWO_SPLITS, [31, 2])).toBe(1)
    expect(leafOfTree(characteristics, TWO_SPLITS, [31, 1])).toBe(2)
    const region = characteristics[1]!
    expect(goesLeft(region, TWO_SPLITS, 1, UNSEEN_LEVEL)).toBe(true)
    expect(goesLeft(region, TWO_SPLITS, 1, MISSING_LEVEL)).toBe(false)
    // Without a way of their own unseen levels go that of missing values.
    const { unseenLeft: _, ...plain } = TWO_SPLITS
    expect(goesLeft(region, plain, 1, UNSEEN_LEVEL)).toBe(false)
    expect(goesLeft(region, { ...plain, missingLeft: [0, 1] }, 1, UNSEEN_LEVEL)).toBe(true)
  })
})
