import { describe, expect, it } from 'vitest'
import {
  csvOptions,
  datasetNameOf,
  importInput,
  NO_CHOICES,
  roleOf,
  withHeader,
} from '../../../../src/renderer/pages/datasets/import-choices.ts'
import type { ColumnSchema, DatasetPreview } from '../../../../src/shared/contract/index.ts'

const column = (name: string, role: ColumnSchema['role'] = 'feature'): ColumnSchema => ({
  name,
  type: 'numeric',
  role,
  reason: 'all cells are numbers',
  nMissing: 0,
  nDistinct: 2,
  nUnparsed: 0,
})

const preview: DatasetPreview = {
  path: '/a.csv',
  fileName: 'a.csv',
  bytes: 10,
  dialect: {
    delimiter: ',',
    quote: '"',
    decimal: '.',
    encoding: 'utf-8',
    lineEnding: '\n',
    byteOrderMark: false,
    missing: [''],
  },
  columns: [column('id', 'identifier'), column('age'), column('income'), column('bad')],
  rows: [],
  values: [],
  issues: [],
  nIssues: 0,
  nRows: 3,
  isPartial: false,
}

describe('importInput', () => {
  it('sends only what the person has changed', () => {
    expect(importInput({ ...NO_CHOICES, path: '/a.csv', name: ' a ' }, preview)).toEqual({
      path: '/a.csv',
      name: 'a',
      sensitive: [],
      roles: [],
      options: {},
    })
  })

  it('carries target, sensitive columns and other roles apart', () => {
    const choices = {
      ...NO_CHOICES,
      path: '/a.csv',
      name: 'a',
      targetColumn: 'bad',
      eventValue: '1',
      roles: { age: 'sensitive', income: 'ignore' } as const,
    }
    expect(importInput(choices, preview)).toMatchObject({
      target: { column: 'bad', eventValue: '1' },
      sensitive: ['age'],
      roles: [{ column: 'income', role: 'ignore' }],
    })
  })

  it('names no target while its bad value is not chosen', () => {
    expect(importInput({ ...NO_CHOICES, targetColumn: 'bad' }, preview)).not.toHaveProperty('target')
  })
})

describe('roleOf', () => {
  it('lets the target win, then the choice, then the proposal', () => {
    expect(roleOf(column('bad'), { ...NO_CHOICES, targetColumn: 'bad', roles: { bad: 'ignore' } })).toBe('target')
    expect(roleOf(column('age'), { ...NO_CHOICES, roles: { age: 'sensitive' } })).toBe('sensitive')
    expect(roleOf(column('id', 'identifier'), NO_CHOICES)).toBe('identifier')
  })

  it('gives up a proposed target when another column is chosen', () => {
    expect(roleOf(column('default', 'target'), { ...NO_CHOICES, targetColumn: 'bad' })).toBe('feature')
    expect(roleOf(column('default', 'target'), NO_CHOICES)).toBe('target')
  })
})

describe('csvOptions', () => {
  it('leaves everything to the reader unless chosen', () => {
    expect(csvOptions(NO_CHOICES)).toEqual({})
    expect(csvOptions({ ...NO_CHOICES, decimal: ',', types: { zip: 'text' }, missing: ['', 'NA'] })).toEqual({
      decimal: ',',
      types: [{ column: 'zip', type: 'text' }],
      missing: ['', 'NA'],
    })
  })
})

describe('datasetNameOf', () => {
  it('drops the extension only', () => {
    expect(datasetNameOf('german.credit.csv')).toBe('german.credit')
    expect(datasetNameOf('loans')).toBe('loans')
  })
})

describe('withHeader', () => {
  it('tells the reader, and forgets what was said of columns that now have other names', () => {
    const choices = {
      ...NO_CHOICES,
      path: '/a.csv',
      decimal: ',' as const,
      targetColumn: 'bad',
      eventValue: '1',
      roles: { age: 'sensitive' as const },
      types: { id: 'text' as const },
    }
    const next = withHeader(choices, false)
    expect(csvOptions(next)).toEqual({ decimal: ',', hasHeader: false })
    expect(next).toMatchObject({ path: '/a.csv', targetColumn: null, eventValue: null, roles: {} })
  })
})
