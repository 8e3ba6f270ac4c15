import { describe, expect, it } from 'vitest'
import {
  columnWidth,
  countReadings,
  previewCells,
} from '../../../../../src/renderer/pages/datasets/import/preview-cells.ts'
import { column, previewOf } from './preview-fixture.ts'

describe('previewCells', () => {
  const preview = previewOf([column('a'), column('b')], {
    rows: [
      { line: 2, raw: ['1,5', 'NA'], parsed: [1.5, null] },
      { line: 3, raw: ['3a', '7'], parsed: [null, 7] },
      { line: 4, raw: ['1'], parsed: [1, null] },
    ],
    issues: [
      { line: 3, column: 'a', raw: '3a', problem: 'is not a number', action: 'read as missing' },
      { line: 4, column: null, raw: '', problem: 'the row has too few cells', action: 'padded' },
    ],
  })

  it('tells rewritten, missing, unfit and equal cells apart', () => {
    const cells = previewCells(preview)
    expect(cells.map((row) => row.map(({ reading }) => reading))).toEqual([
      ['rewritten', 'missing'],
      ['unfit', 'same'],
      ['same', 'missing'],
    ])
    expect(cells[2]?.[1]).toMatchObject({ value: '◇', raw: '(no cell)' })
    expect(countReadings(cells)).toEqual({ same: 2, rewritten: 1, missing: 2, unfit: 1 })
  })

  it('keeps column widths within bounds', () => {
    expect(columnWidth('a', [])).toBe(76)
    expect(columnWidth('a'.repeat(500), [])).toBe(260)
  })
})
