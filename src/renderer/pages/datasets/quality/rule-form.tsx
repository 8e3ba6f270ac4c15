import { Checkbox, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import type { DatasetVersion, QualityRule } from '../../../../shared/contract/index.ts'
import { changedRule, numberPart, textLines, valueLines } from './rule-form-values.ts'
import { RULE_KIND_TEXTS, type RuleField, ruleParts } from './rule-kinds.ts'

interface RuleFormProps {
  readonly version: DatasetVersion
  readonly rule: QualityRule
  readonly onChange: (rule: QualityRule) => void
}

/** The parts of one rule, as its kind asks for them. */
export function RuleForm({ version, rule, onChange }: RuleFormProps) {
  const { fields } = RULE_KIND_TEXTS[rule.kind]
  const parts = ruleParts(rule)
  return (
    <div className="fields">
      {fields.map((field) => (
        <Part
          key={field.key}
          version={version}
          field={field}
          value={parts[field.key]}
          onChange={(value) => onChange(changedRule(rule, field, value))}
        />
      ))}
      <TextInput
        label="Note"
        value={rule.note ?? ''}
        onChange={(event) => onChange(changedRule(rule, NOTE, event.currentTarget.value))}
        maxLength={500}
        w={320}
      />
    </div>
  )
}

const NOTE: RuleField = { key: 'note', label: 'Note', input: 'text', whenEmpty: 'absent' }

interface PartProps {
  readonly version: DatasetVersion
  readonly field: RuleField
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function Part(props: PartProps) {
  const { field, value, onChange } = props
  const shared = { label: field.label, ...(field.hint === undefined ? {} : { description: field.hint }) }
  switch (field.input) {
    case 'column':
    case 'columns':
    case 'pair':
      return <ColumnPart {...props} />
    case 'number':
    case 'share':
    case 'count':
      return (
        <NumberInput
          {...shared}
          value={numberPart(value)}
          onChange={(next) => onChange(typeof next === 'number' ? next : null)}
          {...(field.input === 'number' ? {} : { min: 0 })}
          {...(field.input === 'share' ? { max: 1, step: 0.01 } : {})}
          allowDecimal={field.input !== 'count'}
          w={190}
        />
      )
    case 'text':
      return (
        <TextInput
          {...shared}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
          w={field.key === 'expression' || field.key === 'pattern' ? 420 : 200}
          spellCheck={false}
        />
      )
    case 'flag':
      return (
        <Checkbox
          label={field.label}
          checked={
            value === true || (field.key === 'allowMissing' && field.label === 'May be missing' && value !== false)
          }
          onChange={(event) => onChange(event.currentTarget.checked)}
          mt={24}
        />
      )
    case 'values':
      return (
        <Textarea
          {...shared}
          value={valueLines(value)}
          onChange={(event) => onChange(textLines(event.currentTarget.value))}
          autosize
          minRows={2}
          maxRows={8}
          w={280}
          spellCheck={false}
        />
      )
    case 'choice':
      return (
        <Select
          {...shared}
          data={[...(field.choices ?? [])]}
          value={typeof value === 'string' ? value : null}
          onChange={(next) => next !== null && onChange(next)}
          allowDeselect={false}
          w={140}
        />
      )
  }
}

function ColumnPart({ version, field, value, onChange }: PartProps) {
  const shared = { label: field.label, ...(field.hint === undefined ? {} : { description: field.hint }) }
  const names = version.columns.map((column) => column.name)
  if (field.input === 'column') {
    const known = typeof value === 'string' && !names.includes(value) ? [value, ...names] : names
    return (
      <Select
        {...shared}
        data={known}
        value={typeof value === 'string' ? value : null}
        onChange={(next) => next !== null && onChange(next)}
        searchable
        allowDeselect={false}
        limit={200}
        w={220}
      />
    )
  }
  const chosen = Array.isArray(value) ? value.map(String) : []
  return (
    <MultiSelect
      {...shared}
      data={[...new Set([...chosen, ...names])]}
      value={chosen}
      onChange={onChange}
      searchable
      limit={200}
      {...(field.input === 'pair' ? { maxValues: 2 } : {})}
      w={420}
      maw="100%"
    />
  )
}
