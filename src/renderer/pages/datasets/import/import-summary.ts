import type { DatasetPreview } from '../../../../shared/contract/index.ts'
import { formatBytes, formatNumber } from '../../../../shared/format.ts'
import { type ImportChoices, roleOf, settingOf, unknownColumns } from './import-choices.ts'
import { ROLE_WORDS } from './role-words.ts'
import { privacyOf } from './suggestions.ts'

/** What will be stored, in words: pairs of a heading and a sentence. */
export function importSummary(choices: ImportChoices, preview: DatasetPreview): (readonly [string, string])[] {
  const integer = (count: number) => formatNumber(count, 'integer')
  const { target } = choices
  const unknown = unknownColumns(choices, preview)
  return [
    ['File', `${preview.fileName}, ${formatBytes(preview.bytes)}`],
    ['Rows', preview.isPartial ? `All; ${integer(preview.nRows)} were read for the preview` : integer(preview.nRows)],
    ['Columns', `${integer(preview.columns.length)}: ${rolesText(choices, preview)}`],
    [
      'Target',
      target === null
        ? 'None: the data can be scored and described, not trained on'
        : target.eventValue === null
          ? `${target.column}; the value that means bad is still to be chosen`
          : `${target.column} = ${target.eventValue} is bad`,
    ],
    ['Personal data', privacySentence(choices, preview)],
    [
      'Cells listed',
      preview.nIssues === 0
        ? `None${preview.isPartial ? ' so far' : ''}: every cell fits its column`
        : `${integer(preview.nIssues)}${preview.isPartial ? ' so far' : ''}, each kept in the version’s record`,
    ],
    ['Special codes', codesText(choices, preview)],
    ...(unknown.length === 0
      ? []
      : [
          [
            'Left out',
            `said of columns this file does not have: ${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ' …' : ''}`,
          ] as const,
        ]),
    ['Version', versionText(choices)],
  ]
}

function rolesText(choices: ImportChoices, preview: DatasetPreview): string {
  const counts = new Map<string, number>()
  for (const column of preview.columns) {
    const word = ROLE_WORDS[roleOf(column, choices)].toLowerCase()
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ')
}

function privacySentence(choices: ImportChoices, preview: DatasetPreview): string {
  const treatments = preview.columns.flatMap((column) => privacyOf(column, choices)?.treatment ?? [])
  const nFound = preview.suggestions.filter((item) => item.privacy !== null).length
  if (treatments.length === 0) {
    return nFound === 0
      ? 'None found'
      : `Found in ${nFound === 1 ? '1 column' : `${nFound} columns`}, none treated: see step Columns`
  }
  const count = (wanted: string) => treatments.filter((treatment) => treatment === wanted).length
  return `${treatments.length === 1 ? '1 column' : `${treatments.length} columns`}: ${count('pseudonymise')} pseudonymised, ${count('mask')} masked, ${count('none')} shown`
}

function codesText(choices: ImportChoices, preview: DatasetPreview): string {
  const said = preview.columns.flatMap((column) => {
    const codes = settingOf(choices, column.name)?.specialCodes ?? column.specialCodes
    return codes.length === 0 ? [] : [`${column.name}: ${codes.join(', ')}`]
  })
  if (said.length === 0) return 'None'
  return said.length > 4 ? `${said.slice(0, 4).join('; ')}; and ${said.length - 4} more columns` : said.join('; ')
}

function versionText({ append, name }: ImportChoices): string {
  if (append === null) return `A new version of “${name}”, or nothing if an equal one is there`
  const known = append.key.length === 0 ? 'all their cells are' : `${append.key.join(', ')} is`
  return `Only new rows are added to the newest version of “${name}”; rows are known if ${known}`
}
