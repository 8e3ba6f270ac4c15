import { Checkbox, Select, TagsInput, TextInput } from '@mantine/core'
import type { CsvOptions, DatasetPreview } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { KeyValues } from '../../components/key-values.tsx'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { DECIMALS, DELIMITERS, lineEndingWord } from './dialect-words.ts'
import { type ImportChoices, withHeader } from './import-choices.ts'

interface FormProps {
  readonly preview: DatasetPreview
  readonly choices: ImportChoices
  readonly onChange: (next: ImportChoices) => void
}

const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'latin-1', 'windows-1252'] as const

/** Name, target and the reader's decisions. */
export function ImportForm({ preview, choices, onChange }: FormProps) {
  return (
    <div className="stack">
      <Panel title="Dataset">
        <TextInput
          label="Name"
          value={choices.name}
          onChange={(event) => onChange({ ...choices, name: event.currentTarget.value })}
          maxLength={120}
          required
        />
        <TargetFields preview={preview} choices={choices} onChange={onChange} />
      </Panel>
      <Panel title="How the file is read">
        <DialectFields preview={preview} choices={choices} onChange={onChange} />
      </Panel>
    </div>
  )
}

function TargetFields({ preview, choices, onChange }: FormProps) {
  const values = preview.values.find((item) => item.column === choices.targetColumn)?.values ?? []
  return (
    <>
      <Select
        label="Target column"
        description="Says which cases turned bad."
        placeholder="None: data for scoring only"
        data={preview.columns.map((column) => column.name)}
        value={choices.targetColumn}
        onChange={(targetColumn) => onChange({ ...choices, targetColumn, eventValue: null })}
        searchable
        clearable
      />
      {choices.targetColumn !== null && (
        <Select
          label="Value that means bad"
          description="The event, yTrue = 1."
          placeholder="Choose the value"
          data={values}
          value={choices.eventValue}
          onChange={(eventValue) => onChange({ ...choices, eventValue })}
          searchable
          required
        />
      )}
      {choices.targetColumn !== null && values.length > 2 && (
        <Notice kind="attention">
          <p className="caption">
            This column has {values.length} different values; all but the chosen one count as good.
          </p>
        </Notice>
      )}
    </>
  )
}

function DialectFields({ preview, choices, onChange }: FormProps) {
  const { dialect } = preview
  const delimiters = DELIMITERS.some((item) => item.value === dialect.delimiter)
    ? [...DELIMITERS]
    : [...DELIMITERS, { value: dialect.delimiter, label: dialect.delimiter }]
  return (
    <>
      <Checkbox
        label="First line holds the column names"
        checked={choices.hasHeader ?? dialect.hasHeader ?? true}
        onChange={(event) => onChange(withHeader(choices, event.currentTarget.checked))}
      />
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
      <KeyValues
        items={[
          ['Rows', `${formatNumber(preview.nRows, 'integer')}${preview.isPartial ? ' in the part read so far' : ''}`],
          ['Quote', dialect.quote],
          ['Lines end with', lineEndingWord(dialect.lineEnding)],
          ['Byte order mark', dialect.byteOrderMark ? 'Yes, skipped' : 'No'],
        ]}
      />
    </>
  )
}
