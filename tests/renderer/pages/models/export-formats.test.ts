import { describe, expect, it } from 'vitest'
import {
  DEFAULT_EXPORT,
  DIALECT_WORDS,
  exportInput,
  FORMAT_WORDS,
} from '../../../../src/renderer/pages/models/export/export-formats.ts'
import { EXPORT_FORMATS, SQL_DIALECTS } from '../../../../src/shared/contract/index.ts'

describe('exportInput', () => {
  it('says nothing of SQL for the other formats', () => {
    const asked = { ...DEFAULT_EXPORT, dialect: 'oracle' as const, goldenDataset: 'dv_1' }
    expect(exportInput('m', '/card.json', asked)).toEqual({ model: 'm', format: 'json', path: '/card.json' })
    expect(exportInput('m', '/card.pmml', { ...asked, format: 'pmml' })).toEqual({
      model: 'm',
      format: 'pmml',
      path: '/card.pmml',
    })
  })

  it('names engine, table and golden rows for SQL, and leaves out what is empty', () => {
    const sql = { ...DEFAULT_EXPORT, format: 'sql' as const, dialect: 'duckdb' as const }
    expect(exportInput('m', '/card.sql', { ...sql, table: ' risk.applicants ', goldenDataset: 'dv_1' })).toEqual({
      model: 'm',
      format: 'sql',
      path: '/card.sql',
      dialect: 'duckdb',
      table: 'risk.applicants',
      goldenDataset: 'dv_1',
    })
    expect(exportInput('m', '/card.sql', { ...sql, table: '  ' })).toEqual({
      model: 'm',
      format: 'sql',
      path: '/card.sql',
      dialect: 'duckdb',
    })
  })
})

describe('the words of the export', () => {
  it('know every format and every engine', () => {
    expect(Object.keys(FORMAT_WORDS).sort()).toEqual([...EXPORT_FORMATS].sort())
    expect(Object.keys(DIALECT_WORDS).sort()).toEqual([...SQL_DIALECTS].sort())
  })

  it('promise a test run for the three engines that run in the tests, and for no other', () => {
    const tested = SQL_DIALECTS.filter((dialect) => DIALECT_WORDS[dialect].isTested)
    expect([...tested].sort()).toEqual(['duckdb', 'postgresql', 'sqlite'])
  })
})
