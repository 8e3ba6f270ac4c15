import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLightgbmText } from '../../../../src/main/core/peers/lightgbm-text.ts'
import { StatisticError } from '../../../../src/main/core/statistic-error.ts'
import { compileTreeModel } from '../../../../src/main/core/trees/compile-tree-model.ts'
import { marginOfValues } from '../../../../src/main/core/trees/walk-trees.ts'
import { goldenCases, peerText, valuesOf } from './golden-cases.ts'

const CASES = goldenCases('lightgbm')
const NUMERIC = peerText('lightgbm-numeric.txt')
const CATEGORIES = peerText('lightgbm-pandas-categories.txt')

/** A file by hand: one tree, `f` ≤ 2 → −1, else +1; sizes are left out, as a hand does not count them. */
function small(changes: Readonly<Record<string, string>> = {}, header = ''): string {
  const tree = {
    num_leaves: '2',
    num_cat: '0',
    split_feature: '0',
    threshold: '2',
    decision_type: '8',
    left_child: '-1',
    right_child: '-2',
    leaf_value: '-1 1',
    ...changes,
  }
  const lines = Object.entries(tree).map(([key, value]) => `${key}=${value}`)
  const head =
    'tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nmax_feature_idx=0\nobjective=binary sigmoid:1\nfeature_names=f\nfeature_infos=[0:9]\n'
  return `${head}${header}\nTree=0\n${lines.join('\n')}\n\n\nend of trees\n`
}
const scoreOf = (text: string, value: number | string | null) => marginOfValues(readLightgbmText(text).model, [value])
const fault = (text: string): string => {
  try {
    readLightgbmText(text)
  } catch (error) {
    if (error instanceof StatisticError) return error.message
    throw error
  }
  return 'none'
}

describe('a LightGBM model file', () => {
  it.each(CASES.map((one) => [one.file, one] as const))('%s scores as LightGBM does, to the last bit', (file, one) => {
    const { model } = readLightgbmText(peerText(file))
    const { scoreValues } = compileTreeModel(model)
    one.rows.forEach((row, i) => {
      const values = valuesOf(model, one, row)
      expect([i, marginOfValues(model, values)]).toEqual([i, one.margins[i]])
      expect(scoreValues(values).margin).toBe(one.margins[i])
      expect(scoreValues(values).probability).toBeCloseTo(one.probabilities[i]!, 14)
    })
  })

  it('with line ends of Windows is the same model', () => {
    expect(readLightgbmText(NUMERIC.replaceAll('\n', '\r\n'))).toEqual(readLightgbmText(NUMERIC))
  })

  it('tells names, levels, directions, covers and gains', () => {
    const { model, notes } = readLightgbmText(CATEGORIES)
    expect(model.characteristics.map(({ name, type }) => [name, type])).toContainEqual(['status', 'text'])
    expect(model.characteristics.find(({ name }) => name === 'status')!.levels).toEqual(['A11', 'A12', 'A13', 'A14'])
    expect(model.trees[0]!.covers[0]).toBe(1000)
    expect(model.trees[0]!.gains).toHaveLength(model.trees[0]!.features.length)
    expect(notes[0]).toBe('The event is what LightGBM was given as label 1.')
    const monotone = readLightgbmText(peerText('lightgbm-monotone.txt')).model
    expect(Object.fromEntries(monotone.characteristics.map((one) => [one.name, one.monotone]))).toMatchObject({
      month: 'increasing',
      credit_amount: null,
      age: 'decreasing',
    })
    expect(readLightgbmText(peerText('lightgbm-sigmoid.txt')).model.calibration).toEqual({
      method: 'platt',
      intercept: 0,
      slope: 2.5,
    })
  })

  it('sends missing values by the type that the node says', () => {
    const cases = [
      ['8', null, 1], // NaN, right by default
      ['10', null, -1], // NaN, left by default
      ['2', null, -1], // none: missing is 0, and 0 ≤ 2
      ['0', null, -1],
      ['4', 0, 1], // zero is missing, right by default
      ['6', null, -1],
      ['4', 1.5, -1],
    ] as const
    for (const [decision_type, value, margin] of cases) expect(scoreOf(small({ decision_type }), value)).toBe(margin)
    expect(scoreOf(small({ decision_type: '2', threshold: '-1' }), null)).toBe(1)
  })

  it('reads a threshold beyond all numbers, where only missing values part', () => {
    const at = (value: number | null) => scoreOf(small({ decision_type: '8', threshold: 'inf' }), value)
    expect([at(null), at(0), at(1e300), at(-1e300)]).toEqual([1, -1, -1, -1])
    expect(() => readLightgbmText(small({ leaf_value: 'inf 1' }))).toThrow('finite')
  })

  it('takes numbers within ±1e-35 for 0, as LightGBM does on their way in', () => {
    const inside = Math.fround(1e-35)
    const at = (threshold: string, value: number) => scoreOf(small({ threshold }), value)
    expect([at('0', 1e-36), at('0', inside), at('0', inside * 1.0001)]).toEqual([-1, -1, 1])
    expect([at('-1e-40', -1e-36), at('-1e-40', -inside), at('-1e-40', -inside * 1.0001)]).toEqual([1, 1, -1])
  })

  it('reads categories as whole numbers without those of pandas', () => {
    const text = small(
      { num_cat: '1', threshold: '0', decision_type: '1', cat_boundaries: '0 2', cat_threshold: '9 2' },
      '',
    ).replace('[0:9]', '0:3:5:-1:33')
    const { model } = readLightgbmText(text)
    expect(model.characteristics[0]).toMatchObject({ type: 'numeric', levels: ['0', '3', '5', '33'] })
    const values = [0, 3, 3.9, 33, -0.5, 5, 7, -1, null, Number.NaN, 4e9, Number.POSITIVE_INFINITY]
    expect(values.map((value) => marginOfValues(model, [value]))).toEqual([-1, -1, -1, -1, -1, 1, 1, 1, 1, 1, 1, 1])
  })
})

describe('a LightGBM file of another kind is refused', () => {
  it.each([
    ['lightgbm-refused-multiclass.txt', /one outcome \(num_class=1\), got "3"/],
    ['lightgbm-refused-regression.txt', /objective binary or cross_entropy, got "regression"/],
    ['lightgbm-refused-forest.txt', /random forest \(average_output\)/],
    ['lightgbm-refused-linear.txt', /linear trees/],
  ])('%s', (file, message) => expect(fault(peerText(file))).toMatch(message))

  it.each([
    ['version', NUMERIC.replace('version=v4', 'version=v2'), /format v3 or v4/],
    ['no objective', NUMERIC.replace(/objective=.*\n/, ''), /objective/],
    ['a sigmoid of 0', NUMERIC.replace('sigmoid:1', 'sigmoid:0'), /positive sigmoid/],
    ['a cut file', NUMERIC.slice(0, 5000), /was cut/],
    [
      'a tree too few',
      NUMERIC.replace(/Tree=11\n[\s\S]*?(?=end of trees)/, ''),
      /12 trees that its tree_sizes tell, got 11/,
    ],
    ['an edited tree', NUMERIC.replace('num_cat=0', 'num_cat=00'), /tree_sizes tell: the file was cut or edited/],
    ['trees out of order', NUMERIC.replace('Tree=3\n', 'Tree=4\n'), /needs the line "Tree=3"/],
    ['a line twice', NUMERIC.replace('num_cat=0\n', 'num_cat=0\nnum_cat=0\n'), /one line "num_cat", got "two"/],
    ['other text', 'once upon a time', /begin with the line "tree"/],
    ['nothing', '', /begin with the line "tree"/],
    ['features that do not fit', NUMERIC.replace('max_feature_idx=3', 'max_feature_idx=4'), /max_feature_idx=3/],
    [
      'pandas categories of others',
      CATEGORIES.replace(/pandas_categorical:.*/, 'pandas_categorical:[["a"]]'),
      /list for each of the 3/,
    ],
    [
      'pandas categories that are objects',
      CATEGORIES.replace(/pandas_categorical:.*/, 'pandas_categorical:[[{}],[],[]]'),
      /texts or whole numbers/,
    ],
  ])('%s', (_, text, message) => expect(fault(text)).toMatch(message))

  it.each([
    [{ left_child: '0' }, /one way to every node/],
    [{ left_child: '-3' }, /needs children from -2 to 0/],
    [{ left_child: '5' }, /needs children/],
    [{ left_child: '0.5' }, /needs children/],
    [{ right_child: '-1' }, /one way to every node/],
    [{ num_leaves: '1e9' }, /at most 2000000 leaves/],
    [{ num_leaves: '3' }, /needs 2 numbers as split_feature/],
    [{ num_leaves: '0' }, /whole number of leaves/],
    [{ split_feature: '1' }, /features from 0 to 0/],
    [{ split_feature: '-1' }, /features from 0 to 0/],
    [{ threshold: 'nan' }, /finite numbers as threshold, got "nan"/],
    [{ threshold: '0x10' }, /finite numbers/],
    [{ threshold: '1e999' }, /finite numbers/],
    [{ leaf_value: '1 inf' }, /finite numbers as leaf_value/],
    [{ decision_type: '12' }, /decision type from 0 to 11/],
    [{ decision_type: '1' }, /a set of categories at node 0/],
    [{ num_cat: '1', decision_type: '1', threshold: '0' }, /needs a line "cat_boundaries"/],
    [
      { num_cat: '1', decision_type: '1', threshold: '0', cat_boundaries: '0 9', cat_threshold: '1' },
      /boundaries that ascend/,
    ],
    [{ num_cat: '1', decision_type: '1', threshold: '0', cat_boundaries: '0 1', cat_threshold: '-1' }, /32-bit words/],
    [{ num_cat: '1e8' }, /at most 2000000 leaves/],
    [{ is_linear: '1' }, /linear trees/],
  ])('%j', (changes, message) => expect(fault(small(changes))).toMatch(message))

  it('with a category beyond those of pandas, or without end of lines', () => {
    const changes = { num_cat: '1', decision_type: '1', threshold: '0', cat_boundaries: '0 1', cat_threshold: '6' }
    const text = small(changes).replace('[0:9]', '1:2')
    expect(fault(`${text}pandas_categorical:[["a","b","c"]]\n`)).toBe('none')
    expect(fault(`${text}pandas_categorical:[["a","b"]]\n`)).toMatch(/categories below 2, got 2/)
    const lines = Array.from({ length: 1001 }, (_, i) => `k${i}=`).join('\n')
    expect(fault(small({}, `${lines}\n`))).toMatch(/header needs at most 1000 lines/)
  })

  it('with one feature split as number and as category, or with two meanings of 0', () => {
    const two = (types: string, more = {}) =>
      fault(
        small({
          num_leaves: '3',
          split_feature: '0 0',
          threshold: '1 0',
          decision_type: types,
          left_child: '1 -1',
          right_child: '-3 -2',
          leaf_value: '1 2 3',
          ...more,
        }),
      )
    expect(two('8 4')).toMatch(/one meaning of 0/)
    expect(two('8 1', { num_cat: '1', cat_boundaries: '0 1', cat_threshold: '3' })).toMatch(/splits of one kind/)
    expect(two('8 2')).toBe('none')
  })

  it('whose sets name more levels than there may be', () => {
    const words = new Array(320_000).fill('4294967295').join(' ')
    const changes = {
      num_cat: '1',
      decision_type: '1',
      threshold: '0',
      cat_boundaries: '0 320000',
      cat_threshold: words,
    }
    expect(fault(small(changes))).toMatch(/at most \d+ members of sets/)
  })
})

describe('a damaged LightGBM file', () => {
  it('is read or refused in words, never worse', () => {
    const tokens = [
      '-1',
      '0',
      '1e308',
      '99999999999',
      'nan',
      '',
      ' ',
      '=',
      '\n',
      'Tree=0',
      'end of trees',
      '4294967295',
      '\u0000',
      '[',
      '"',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(NUMERIC, CATEGORIES, small()),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(30), fc.constantFrom(...tokens)), {
          minLength: 1,
          maxLength: 4,
        }),
        (text, changes) => {
          let changed = text
          for (const [place, length, token] of changes) {
            const at = Math.floor(place * changed.length)
            changed = changed.slice(0, at) + token + changed.slice(at + length)
          }
          // Without sizes, so that what is inside is looked at as well.
          expect(fault(changed.replace(/tree_sizes=.*\n/, ''))).toMatch(/\w/)
        },
      ),
      { numRuns: 150 },
    )
  })
})
