import {
  type DatasetPreview,
  type Dialect,
  ENCODINGS,
  FILE_FORMATS,
  type FileFormat,
  type ReadDecision,
} from '../../../../shared/contract/index.ts'
import { DECIMALS, DELIMITERS, delimiterWord } from '../dialect-words.ts'
import type { FileOptions, ImportChoices } from './import-choices.ts'

export type SettingId = keyof FileOptions
type Choice = { readonly value: string; readonly label: string }

/** One decision about the file as the screen shows it: what, value, how sure, why, and how it can be changed. */
export interface ReadSetting {
  readonly id: string
  readonly label: string
  readonly confidence: ReadDecision['confidence']
  readonly reason: string
  readonly edit:
    | { readonly kind: 'none'; readonly text: string }
    | {
        readonly kind: 'choice'
        readonly value: string
        readonly choices: readonly Choice[]
        readonly otherLength: number
      }
    | { readonly kind: 'text'; readonly value: string; readonly maxLength: number; readonly placeholder: string }
    | { readonly kind: 'count'; readonly value: number }
    | { readonly kind: 'texts'; readonly value: readonly string[] }
  /** The options after an edit, from the edit's text or texts. */
  readonly option: SettingId | null
}

const FORMAT_WORDS: Record<FileFormat, string> = {
  csv: 'Delimited text (CSV, TSV …)',
  xlsx: 'Excel workbook',
  parquet: 'Parquet',
  jsonl: 'JSON lines',
}
const NONE = 'none'
const QUOTES = [
  { value: '"', label: 'Double quote "' },
  { value: "'", label: "Apostrophe '" },
]
const ESCAPES = [
  { value: 'double', label: 'Doubled ""' },
  { value: 'backslash', label: 'Backslash \\"' },
]
const THOUSANDS = [
  { value: NONE, label: 'None' },
  { value: ',', label: 'Comma ,' },
  { value: '.', label: 'Point .' },
  { value: ' ', label: 'Blank' },
  { value: "'", label: "Apostrophe '" },
  { value: '\u00a0', label: 'No-break blank' },
  { value: '\u202f', label: 'Narrow no-break blank' },
]
const RAGGED = [
  { value: 'refuse', label: 'Refuse the file' },
  { value: 'repair', label: 'Mend and list each' },
]
const HEADERS = [
  { value: 'true', label: 'Column names' },
  { value: 'false', label: 'Values' },
]
const LABELS: Readonly<Record<string, string>> = {
  format: 'Format',
  sheet: 'Sheet',
  encoding: 'Encoding',
  compression: 'Compression',
  delimiter: 'Delimiter',
  quote: 'Quote',
  escape: 'Quote inside a quote',
  hasHeader: 'First line holds',
  skipLines: 'Lines skipped before',
  comment: 'Comment mark',
  decimal: 'Decimal mark',
  thousands: 'Thousands mark',
  raggedRows: 'Rows too short or long',
  missing: 'Texts read as missing',
  lineEnding: 'Lines end with',
  dateSystem: 'Date system',
}
const OF_FORMAT: Record<FileFormat, readonly SettingId[]> = {
  csv: [
    'delimiter',
    'hasHeader',
    'decimal',
    'thousands',
    'encoding',
    'missing',
    'quote',
    'escape',
    'skipLines',
    'comment',
    'raggedRows',
    'format',
  ],
  xlsx: ['sheet', 'hasHeader', 'skipLines', 'missing', 'format'],
  parquet: ['missing', 'format'],
  jsonl: ['missing', 'format'],
}

/** Every decision of the reader, those to look at first; then what it has no opinion on but a person may want to change. */
export function readSettings(dialect: Dialect, choices: ImportChoices): ReadSetting[] {
  const decided = new Map(dialect.decisions.map((item) => [item.what === 'header' ? 'hasHeader' : item.what, item]))
  const ids = [...new Set<string>([...OF_FORMAT[dialect.format], ...decided.keys()])]
  const settings = ids.map((id) => settingFor(id, dialect, choices, decided.get(id)))
  return [...settings.filter(isGuess), ...settings.filter((setting) => !isGuess(setting))]
}

function isGuess(setting: ReadSetting): boolean {
  return setting.confidence === 'guess'
}

/** How many decisions are guesses and want a look. */
export function nGuesses(preview: DatasetPreview): number {
  return preview.dialect.decisions.filter(({ confidence }) => confidence === 'guess').length
}

function settingFor(
  id: string,
  dialect: Dialect,
  choices: ImportChoices,
  decision: ReadDecision | undefined,
): ReadSetting {
  const isChosen = Object.hasOwn(choices.options, id)
  return {
    id,
    label: LABELS[id] ?? id,
    confidence: isChosen ? 'chosen' : (decision?.confidence ?? 'certain'),
    reason: isChosen ? 'chosen by you' : (decision?.reason ?? USUAL_REASONS[id] ?? ''),
    edit: editOf(id, { ...dialect, ...givenOptions(choices.options) }, decision),
    option: Object.hasOwn(EDITORS, id) ? (id as SettingId) : null,
  }
}

const USUAL_REASONS: Readonly<Record<string, string>> = {
  missing: 'the usual texts for “no value”',
  raggedRows: 'unless you say otherwise: nothing is padded or cut silently',
}

function givenOptions(options: FileOptions): Partial<Dialect> {
  return options as Partial<Dialect>
}

function choice(value: string, choices: readonly Choice[], otherLength = 0): ReadSetting['edit'] {
  const isKnown = choices.some((item) => item.value === value)
  return {
    kind: 'choice',
    value,
    choices: isKnown ? choices : [...choices, { value, label: delimiterWord(value) }],
    otherLength,
  }
}

const EDITORS: Readonly<Record<string, (dialect: Dialect) => ReadSetting['edit']>> = {
  format: (dialect) =>
    choice(
      dialect.format,
      FILE_FORMATS.map((value) => ({ value, label: FORMAT_WORDS[value] })),
    ),
  sheet: (dialect) =>
    choice(
      dialect.sheet ?? '',
      dialect.sheets.map((value) => ({ value, label: value })),
    ),
  encoding: (dialect) =>
    choice(
      dialect.encoding,
      ENCODINGS.map((value) => ({
        value,
        label: value.replace('utf', 'UTF').replace('latin', 'Latin').replace('windows', 'Windows'),
      })),
    ),
  delimiter: (dialect) => choice(dialect.delimiter, DELIMITERS, 4),
  quote: (dialect) => choice(dialect.quote, QUOTES, 1),
  escape: (dialect) => choice(dialect.escape, ESCAPES),
  decimal: (dialect) => choice(dialect.decimal, DECIMALS),
  thousands: (dialect) => choice(dialect.thousands ?? NONE, THOUSANDS),
  hasHeader: (dialect) => choice(String(dialect.hasHeader ?? true), HEADERS),
  skipLines: (dialect) => ({ kind: 'count', value: dialect.skipLines }),
  comment: (dialect) => ({ kind: 'text', value: dialect.comment ?? '', maxLength: 4, placeholder: 'None' }),
  raggedRows: (dialect) => choice(dialect.raggedRows, RAGGED),
  missing: (dialect) => ({ kind: 'texts', value: dialect.missing.filter((text) => text !== '') }),
}

function editOf(id: string, dialect: Dialect, decision: ReadDecision | undefined): ReadSetting['edit'] {
  const editor = Object.hasOwn(EDITORS, id) ? EDITORS[id] : undefined
  return editor?.(dialect) ?? { kind: 'none', text: decision?.value ?? '' }
}

/** The option an edit means; a file always has empty cells that are missing. */
export function editedOption(id: SettingId, value: string | number | readonly string[]): FileOptions {
  switch (id) {
    case 'thousands':
    case 'comment':
      return { [id]: value === NONE || value === '' ? null : value } as FileOptions
    case 'hasHeader':
      return { hasHeader: value === 'true' }
    case 'missing':
      return { missing: ['', ...(Array.isArray(value) ? (value as string[]) : [])] }
    default:
      return { [id]: value } as FileOptions
  }
}

/** Where the reader could not find anything out, the person starts from the most common file. */
export const USUAL_DIALECT: Dialect = {
  format: 'csv',
  sheet: null,
  sheets: [],
  delimiter: ',',
  quote: '"',
  escape: 'double',
  decimal: '.',
  thousands: null,
  encoding: 'utf-8',
  compression: 'none',
  lineEnding: '\n',
  byteOrderMark: false,
  hasHeader: true,
  skipLines: 0,
  comment: null,
  raggedRows: 'refuse',
  missing: ['', 'NA', 'N/A', 'NaN', 'null', 'NULL', '?'],
  decisions: [],
}
