import { Autocomplete, Button, Select, Textarea, TextInput } from '@mantine/core'
import { useRef } from 'react'
import type { DatasetVersion } from '../../../../shared/contract/index.ts'
import type { Step } from '../../../../shared/contract/step.ts'
import { Panel } from '../../../components/panel.tsx'
import { ExpressionField } from './expression-field.tsx'
import { ExpressionHelp } from './expression-help.tsx'
import { columnReference, type Insertion, insertAt, insertFunction } from './expression-text.ts'
import { type StepDraft, stepOf } from './step-draft.ts'
import { KIND_WORDS } from './step-words.ts'

interface FormProps {
  readonly version: DatasetVersion
  /** Steps before this one. */
  readonly before: readonly Step[]
  /** Names of columns made by other steps. */
  readonly taken: readonly string[]
  readonly draft: StepDraft
  readonly isNew: boolean
  readonly onChange: (draft: StepDraft) => void
  readonly onDone: (step: Step) => void
  readonly onClose: () => void
}

const REASONS = [
  'Duplicate application',
  'Fraud',
  'Staff or test account',
  'Outside the policy population',
  'No outcome yet',
]

/** Writes one step. */
export function StepForm(props: FormProps) {
  const { draft, onChange, version } = props
  const read = stepOf(draft, [...version.columns.map((column) => column.name), ...props.taken])
  const change = (fields: Partial<StepDraft>) => onChange({ ...draft, ...fields })
  const words = KIND_WORDS[draft.kind]
  return (
    <Panel title={props.isNew ? words.word : `Edit: ${words.word.toLowerCase()}`}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if ('step' in read) props.onDone(read.step)
        }}
      >
        {isExpressionKind(draft.kind) ? (
          <ExpressionFields {...props} change={change} />
        ) : (
          <SampleFields {...props} change={change} />
        )}
        <div className="row-between">
          <span className="caption" role="status">
            {'problem' in read ? read.problem : words.purpose}
          </span>
          <div className="row">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={'problem' in read}>
              {props.isNew ? 'Add step' : 'Change step'}
            </Button>
          </div>
        </div>
      </form>
    </Panel>
  )
}

type FieldsProps = FormProps & { readonly change: (fields: Partial<StepDraft>) => void }

const ROLE_CHOICES = [
  { value: '', label: 'Feature, unless said otherwise' },
  { value: 'feature', label: 'Feature' },
  { value: 'sensitive', label: 'Sensitive' },
  { value: 'date', label: 'Date' },
  { value: 'exposure', label: 'Exposure' },
  { value: 'identifier', label: 'Identifier' },
  { value: 'ignore', label: 'Ignore' },
]

function ExpressionFields(props: FieldsProps) {
  const { draft, change, version } = props
  const input = useRef<HTMLTextAreaElement>(null)
  const insert = (make: (text: string, start: number, end: number) => Insertion) => {
    const element = input.current
    const start = element?.selectionStart ?? draft.expression.length
    const { text, caret } = make(draft.expression, start, element?.selectionEnd ?? start)
    change({ expression: text })
    requestAnimationFrame(() => {
      element?.focus()
      element?.setSelectionRange(caret, caret)
    })
  }
  const makesColumn = draft.kind === 'derive' || draft.kind === 'weight'
  return (
    <>
      {makesColumn && <NewColumnFields draft={draft} change={change} />}
      <ExpressionField
        dataset={version.id}
        steps={props.before}
        label={EXPRESSION_LABELS[draft.kind] ?? 'Expression'}
        expression={draft.expression}
        onChange={(expression) => change({ expression })}
        input={input}
        wanted={draft.kind === 'derive' ? null : draft.kind === 'weight' ? 'number' : 'boolean'}
      />
      <ExpressionHelp
        columns={columnChoices(version, props.before)}
        onColumn={(name) => insert((text, start, end) => insertAt(text, start, end, columnReference(name)))}
        onFunction={(name) => insert((text, start, end) => insertFunction(text, start, end, name))}
        onFeature={(feature) =>
          change({
            expression: feature.expression,
            ...(draft.kind === 'derive'
              ? { description: feature.description, unit: feature.unit, name: draft.name || feature.name }
              : {}),
          })
        }
      />
      {draft.kind === 'derive' && (
        <Textarea
          label="Description, for the dictionary"
          value={draft.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
          maxLength={2000}
          autosize
          minRows={1}
          maxRows={4}
        />
      )}
      {!makesColumn && (
        <Autocomplete
          label="Reason"
          placeholder="such as Fraud, staff account, outside the policy population"
          data={REASONS}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
          maxLength={500}
          required
        />
      )}
    </>
  )
}

function NewColumnFields({ draft, change }: Pick<FieldsProps, 'draft' | 'change'>) {
  return (
    <div className="fields">
      <NameField draft={draft} change={change} />
      {draft.kind === 'derive' && (
        <>
          <TextInput
            label="Unit"
            value={draft.unit}
            onChange={(event) => change({ unit: event.currentTarget.value })}
            maxLength={60}
            w={100}
          />
          <Select
            label="Role"
            data={ROLE_CHOICES}
            value={draft.role}
            onChange={(role) => change({ role: role ?? '' })}
            w={200}
          />
        </>
      )}
    </div>
  )
}

const EXPRESSION_LABELS: Partial<Record<StepDraft['kind'], string>> = {
  derive: 'Expression',
  weight: 'Weight',
  filter: 'Keep the rows where',
  exclude: 'Leave out the rows where',
}

function SampleFields({ draft, change, version, before }: FieldsProps) {
  const columns = columnChoices(version, before).map((column) => column.name)
  const dates = [
    ...version.columns.filter((column) => column.type === 'date').map((column) => column.name),
    ...version.columns
      .filter((column) => column.type !== 'date' && column.role === 'date')
      .map((column) => column.name),
  ]
  const isDrawn = draft.kind !== 'outOfTime' || draft.developmentShare.trim() !== ''
  return (
    <div className="fields">
      <NameField draft={draft} change={change} />
      {draft.kind === 'outOfTime' && (
        <>
          <Select
            label="Column of dates"
            data={dates.length > 0 ? dates : columns}
            value={draft.dateColumn === '' ? null : draft.dateColumn}
            onChange={(dateColumn) => change({ dateColumn: dateColumn ?? '' })}
            description={dates.length > 0 ? undefined : 'No column is typed as date.'}
            searchable
            limit={100}
            w={200}
          />
          <TextInput
            label="First day out of time"
            placeholder="2024-01-01"
            value={draft.from}
            onChange={(event) => change({ from: event.currentTarget.value })}
            w={140}
          />
        </>
      )}
      {draft.kind === 'folds' ? (
        <TextInput
          label="Number of folds"
          value={draft.k}
          onChange={(event) => change({ k: event.currentTarget.value })}
          inputMode="numeric"
          w={130}
        />
      ) : (
        <TextInput
          label={draft.kind === 'outOfTime' ? 'Development share of earlier rows, %' : 'Development share, %'}
          placeholder={draft.kind === 'outOfTime' ? 'all of them' : ''}
          value={draft.developmentShare}
          onChange={(event) => change({ developmentShare: event.currentTarget.value })}
          inputMode="decimal"
          w={draft.kind === 'outOfTime' ? 250 : 160}
        />
      )}
      {isDrawn && <DrawFields draft={draft} change={change} columns={columns} />}
    </div>
  )
}

function DrawFields({ draft, change, columns }: Pick<FieldsProps, 'draft' | 'change'> & { columns: string[] }) {
  return (
    <>
      <Select
        label="Same shares within"
        placeholder="no column"
        data={columns}
        value={draft.stratifyBy === '' ? null : draft.stratifyBy}
        onChange={(stratifyBy) => change({ stratifyBy: stratifyBy ?? '' })}
        clearable
        searchable
        limit={100}
        w={200}
      />
      <TextInput
        label="Seed"
        value={draft.seed}
        onChange={(event) => change({ seed: event.currentTarget.value })}
        inputMode="numeric"
        w={110}
      />
    </>
  )
}

function NameField({ draft, change }: Pick<FieldsProps, 'draft' | 'change'>) {
  return (
    <TextInput
      label="Name of the new column"
      value={draft.name}
      onChange={(event) => change({ name: event.currentTarget.value })}
      maxLength={255}
      w={200}
    />
  )
}

function isExpressionKind(kind: StepDraft['kind']): boolean {
  return kind === 'derive' || kind === 'weight' || kind === 'filter' || kind === 'exclude'
}

/** Columns a step may use: those of the version and those made before it. */
function columnChoices(version: DatasetVersion, before: readonly Step[]) {
  return [
    ...version.columns.map(({ name, type, role }) => ({ name, note: `${type}, ${role}` })),
    ...before.flatMap((step) => ('name' in step ? [{ name: step.name, note: 'made by a step before' }] : [])),
  ]
}
