import { Checkbox, Select, TagsInput } from '@mantine/core'
import type { CsvOptions, DatasetPreview, Dialect } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { KeyValues } from '../../components/key-values.tsx'
import { Panel } from '../../components/panel.tsx'
import { DECIMALS, DELIMITERS, delimiterWord, lineEndingWord } from './dialect-words.ts'
import { type ImportChoices, withHeader } from './import-choices.ts'

const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'latin-1', 'windows-1252'] as const

/** Where the reader could not find anything out, the person starts from the most common file. */
export const USUAL_DIALECT: Dialect = {
  delimiter: ',',
  quote: '"',
  decimal: '.',
  encoding: 'utf-8',
  lineEnding: '\n',
  byteOrderMark: false,
  hasHeader: true,
  missing: ['', 'NA', 'N/A', 'NaN', 'null', 'NULL', '?'],
}

interface DialectProps {
  readonly dialect: Dialect
  /** What the reader found besides; null while the file cannot be read as it stands. */
  readonly preview: DatasetPreview | null
  readonly choices: ImportChoices
  readonly onChange: (next: ImportChoices) => void
}

/** How the file is read: what the reader has found out, and the person's changes to it. */
export function DialectPanel({ dialect, preview, choices, onChange }: DialectProps) {
  return (
    <Panel title="How the file is read">
      <Checkbox
        label="First line holds the column names"
        checked={choices.hasHeader ?? dialect.hasHeader ?? true}
        onChange={(event) => onChange(withHeader(choices, event.currentTarget.checked))}
      />
      <SignFields dialect={dialect} choices={choices} onChange={onChange} />
      <Select
        label="Encoding"
        data={[...ENCODINGS]}
        value={choices.encoding ?? dialect.encoding}
        onChange={(encoding) => onChange({ ...choices, encoding: encoding as NonNullable<CsvOptions['encoding']> })}
      />
      <TagsInput
        label="Texts read as missing"
        description="Press Enter after each."
        value={[...(choices.missing ?? dialect.missing)].filter((text) => text !== '')}
        onChange={(missing) => onChange({ ...choices, missing: ['', ...missing] })}
      />
      {preview !== null && <Found preview={preview} />}
    </Panel>
  )
}

function SignFields({ dialect, choices, onChange }: Omit<DialectProps, 'preview'>) {
  const delimiters = DELIMITERS.some((item) => item.value === dialect.delimiter)
    ? [...DELIMITERS]
    : [...DELIMITERS, { value: dialect.delimiter, label: delimiterWord(dialect.delimiter) }]
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8 }}>
      <Select
        label="Delimiter"
        data={delimiters}
        value={choices.delimiter ?? dialect.delimiter}
        onChange={(delimiter) => onChange({ ...choices, delimiter })}
      />
      <Select
        label="Decimal sign"
        data={[...DECIMALS]}
        value={choices.decimal ?? dialect.decimal}
        onChange={(decimal) => onChange({ ...choices, decimal: decimal === ',' ? ',' : '.' })}
      />
    </div>
  )
}

function Found({ preview }: { preview: DatasetPreview }) {
  const { dialect } = preview
  return (
    <KeyValues
      items={[
        ['Rows', `${formatNumber(preview.nRows, 'integer')}${preview.isPartial ? ' in the part read so far' : ''}`],
        ['Quote', dialect.quote],
        ['Lines end with', lineEndingWord(dialect.lineEnding)],
        ['Byte order mark', dialect.byteOrderMark ? 'Yes, skipped' : 'No'],
      ]}
    />
  )
}
