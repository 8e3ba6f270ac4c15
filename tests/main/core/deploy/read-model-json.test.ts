import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readModelJson } from '../../../../src/main/core/deploy/read-model-json.ts'
import { canonicalJson } from '../../../../src/main/core/governance/canonical-json.ts'
import { contentHash } from '../../../../src/main/core/governance/content-hash.ts'
import { readLightgbmText } from '../../../../src/main/core/peers/lightgbm-text.ts'
import { StatisticError } from '../../../../src/main/core/statistic-error.ts'
import { treeModelSchema } from '../../../../src/shared/contract/index.ts'
import { peerText } from '../peers/golden-cases.ts'
import { card, part } from './pmml/cards.ts'

const TREES = readLightgbmText(peerText('lightgbm-pandas-categories.txt')).model
const TEXT = canonicalJson(TREES)
const CARD = card(part('age', 'numeric', [{ kind: 'interval', lower: null, upper: null }, { kind: 'missing' }]))

const fault = (text: string): string => {
  try {
    readModelJson(text)
  } catch (error) {
    if (error instanceof StatisticError) return error.message
    throw error
  }
  return 'none'
}
type Loose = Record<string, unknown>
const changed = (change: (model: Loose) => void): string => {
  const model = JSON.parse(TEXT) as Loose
  change(model)
  return fault(JSON.stringify(model))
}
const inTree = (change: (tree: Loose) => void) => changed((model) => change((model.trees as Loose[])[0]!))

describe('a model as JSON', () => {
  it('is read back with the same hash, whatever its kind and layout', () => {
    for (const model of [TREES, CARD])
      for (const text of [canonicalJson(model), JSON.stringify(model, null, 2)])
        expect(contentHash(readModelJson(text))).toBe(contentHash(model))
  })

  it.each<[string, (model: Loose) => void, RegExp]>([
    ['an unknown kind', (model) => (model.kind = 'forest'), /kind to be "scorecardModel" or "treeModel", got "forest"/],
    ['another version', (model) => (model.formatVersion = 2), /formatVersion to be 1/],
    ['a factor that is none', (model) => (model.factor = 0), /positive factor/],
    ['an unknown arithmetic', (model) => (model.arithmetic = 'half'), /arithmetic to be "double" or "single"/],
    ['no trees', (model) => (model.trees = null), /trees to be a list/],
    ['no characteristics', (model) => (model.characteristics = []), /characteristics, got none/],
    [
      'a nameless characteristic',
      (model) => ((model.characteristics as Loose[])[0]!.name = 7),
      /characteristics\[0\].name to be a text/,
    ],
    [
      'an unknown type',
      (model) => ((model.characteristics as Loose[])[0]!.type = 'date'),
      /type to be "numeric" or "text"/,
    ],
    [
      'levels that are numbers',
      (model) => ((model.characteristics as Loose[])[0]!.levels = [1]),
      /levels\[0\] to be a text/,
    ],
    [
      'a variable twice',
      (model) => (model.variables = [...CARD.variables, ...CARD.variables]),
      /variables\[1\].name to be distinct/,
    ],
  ])('is refused with %s', (_, change, message) => expect(changed(change)).toMatch(message))

  it.each<[string, (tree: Loose) => void, RegExp]>([
    ['a circle', (tree) => ((tree.left as number[])[0] = 0), /one way to every node/],
    ['a child that is none', (tree) => ((tree.right as number[])[0] = -99), /needs children/],
    ['too few values', (tree) => (tree.values as number[]).pop(), /leaves for/],
    ['a text as value', (tree) => ((tree.values as unknown[])[0] = '1'), /trees\[0\].values\[0\] to be a number/],
    ['no covers list', (tree) => delete tree.covers, /trees\[0\].covers to be a list/],
    ['a set of texts', (tree) => (tree.sets = [['a']]), /sets\[0\]\[0\] to be a number/],
    [
      'a level that is none',
      (tree) => (tree.sets = (tree.sets as number[][]).map(() => [99])),
      /ascending places of levels/,
    ],
  ])('is refused with %s in a tree', (_, change, message) => expect(inTree(change)).toMatch(message))

  it('is read or refused in words when damaged, and has the shape of the contract when read', () => {
    const parts = TEXT.split(/(?<=[,[\]:{}])|(?=[,[\]:{}])/)
    const tokens = ['-1', '0', '1e308', 'null', '"x"', '[]', '{}', '', ',', '2.5']
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(parts.length - 1), fc.constantFrom(...tokens)), { minLength: 1, maxLength: 3 }),
        (changes) => {
          const damaged = [...parts]
          for (const [place, token] of changes) damaged[place] = token
          const text = damaged.join('')
          if (fault(text) === 'none') expect(readModelJson(text).kind).toBe('treeModel')
        },
      ),
      { numRuns: 60 },
    )
    expect(treeModelSchema.safeParse(readModelJson(TEXT)).success).toBe(true)
  })
})
