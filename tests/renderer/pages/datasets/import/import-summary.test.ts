import { describe, expect, it } from 'vitest'
import { NO_CHOICES, withRole, withSettings } from '../../../../../src/renderer/pages/datasets/import/import-choices.ts'
import { importSummary } from '../../../../../src/renderer/pages/datasets/import/import-summary.ts'
import { column, previewOf } from './preview-fixture.ts'

const preview = previewOf([column('id'), column('age'), column('bad')], { nIssues: 2, isPartial: true, nRows: 5000 })
const said = (choices: typeof NO_CHOICES) => Object.fromEntries(importSummary(choices, preview))

describe('importSummary', () => {
  it('says what will be stored', () => {
    const choices = withSettings(
      withRole({ ...NO_CHOICES, name: 'loans', target: { column: 'bad', eventValue: '1' } }, ['age'], 'sensitive'),
      [
        { column: 'age', specialCodes: ['8888'] },
        { column: 'id', privacy: { class: 'other', treatment: 'pseudonymise' } },
      ],
    )
    expect(said(choices)).toMatchObject({
      Rows: 'All; 5000 were read for the preview',
      Columns: '3: 1 feature, 1 sensitive attribute, 1 target',
      Target: 'bad = 1 is bad',
      'Personal data': '1 column: 1 pseudonymised, 0 masked, 0 shown',
      'Cells listed': '2 so far, each kept in the version’s record',
      'Special codes': 'age: 8888',
    })
  })

  it('says what an append does and what is left out', () => {
    const choices = withRole({ ...NO_CHOICES, name: 'loans', append: { key: ['id'] } }, ['gone'], 'ignore')
    expect(said(choices)).toMatchObject({
      Version: 'Only new rows are added to the newest version of “loans”; rows are known if id is',
      'Left out': 'said of columns this file does not have: gone',
    })
  })
})
