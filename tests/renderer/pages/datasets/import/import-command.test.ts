import { describe, expect, it } from 'vitest'
import {
  importInput,
  NO_CHOICES,
  withSettings,
} from '../../../../../src/renderer/pages/datasets/import/import-choices.ts'
import { importCommand } from '../../../../../src/renderer/pages/datasets/import/import-command.ts'
import { column, previewOf } from './preview-fixture.ts'

const preview = previewOf([column('age'), column('bad'), column('iban'), column('when')])

describe('importCommand', () => {
  it('says every decision as an option', () => {
    const choices = withSettings(
      {
        ...NO_CHOICES,
        path: '/data/a b.csv',
        name: 'loans',
        target: { column: 'bad', eventValue: '1' },
        options: {
          delimiter: '\t',
          thousands: null,
          comment: null,
          hasHeader: true,
          skipLines: 0,
          missing: ['', 'NA'],
        },
        types: [
          { column: 'age', type: 'text' },
          { column: 'when', type: 'date', dateFormat: 'DD.MM.YYYY' },
        ],
        append: { key: ['iban'] },
      },
      [
        { column: 'age', role: 'sensitive', specialCodes: ['8888', '-1'] },
        { column: 'iban', role: 'identifier', privacy: { class: 'iban', treatment: 'pseudonymise' } },
      ],
    )
    expect(importCommand(importInput(choices, preview), null)).toBe(
      "npx assay import '/data/a b.csv' --name loans --append --key iban --target bad --event 1 --sensitive age --role iban=identifier --special age=8888 --special age=-1 --privacy iban=iban:pseudonymise --delimiter tab --thousands none --header --skip-lines 0 --comment none --missing '' --missing NA --type age=text --date-format when=DD.MM.YYYY",
    )
  })

  it('is bare where nothing was changed', () => {
    const input = importInput({ ...NO_CHOICES, path: 'a.csv', name: 'a' }, preview)
    expect(importCommand(input, null)).toBe('npx assay import a.csv --name a')
  })

  it('carries descriptions and units', () => {
    const noted = withSettings({ ...NO_CHOICES, name: 'a' }, [
      { column: 'age', unit: 'years', description: 'Age at application' },
    ])
    expect(importCommand(importInput(noted, preview), null)).toContain(
      "--describe 'age=Age at application' --unit age=years",
    )
  })
})
