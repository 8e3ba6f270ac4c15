import type { ColumnPrivacy, ColumnRole, ColumnSchema, DatasetPreview } from '../../../../shared/contract/index.ts'
import { type ImportChoices, roleOf, settingOf, withRole, withSettings } from './import-choices.ts'
import { CLASS_WORDS, ROLE_WORDS, TREATMENT_WORDS } from './role-words.ts'

export type Suggestion = DatasetPreview['suggestions'][number]

/** What of a suggestion is not yet as the person has it. */
export interface OpenSuggestion {
  readonly column: string
  readonly role: ColumnRole | null
  readonly privacy: ColumnPrivacy | null
}

/** The privacy a column will have. */
export function privacyOf(
  column: Pick<ColumnSchema, 'name' | 'privacy'>,
  choices: ImportChoices,
): ColumnPrivacy | null {
  const said = settingOf(choices, column.name)?.privacy
  return said === undefined ? column.privacy : said
}

/** What is proposed for a column and neither accepted nor answered otherwise by the person. */
export function openSuggestion(
  column: ColumnSchema,
  suggestion: Suggestion | undefined,
  choices: ImportChoices,
): OpenSuggestion | null {
  if (suggestion === undefined) return null
  const said = settingOf(choices, column.name)
  const { role: proposed, privacy: finding } = suggestion
  const isRoleOpen = said?.role === undefined && proposed !== null && proposed !== roleOf(column, choices)
  const isTargetTaken = proposed === 'target' && choices.target !== null
  const role = isRoleOpen && !isTargetTaken ? proposed : null
  const isPrivacyOpen = finding !== null && said?.privacy === undefined
  const privacy = isPrivacyOpen ? { class: finding.class, treatment: finding.suggestion } : null
  return role === null && privacy === null ? null : { column: column.name, role, privacy }
}

/** The choices with suggestions accepted. */
export function acceptSuggestions(choices: ImportChoices, suggestions: readonly OpenSuggestion[]): ImportChoices {
  let accepted = choices
  for (const { column, role } of suggestions) {
    if (role === 'target') accepted = withRole(accepted, [column], role)
  }
  return withSettings(
    accepted,
    suggestions.flatMap(({ column, role, privacy }) => {
      const setting = {
        column,
        ...(role === null || role === 'target' ? {} : { role }),
        ...(privacy === null ? {} : { privacy }),
      }
      return role === 'target' && privacy === null ? [] : [setting]
    }),
  )
}

/** "Identifier; Masked where shown". */
export function suggestionText({ role, privacy }: OpenSuggestion): string {
  return [role === null ? null : ROLE_WORDS[role], privacy === null ? null : privacyText(privacy)]
    .filter((part) => part !== null)
    .join('; ')
}

/** "E-mail address, masked where shown". */
export function privacyText(privacy: ColumnPrivacy): string {
  return `${CLASS_WORDS[privacy.class]}, ${TREATMENT_WORDS[privacy.treatment].toLowerCase()}`
}
