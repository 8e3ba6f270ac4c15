import { describe, expect, it } from 'vitest'
import {
  NO_CHOICES,
  settingOf,
  withSettings,
} from '../../../../../src/renderer/pages/datasets/import/import-choices.ts'
import {
  acceptSuggestions,
  openSuggestion,
  privacyOf,
  type Suggestion,
  suggestionText,
} from '../../../../../src/renderer/pages/datasets/import/suggestions.ts'
import { column } from './preview-fixture.ts'

const mail: Suggestion = {
  column: 'mail',
  role: 'identifier',
  roleReason: 'every value occurs once',
  privacy: { column: 'mail', class: 'email', confidence: 'high', evidence: '9 of 9', suggestion: 'mask' },
}
const open = { column: 'mail', role: 'identifier', privacy: { class: 'email', treatment: 'mask' } } as const

describe('suggestions', () => {
  it('are open until accepted, and never applied unasked', () => {
    expect(openSuggestion(column('mail'), mail, NO_CHOICES)).toEqual(open)
    expect(privacyOf(column('mail'), NO_CHOICES)).toBeNull()
    const accepted = acceptSuggestions(NO_CHOICES, [open])
    expect(settingOf(accepted, 'mail')).toEqual({ column: 'mail', role: 'identifier', privacy: open.privacy })
    expect(openSuggestion(column('mail'), mail, accepted)).toBeNull()
  })

  it('are closed by another answer', () => {
    const answered = withSettings(NO_CHOICES, [{ column: 'mail', role: 'ignore', privacy: null }])
    expect(openSuggestion(column('mail'), mail, answered)).toBeNull()
  })

  it('make a target only where there is none, and leave its bad value to the person', () => {
    const suggestion: Suggestion = { column: 'bad', role: 'target', roleReason: 'its name', privacy: null }
    const accepted = acceptSuggestions(NO_CHOICES, [{ column: 'bad', role: 'target', privacy: null }])
    expect(accepted).toMatchObject({ target: { column: 'bad', eventValue: null }, columns: [] })
    const taken = { ...NO_CHOICES, target: { column: 'y', eventValue: '1' } }
    expect(openSuggestion(column('bad'), suggestion, taken)).toBeNull()
  })

  it('are said in words', () => {
    expect(suggestionText(open)).toBe('Identifier; E-mail address, masked where shown')
  })
})
