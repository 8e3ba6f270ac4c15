import { describe, expect, it } from 'vitest'
import { readLightgbmText } from '../../../src/main/core/peers/lightgbm-text.ts'
import { nameAsColumns } from '../../../src/main/services/import-names.ts'
import type { CreditModel, DatasetVersion } from '../../../src/shared/contract/index.ts'
import { card, part } from '../core/deploy/pmml/cards.ts'
import { peerText } from '../core/peers/golden-cases.ts'

const TREES = readLightgbmText(peerText('lightgbm-number-categories.txt')).model
const CARD = card(part('age', 'numeric', [{ kind: 'interval', lower: null, upper: null }, { kind: 'missing' }]))
const TYPES = { status: 'numeric', purpose: 'numeric', month: 'numeric', credit_amount: 'numeric', housing: 'numeric' }

function dataset(types: Readonly<Record<string, string>>): DatasetVersion {
  const columns = Object.entries(types).map(([name, type]) => ({ name, type }))
  return { name: 'Loans', columns } as unknown as DatasetVersion
}
const named = (model: CreditModel, map = {}, types: Readonly<Record<string, string>> = TYPES, isLightgbm = true) =>
  nameAsColumns(model, map, dataset(types), isLightgbm).characteristics.map(({ name }) => name)

describe('nameAsColumns', () => {
  it('leaves names that are columns', () => {
    expect(named(TREES)).toEqual(TREES.characteristics.map(({ name }) => name))
  })

  it('finds a column with blanks for the name that LightGBM writes, unless there are two', () => {
    const { credit_amount: _, ...others } = TYPES
    const types = { ...others, 'credit amount': 'numeric' }
    expect(named(TREES, {}, types)).toContain('credit amount')
    expect(() => named(TREES, {}, types, false)).toThrow(/"credit_amount" \(near: credit amount/)
    expect(() => named(TREES, {}, { ...types, 'credit\tamount': 'numeric' })).toThrow(/"credit_amount"/)
    expect(named(TREES, { credit_amount: 'credit amount' }, types, false)).toContain('credit amount')
  })

  it('takes levels for what the column holds', () => {
    const typeOf = (type: string) =>
      nameAsColumns(TREES, {}, dataset({ ...TYPES, purpose: type }), true).characteristics.find(
        ({ name }) => name === 'purpose',
      )
    expect(typeOf('numeric')).toMatchObject({ type: 'numeric' })
    expect(typeOf('text')).toMatchObject({ type: 'text' })
  })

  it('gives scorecards other names where a map does, and leaves them else', () => {
    expect(nameAsColumns(CARD, {}, dataset({}), false)).toBe(CARD)
    const mapped = nameAsColumns(CARD, { age: 'years' }, dataset({ years: 'numeric' }), false)
    expect([mapped.variables[0]!.name, mapped.characteristics[0]!.name]).toEqual(['years', 'years'])
  })

  it('refuses a map for a model that derives its characteristics', () => {
    const preprocessing = { steps: [], inputs: [], populationInputs: [] }
    const derived = { ...CARD, preprocessing }
    expect(nameAsColumns(derived, {}, dataset({ age: 'numeric' }), false)).toBe(derived)
    expect(() => nameAsColumns(derived, { age: 'age' }, dataset({ age: 'numeric' }), false)).toThrow(/derives them/)
  })

  it('reads names of the object prototype as ordinary ones', () => {
    const map = JSON.parse('{"__proto__":"age"}') as Record<string, string>
    expect(() => named(TREES, map)).toThrow(/names "__proto__", which is no characteristic/)
    expect(() => named(TREES, {}, { constructor: 'numeric' })).toThrow(/needs columns that the data set Loans has not/)
  })
})
