import { describe, expect, it } from 'vitest'
import {
  baseNameOf,
  datasetNameOf,
  importInput,
  isTemplateHeld,
  NO_CHOICES,
  readOptions,
  roleOf,
  settingOf,
  unknownColumns,
  withOptions,
  withRole,
  withSettings,
  withTarget,
  withTemplate,
  withTypes,
} from '../../../../../src/renderer/pages/datasets/import/import-choices.ts'
import { type ImportTemplate, importDecisionsSchema } from '../../../../../src/shared/contract/index.ts'
import { column, previewOf } from './preview-fixture.ts'

const preview = previewOf([column('id', { role: 'identifier' }), column('age'), column('income'), column('bad')])
const start = { ...NO_CHOICES, path: '/a.csv', name: ' a ' }
const withBad = { ...start, target: { column: 'bad', eventValue: '1' } }

describe('importInput', () => {
  it('sends only what the person has changed', () => {
    expect(importInput(start, preview)).toEqual({ path: '/a.csv', name: 'a', sensitive: [], columns: [], options: {} })
  })

  it('carries roles, special codes, privacy, description and unit as column settings', () => {
    const choices = withSettings(withRole(withBad, ['age', 'income'], 'sensitive'), [
      { column: 'income', specialCodes: ['8888'], unit: 'EUR', description: 'per year' },
      { column: 'id', privacy: { class: 'other', treatment: 'mask' } },
    ])
    expect(importInput(choices, preview)).toMatchObject({
      target: { column: 'bad', eventValue: '1' },
      columns: [
        { column: 'age', role: 'sensitive' },
        { column: 'income', role: 'sensitive', specialCodes: ['8888'], unit: 'EUR', description: 'per year' },
        { column: 'id', privacy: { class: 'other', treatment: 'mask' } },
      ],
    })
  })

  it('says one role only of the target, and keeps what else is said of it', () => {
    const choices = withSettings(withRole(withBad, ['bad'], 'target'), [
      { column: 'bad', role: 'ignore', unit: 'flag' },
    ])
    expect(importInput(choices, preview).columns).toEqual([{ column: 'bad', unit: 'flag' }])
  })

  it('names no target while its bad value is not chosen', () => {
    expect(importInput(withTarget(start, 'bad'), preview)).not.toHaveProperty('target')
  })

  it('leaves out what is said of columns the file does not have', () => {
    const choices = withTypes(
      withRole({ ...withBad, append: { key: ['id', 'gone'] } }, ['gone'], 'ignore'),
      ['gone'],
      'text',
    )
    const input = importInput(choices, preview)
    expect(input).toMatchObject({ columns: [], options: {}, append: { key: ['id'] } })
    expect(unknownColumns(choices, preview)).toEqual(['gone'])
  })

  it('takes a column called __proto__ like any other', () => {
    const odd = previewOf([column('__proto__'), column('constructor')])
    const choices = withTypes(withRole(start, ['__proto__'], 'identifier'), ['constructor'], 'text')
    expect(roleOf(column('constructor'), choices)).toBe('feature')
    expect(importInput(choices, odd)).toMatchObject({
      columns: [{ column: '__proto__', role: 'identifier' }],
      options: { types: [{ column: 'constructor', type: 'text' }] },
    })
  })
})

describe('roleOf', () => {
  it('lets the target win, then the choice, then the proposal', () => {
    expect(roleOf(column('bad'), withRole(withBad, ['bad'], 'target'))).toBe('target')
    expect(roleOf(column('age'), withRole(start, ['age'], 'exposure'))).toBe('exposure')
    expect(roleOf(column('id', { role: 'identifier' }), start)).toBe('identifier')
  })

  it('gives up the target when its column gets another role', () => {
    expect(withRole(withBad, ['bad'], 'ignore')).toMatchObject({ target: null })
    expect(withRole(withBad, ['age'], 'ignore')).toMatchObject({ target: { column: 'bad' } })
  })
})

describe('withOptions', () => {
  it('gives a decision back to the reader', () => {
    const chosen = withOptions(start, { decimal: ',' })
    expect(readOptions(chosen)).toEqual({ decimal: ',' })
    expect(readOptions(withOptions(chosen, { decimal: undefined }))).toEqual({})
  })

  it.each([{ hasHeader: false }, { skipLines: 2 }, { sheet: 'B' }])(
    'forgets what was said of columns when %o gives them other names',
    (changed) => {
      const said = withTypes(withRole(withBad, ['age'], 'sensitive'), ['id'], 'text')
      expect(withOptions(said, changed)).toMatchObject({ target: null, columns: [], types: [], options: changed })
      expect(withOptions(said, { decimal: ',' }).columns).toHaveLength(1)
    },
  )
})

describe('templates', () => {
  const template: ImportTemplate = {
    name: 'monthly',
    decisions: importDecisionsSchema.parse({
      target: { column: 'bad', eventValue: '1' },
      columns: [{ column: 'age', role: 'sensitive' }],
      options: { decimal: ',', types: [{ column: 'id', type: 'text' }] },
    }),
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'Ada',
  }
  const names = new Set(preview.columns.map(({ name }) => name))

  it('hold over what was chosen, and leave the rest', () => {
    const applied = withTemplate(withOptions(withRole(start, ['age', 'income'], 'ignore'), { comment: '#' }), template)
    expect(applied).toMatchObject({
      template: 'monthly',
      target: { column: 'bad' },
      options: { decimal: ',', comment: '#' },
    })
    expect(settingOf(applied, 'age')?.role).toBe('sensitive')
    expect(settingOf(applied, 'income')?.role).toBe('ignore')
  })

  it('are named with the import only while nothing of them was taken away', () => {
    const applied = withTemplate(start, template)
    expect(importInput(applied, preview, template).template).toBe('monthly')
    expect(isTemplateHeld(withOptions(applied, { decimal: undefined }), template, names)).toBe(false)
    expect(isTemplateHeld(withTarget(applied, null), template, names)).toBe(false)
    expect(isTemplateHeld(applied, template, new Set(['id', 'bad']))).toBe(false)
    expect(isTemplateHeld(withRole(applied, ['age'], 'feature'), template, names)).toBe(true)
  })
})

describe('names', () => {
  it('drop the extension only', () => {
    expect(datasetNameOf('german.credit.csv')).toBe('german.credit')
    expect(datasetNameOf('loans.csv.gz')).toBe('loans')
    expect(datasetNameOf('loans.parquet')).toBe('loans')
    expect(datasetNameOf('loans')).toBe('loans')
    expect(baseNameOf('C:\\data\\a.csv')).toBe('a.csv')
    expect(baseNameOf('/data/b.csv')).toBe('b.csv')
  })
})
