import { describe, expect, it } from 'vitest'
import {
  columnMap,
  likelyColumn,
  namesInMessage,
  withNames,
} from '../../../../src/renderer/pages/models/import/column-map.ts'
import {
  EMPTY_IMPORT,
  importCommandOptions,
  importInput,
} from '../../../../src/renderer/pages/models/import/import-choices.ts'

const COLUMNS = ['LIMIT_BAL', 'age', 'pay_0']

describe('the names of a model file', () => {
  it('find the column that is written otherwise, stands at their place or begins alike', () => {
    expect(likelyColumn('f_limit_bal', ['BAL', 'LIMIT_BAL'])).toBe('LIMIT_BAL')
    expect(likelyColumn('f_age', ['AGE'])).toBe('AGE')
    expect(likelyColumn('limit bal', COLUMNS)).toBe('LIMIT_BAL')
    expect(likelyColumn('f1', COLUMNS)).toBe('age')
    expect(likelyColumn('Column_2', COLUMNS)).toBe('pay_0')
    expect(likelyColumn('f9', COLUMNS)).toBeNull()
    expect(likelyColumn('limitbalance', COLUMNS)).toBe('LIMIT_BAL')
    expect(likelyColumn('zz', COLUMNS)).toBeNull()
  })

  it('are read from a refusal and added with what is likely, once', () => {
    const names = namesInMessage('The data set x has no column "f0" and "f1", "f0"')
    expect(names).toEqual(['f0', 'f1'])
    const rows = withNames([{ name: 'f0', column: 'age' }], names, COLUMNS)
    expect(rows).toEqual([
      { name: 'f0', column: 'age' },
      { name: 'f1', column: 'age' },
    ])
  })

  it('are sent only where they say something', () => {
    expect(
      columnMap([
        { name: ' f0 ', column: 'age' },
        { name: '', column: 'age' },
        { name: 'x', column: '' },
        { name: 'age', column: 'age' },
      ]),
    ).toEqual({ f0: 'age' })
  })
})

describe('importInput', () => {
  it('leaves out what is not said', () => {
    expect(importInput('dv', { ...EMPTY_IMPORT, path: '/m.txt', name: ' ' })).toEqual({
      path: '/m.txt',
      dataset: 'dv',
      map: {},
    })
    const whole = {
      ...EMPTY_IMPORT,
      path: '/m.txt',
      name: ' LGB ',
      map: [{ name: 'f0', column: 'age' }],
      expectedColumn: 'raw',
      expectedMeaning: 'margin' as const,
    }
    expect(importInput('dv', whole)).toEqual({
      path: '/m.txt',
      dataset: 'dv',
      name: 'LGB',
      map: { f0: 'age' },
      expected: { column: 'raw', meaning: 'margin' },
    })
    expect(importCommandOptions('dv', whole)).toContainEqual(['map', ['f0=age']])
  })
})
