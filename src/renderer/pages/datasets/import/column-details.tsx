import { Button, NativeSelect, TagsInput, Textarea, TextInput } from '@mantine/core'
import type { ColumnSetting, PiiClass, PrivacyTreatment } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { VerdictBadge } from '../../../components/verdict-badge.tsx'
import type { ColumnRow } from './columns-step.tsx'
import { type ImportChoices, settingOf, typeChoiceOf, withSettings, withTypes } from './import-choices.ts'
import { CLASS_OPTIONS, CLASS_WORDS, DATE_FORMATS, TREATMENT_OPTIONS, TYPE_WORDS } from './role-words.ts'
import { acceptSuggestions, privacyOf, suggestionText } from './suggestions.ts'
import type { ChangeChoices } from './use-import-choices.ts'

interface DetailsProps {
  readonly row: ColumnRow
  readonly choices: ImportChoices
  readonly onChange: ChangeChoices
}

/** Everything about one column that has no room on its line. */
export function ColumnDetails({ row, choices, onChange }: DetailsProps) {
  const { column, suggestion, open } = row
  const { name } = column
  const setting = settingOf(choices, name)
  const say = (label: string, said: Omit<ColumnSetting, 'column'>) =>
    onChange(label, (old) => withSettings(old, [{ column: name, ...said }]))
  return (
    <section className="panel import-details" aria-label={`Column ${name}`}>
      <div className="panel-head">
        <h2 className="one-line" title={name}>
          {name}
        </h2>
        <span className="caption">{TYPE_WORDS[column.type]}</span>
      </div>
      <div className="panel-body">
        <p className="caption import-facts">
          {column.reason}. {formatNumber(column.nDistinct, 'integer')} distinct,{' '}
          {formatNumber(column.nMissing, 'integer')} missing
          {column.nUnparsed > 0 && `, ${formatNumber(column.nUnparsed, 'integer')} did not fit`}.
        </p>
        {open !== null && (
          <div className="notice" data-kind="info">
            <div className="notice-body">
              <span>
                Suggested: <b>{suggestionText(open)}</b>
              </span>
              {open.role !== null && <span className="caption">{suggestion?.roleReason}</span>}
            </div>
            <Button
              variant="default"
              onClick={() => onChange(`suggestion for ${name}`, (old) => acceptSuggestions(old, [open]))}
            >
              Accept
            </Button>
          </div>
        )}
        <DateFormat row={row} choices={choices} onChange={onChange} />
        <TagsInput
          label="Special codes"
          description="Values that are codes, not quantities. Enter after each."
          value={[...(setting?.specialCodes ?? column.specialCodes)]}
          onChange={(specialCodes) => say(`special codes of ${name}`, { specialCodes })}
          maxTags={100}
        />
        <Privacy row={row} choices={choices} onChange={onChange} />
        <Textarea
          label="Description"
          value={setting?.description ?? ''}
          onChange={(event) => say(`text of the description of ${name}`, { description: event.currentTarget.value })}
          maxLength={2000}
          rows={2}
        />
        <TextInput
          label="Unit"
          value={setting?.unit ?? ''}
          onChange={(event) => say(`text of the unit of ${name}`, { unit: event.currentTarget.value })}
          maxLength={60}
        />
      </div>
    </section>
  )
}

function DateFormat({ row, choices, onChange }: DetailsProps) {
  const { name, type, dateFormat } = row.column
  const chosen = typeChoiceOf(choices, name)
  if ((chosen?.type ?? type) !== 'date') return null
  const value = chosen?.dateFormat ?? dateFormat ?? ''
  return (
    <NativeSelect
      label="Date format"
      description="How every value of the column is written."
      data={[{ value: '', label: 'Found from the values' }, ...DATE_FORMATS]}
      value={value}
      onChange={(event) => {
        const format = event.currentTarget.value
        onChange(`date format of ${name}`, (old) => withTypes(old, [name], 'date', format === '' ? undefined : format))
      }}
    />
  )
}

const CONFIDENCE = {
  high: ['●', 'High', 'good'],
  medium: ['◐', 'Medium', 'neutral'],
  low: ['▲', 'Low', 'attention'],
} as const

function Privacy({ row, choices, onChange }: DetailsProps) {
  const { column, suggestion } = row
  const { name } = column
  const privacy = privacyOf(column, choices)
  const finding = suggestion?.privacy ?? null
  const say = (next: ColumnSetting['privacy']) =>
    onChange(`privacy of ${name}`, (old) => withSettings(old, [{ column: name, privacy: next }]))
  return (
    <>
      <NativeSelect
        label="Personal data"
        data={[{ value: '', label: 'None' }, ...CLASS_OPTIONS]}
        value={privacy?.class ?? ''}
        onChange={(event) => {
          const value = event.currentTarget.value
          say(value === '' ? null : { class: value as PiiClass, treatment: privacy?.treatment ?? 'mask' })
        }}
      />
      {privacy !== null && (
        <NativeSelect
          label="Treatment"
          data={TREATMENT_OPTIONS}
          value={privacy.treatment}
          onChange={(event) => say({ ...privacy, treatment: event.currentTarget.value as PrivacyTreatment })}
        />
      )}
      {finding !== null && (
        <div className="import-finding">
          <VerdictBadge
            shape={CONFIDENCE[finding.confidence][0]}
            word={`${CONFIDENCE[finding.confidence][1]} confidence`}
            tone={CONFIDENCE[finding.confidence][2]}
          />
          <span className="caption">
            {CLASS_WORDS[finding.class]}: {finding.evidence}
          </span>
        </div>
      )}
    </>
  )
}
