import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isXgboostText, readXgboostJson } from '../../../../src/main/core/peers/xgboost-json.ts'
import { StatisticError } from '../../../../src/main/core/statistic-error.ts'
import { compileTreeModel } from '../../../../src/main/core/trees/compile-tree-model.ts'
import { marginOfValues } from '../../../../src/main/core/trees/walk-trees.ts'
import { goldenCases, peerText, valuesOf } from './golden-cases.ts'

const CASES = goldenCases('xgboost')
const NUMERIC = peerText('xgboost-numeric.golden.json')
const CATEGORIES = peerText('xgboost-categories.golden.json')

const fault = (text: string): string => {
  try {
    readXgboostJson(text)
  } catch (error) {
    if (error instanceof StatisticError) return error.message
    throw error
  }
  return 'none'
}
const replaced = (pattern: string | RegExp, by: string, text = NUMERIC) => {
  const changed = text.replace(pattern, by)
  expect(changed).not.toBe(text)
  return changed
}

describe('an XGBoost model file', () => {
  it.each(CASES.map((one) => [one.file, one] as const))('%s scores as XGBoost does, to the last bit', (file, one) => {
    const { model } = readXgboostJson(peerText(file))
    const { scoreValues } = compileTreeModel(model)
    expect(model.arithmetic).toBe('single')
    one.rows.forEach((row, i) => {
      const values = valuesOf(model, one, row)
      expect([i, marginOfValues(model, values)]).toEqual([i, one.margins[i]])
      expect(scoreValues(values).margin).toBe(one.margins[i])
      if (file.includes('raw')) return
      expect(Math.abs(scoreValues(values).probability - one.probabilities[i]!)).toBeLessThan(1e-7)
    })
  })

  it('tells names, covers and gains; without names features are f0, f1 …', () => {
    const { model } = readXgboostJson(NUMERIC)
    expect(model.characteristics.map(({ name }) => name)).toContain('credit_amount')
    expect(model.trees[0]!.covers[0]).toBeCloseTo(210, 4)
    expect(model.trees[0]!.gains[0]).toBeGreaterThan(1)
    const { characteristics } = readXgboostJson(peerText('xgboost-unnamed.golden.json')).model
    expect(characteristics.every(({ name }) => /^f[0-3]$/.test(name))).toBe(true)
  })

  it('has the base score as margin, bare or in brackets', () => {
    const base = Math.fround(-Math.log(1 / 0.3 - 1))
    expect(readXgboostJson(NUMERIC).model.baseMargin).toBeCloseTo(base, 6)
    const bracketed = replaced('"base_score":"3E-1"', '"base_score":"[3E-1]"')
    expect(readXgboostJson(bracketed)).toEqual(readXgboostJson(NUMERIC))
    expect(readXgboostJson(peerText('xgboost-raw.golden.json')).model.baseMargin).toBe(Math.fround(0.3))
    expect(Object.is(readXgboostJson(peerText('xgboost-monotone.golden.json')).model.baseMargin, 0)).toBe(true)
  })

  it('says where XGBClassifier would have stopped, and that categories go by number', () => {
    expect(readXgboostJson(peerText('xgboost-stopped.golden.json')).notes.join()).toMatch(
      /best iteration to be \d+, counted from 0/,
    )
    expect(readXgboostJson(NUMERIC).notes).toHaveLength(1)
    const kept = replaced('"gbtree_model_param"', '"cats":{"enc":[{"offsets":[0]}]},"gbtree_model_param"')
    expect(readXgboostJson(kept).notes.join()).toMatch(/by their numbers/)
  })

  it('is told from a model of Assay', () => {
    expect([NUMERIC, ' {\n"version" : [2,0,3]}', '{"arithmetic":"single"}'].map(isXgboostText)).toEqual([
      true,
      true,
      false,
    ])
  })
})

describe('an XGBoost file of another kind is refused', () => {
  it.each([
    ['xgboost-refused-dart.golden.json', /dart and gblinear are not read, got "dart"/],
    ['xgboost-refused-linear.golden.json', /dart and gblinear are not read, got "gblinear"/],
    ['xgboost-refused-multiclass.golden.json', /binary:logistic, .*, got "multi:softprob"/],
    ['xgboost-refused-regression.golden.json', /got "reg:squarederror"/],
  ])('%s', (file, message) => expect(fault(peerText(file))).toMatch(message))

  it.each<[string, string | RegExp, string, RegExp]>([
    ['classes', '"num_class":"0"', '"num_class":"3"', /num_class needs to be 0 or 1/],
    ['targets', '"num_target":"1"', '"num_target":"2"', /num_target/],
    ['vector leaves', '"size_leaf_vector":"0"', '"size_leaf_vector":"3"', /one value per leaf/],
    ['a base score of 1', '"base_score":"3E-1"', '"base_score":"1"', /between 0 and 1/],
    ['several base scores', '"base_score":"3E-1"', '"base_score":"[3E-1,5E-1]"', /one number/],
    ['a count of trees', '"num_trees":"10"', '"num_trees":"9"', /num_trees needs to be 10, got "9"/],
    ['features', '"num_feature":"5","num_target"', '"num_feature":"1e9","num_target"', /at most 50000 features/],
    ['names', '"feature_names":["month",', '"feature_names":[', /needs 5 names or none/],
    ['a child that is none', '"left_children":[1', '"left_children":[99', /children from 0/],
    ['a circle', '"left_children":[1', '"left_children":[0', /one way to every node/],
    ['a feature that is none', '"split_indices":[', '"split_indices":[7', /features from 0 to 4/],
    ['lists that do not fit', '"default_left":[', '"default_left":[0,', /needs \d+ numbers/],
    ['a threshold beyond 32 bits', /"split_conditions":\[[^,]+/, '"split_conditions":[9e99', /finite threshold/],
    ['a threshold that is none', /"split_conditions":\[[^,]+/, '"split_conditions":[NaN', /finite threshold/],
    ['a text for a number', /"split_conditions":\[[^,]+/, '"split_conditions":["1"', /needs to be a number/],
    ['an open end', /.{20}$/, '', /JSON needs/],
    ['an old version with raw margins', '"name":"binary:logistic"', '"name":"binary:logitraw"', /none/],
  ])('%s', (_, pattern, by, message) => expect(fault(replaced(pattern, by))).toMatch(message))

  it('for categories without a set, out of order or beyond 2^24', () => {
    expect(fault(replaced(/"categories_nodes":\[(\d+)/, '"categories_nodes":[99', CATEGORIES))).toMatch(/needs node/)
    expect(fault(replaced(/"categories_segments":\[0/, '"categories_segments":[1', CATEGORIES))).toMatch(
      /one behind the other/,
    )
    expect(fault(replaced(/"categories":\[\d+/, '"categories":[16777216', CATEGORIES))).toMatch(/below 16777216/)
  })

  it('before 1.6 with raw margins, whose base score meant something else', () => {
    const raw = peerText('xgboost-raw.golden.json')
    expect(fault(replaced('"version":[1,7,4]', '"version":[1,5,0]', raw))).toMatch(/1.6 or later/)
  })
})

describe('a damaged XGBoost file', () => {
  it('is read or refused in words, never worse', () => {
    const tokens = [
      '-1',
      '0',
      '1e308',
      '-5',
      '[',
      ']',
      '{}',
      'null',
      '"',
      ',',
      '',
      '99999999999',
      'true',
      '{"__proto__":1}',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(NUMERIC, CATEGORIES),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...tokens)), {
          minLength: 1,
          maxLength: 3,
        }),
        (text, changes) => {
          // Whole values are exchanged, so that the text mostly stays JSON.
          const parts = text.split(/(?<=[,[\]:])|(?=[,[\]:])/)
          for (const [place, token] of changes) parts[Math.floor(place * (parts.length - 1))] = token
          expect(fault(parts.join(''))).toMatch(/\w/)
        },
      ),
      { numRuns: 100 },
    )
  })
})
