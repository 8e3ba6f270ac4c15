import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changedEntries,
  type DictionaryDraft,
  isUnsaved,
  lastEditName,
  NO_DICTIONARY_DRAFT,
  NOTE_FIELDS,
  nDescribed,
  nUnsavedCells,
  textOf,
  undoEdit,
  writeCell,
} from '../../../../../src/renderer/pages/datasets/dictionary/dictionary-edits.ts'
import { nextCell } from '../../../../../src/renderer/pages/datasets/dictionary/next-cell.ts'
import type { DictionaryEntry } from '../../../../../src/shared/contract/index.ts'

function entry(column: string, description = ''): DictionaryEntry {
  return {
    column,
    description,
    unit: '',
    source: '',
    transformation: '',
    type: 'numeric',
    role: 'feature',
    specialCodes: [],
    privacy: null,
    derivation: null,
    nMissing: 0,
    nDistinct: 3,
    values: '1 to 3',
    editedAt: null,
    editedBy: null,
  }
}

const AGE = entry('age', 'Years of life')
const SUM = entry('sum')

describe('the draft of a dictionary', () => {
  it('holds unsaved texts beside the saved ones, trimmed', () => {
    const draft = writeCell(NO_DICTIONARY_DRAFT, SUM, 'unit', ' EUR ')
    expect(textOf(draft, SUM, 'unit')).toBe('EUR')
    expect(textOf(draft, AGE, 'description')).toBe('Years of life')
    expect([isUnsaved(draft, 'sum', 'unit'), isUnsaved(draft, 'sum', 'source')]).toEqual([true, false])
    expect(changedEntries(draft)).toEqual([{ column: 'sum', unit: 'EUR' }])
  })

  it('saves a text that was emptied, and nothing for a text that is as it was', () => {
    const emptied = writeCell(NO_DICTIONARY_DRAFT, AGE, 'description', '')
    expect(changedEntries(emptied)).toEqual([{ column: 'age', description: '' }])
    const back = writeCell(emptied, AGE, 'description', 'Years of life')
    expect(changedEntries(back)).toEqual([])
    expect(writeCell(NO_DICTIONARY_DRAFT, AGE, 'description', 'Years of life')).toBe(NO_DICTIONARY_DRAFT)
  })

  it('counts described columns and unsaved cells', () => {
    const draft = writeCell(writeCell(NO_DICTIONARY_DRAFT, SUM, 'description', 'Loan'), SUM, 'unit', 'EUR')
    expect(nDescribed([AGE, SUM], NO_DICTIONARY_DRAFT)).toBe(1)
    expect(nDescribed([AGE, SUM], draft)).toBe(2)
    expect(nUnsavedCells(draft)).toBe(2)
  })

  it('names what undo takes back, and takes it back to the text before', () => {
    const first = writeCell(NO_DICTIONARY_DRAFT, SUM, 'unit', 'EUR')
    const second = writeCell(first, SUM, 'unit', 'USD')
    expect(lastEditName(second)).toBe('unit of sum')
    expect(textOf(undoEdit(second), SUM, 'unit')).toBe('EUR')
    expect(undoEdit(undoEdit(second))).toEqual(NO_DICTIONARY_DRAFT)
    expect(undoEdit(NO_DICTIONARY_DRAFT)).toBe(NO_DICTIONARY_DRAFT)
    expect(lastEditName(NO_DICTIONARY_DRAFT)).toBeNull()
  })

  it('comes back to the beginning after as many undos as edits, whatever they were', () => {
    const edit = fc.tuple(fc.constantFrom(AGE, SUM), fc.constantFrom(...NOTE_FIELDS), fc.constantFrom('', 'a', 'b'))
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        let draft: DictionaryDraft = NO_DICTIONARY_DRAFT
        for (const [column, field, text] of edits) draft = writeCell(draft, column, field, text)
        while (lastEditName(draft) !== null) draft = undoEdit(draft)
        expect(draft).toEqual(NO_DICTIONARY_DRAFT)
      }),
    )
  })

  it('takes a column of any name, also those objects know already', () => {
    const odd = entry('constructor')
    expect(textOf(NO_DICTIONARY_DRAFT, odd, 'unit')).toBe('')
    expect(changedEntries(writeCell(NO_DICTIONARY_DRAFT, odd, 'unit', 'm'))).toEqual([
      { column: 'constructor', unit: 'm' },
    ])
  })
})

describe('nextCell', () => {
  it('goes on with Tab from the last field to the next row, and back again', () => {
    expect(nextCell({ row: 1, field: 'transformation' }, 'forward', 5)).toEqual({ row: 2, field: 'description' })
    expect(nextCell({ row: 2, field: 'description' }, 'back', 5)).toEqual({ row: 1, field: 'transformation' })
    expect(nextCell({ row: 1, field: 'unit' }, 'forward', 5)).toEqual({ row: 1, field: 'source' })
  })

  it('stays at the borders', () => {
    expect(nextCell({ row: 0, field: 'description' }, 'back', 5)).toEqual({ row: 0, field: 'description' })
    expect(nextCell({ row: 4, field: 'transformation' }, 'forward', 5)).toEqual({ row: 4, field: 'transformation' })
    expect(nextCell({ row: 0, field: 'unit' }, 'up', 5)).toEqual({ row: 0, field: 'unit' })
    expect(nextCell({ row: 0, field: 'unit' }, 'last', 5)).toEqual({ row: 4, field: 'unit' })
    expect(nextCell({ row: 0, field: 'unit' }, 'down', 0)).toEqual({ row: 0, field: 'unit' })
  })
})
