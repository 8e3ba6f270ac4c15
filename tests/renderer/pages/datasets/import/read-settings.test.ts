import { describe, expect, it } from 'vitest'
import { NO_CHOICES } from '../../../../../src/renderer/pages/datasets/import/import-choices.ts'
import {
  editedOption,
  readSettings,
  USUAL_DIALECT,
} from '../../../../../src/renderer/pages/datasets/import/read-settings.ts'
import type { Dialect, ReadDecision } from '../../../../../src/shared/contract/index.ts'

const decided = (what: string, confidence: ReadDecision['confidence']): ReadDecision => ({
  what,
  value: 'x',
  confidence,
  reason: `because of ${what}`,
})
const dialect: Dialect = {
  ...USUAL_DIALECT,
  decisions: [
    decided('delimiter', 'certain'),
    decided('decimal', 'guess'),
    decided('header', 'likely'),
    decided('lineEnding', 'certain'),
  ],
}

describe('readSettings', () => {
  it('puts guesses first and shows every decision, editable or not', () => {
    const settings = readSettings(dialect, NO_CHOICES)
    expect(settings[0]).toMatchObject({ id: 'decimal', confidence: 'guess', reason: 'because of decimal' })
    expect(settings.find(({ id }) => id === 'hasHeader')).toMatchObject({ confidence: 'likely', option: 'hasHeader' })
    expect(settings.find(({ id }) => id === 'lineEnding')).toMatchObject({
      option: null,
      edit: { kind: 'none', text: 'x' },
    })
    expect(new Set(settings.map(({ id }) => id)).size).toBe(settings.length)
  })

  it('shows what the person chose at once, as chosen', () => {
    const settings = readSettings(dialect, { ...NO_CHOICES, options: { decimal: ',' } })
    expect(settings.find(({ id }) => id === 'decimal')).toMatchObject({ confidence: 'chosen', edit: { value: ',' } })
  })

  it('asks of a workbook its sheet and of a column file no delimiter', () => {
    const ids = (format: Dialect['format']) =>
      readSettings({ ...USUAL_DIALECT, format, sheet: 'A', sheets: ['A', 'B'] }, NO_CHOICES).map(({ id }) => id)
    expect(ids('xlsx')).toContain('sheet')
    expect(ids('parquet')).toEqual(['missing', 'format'])
  })

  it('offers a mark it has no word for', () => {
    const delimiter = readSettings({ ...USUAL_DIALECT, delimiter: '~' }, NO_CHOICES).find(
      ({ id }) => id === 'delimiter',
    )
    expect(delimiter?.edit).toMatchObject({ value: '~', choices: expect.arrayContaining([{ value: '~', label: '~' }]) })
  })
})

describe('editedOption', () => {
  it('reads every edit as the reader takes it', () => {
    expect(editedOption('thousands', 'none')).toEqual({ thousands: null })
    expect(editedOption('comment', '')).toEqual({ comment: null })
    expect(editedOption('comment', '#')).toEqual({ comment: '#' })
    expect(editedOption('hasHeader', 'false')).toEqual({ hasHeader: false })
    expect(editedOption('missing', ['NA'])).toEqual({ missing: ['', 'NA'] })
    expect(editedOption('skipLines', 3)).toEqual({ skipLines: 3 })
  })
})
