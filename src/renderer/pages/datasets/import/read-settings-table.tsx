import { ActionIcon, NativeSelect, NumberInput, TagsInput, TextInput, Tooltip } from '@mantine/core'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { Dialect, ReadDecision } from '../../../../shared/contract/index.ts'
import { CopyTableMenu } from '../../../components/copy-table-menu.tsx'
import { Panel } from '../../../components/panel.tsx'
import { type Tone, VerdictBadge } from '../../../components/verdict-badge.tsx'
import { type ImportChoices, withOptions } from './import-choices.ts'
import { editedOption, type ReadSetting, readSettings } from './read-settings.ts'
import type { ChangeChoices } from './use-import-choices.ts'

const CONFIDENCE: Record<ReadDecision['confidence'], readonly [shape: string, word: string, tone: Tone]> = {
  certain: ['●', 'Certain', 'good'],
  likely: ['◐', 'Likely', 'neutral'],
  guess: ['▲', 'Guess', 'attention'],
  chosen: ['◆', 'Chosen', 'good'],
}

interface TableProps {
  readonly dialect: Dialect
  readonly choices: ImportChoices
  readonly onChange: ChangeChoices
}

/** How the file is read: every decision with its value, how sure it is and why; each can be changed. */
export function ReadSettingsTable({ dialect, choices, onChange }: TableProps) {
  const settings = readSettings(dialect, choices)
  return (
    <Panel
      title="How the file is read"
      isFlush
      tools={<CopyTableMenu label="How the file is read" table={() => plainTable(settings)} />}
    >
      <table className="table import-settings">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">What</th>
            <th scope="col">Confidence</th>
            <th scope="col">Value and reason</th>
          </tr>
        </thead>
        <tbody>
          {settings.map((setting) => (
            <tr key={setting.id} data-guess={setting.confidence === 'guess' || undefined}>
              <th scope="row">{setting.label}</th>
              <td className="import-sure">
                <Confidence confidence={setting.confidence} />
                <Reset setting={setting} choices={choices} onChange={onChange} />
              </td>
              <td>
                <Editor setting={setting} choices={choices} onChange={onChange} />
                {setting.reason !== '' && <div className="caption import-reason">{setting.reason}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function Confidence({ confidence }: Pick<ReadDecision, 'confidence'>) {
  const [shape, word, tone] = CONFIDENCE[confidence]
  return <VerdictBadge shape={shape} word={word} tone={tone} />
}

interface EditorProps {
  readonly setting: ReadSetting
  readonly choices: ImportChoices
  readonly onChange: ChangeChoices
}

function Reset({ setting, onChange }: EditorProps) {
  const { option } = setting
  if (option === null || setting.confidence !== 'chosen') return null
  const label = `Let the reader decide: ${setting.label}`
  return (
    <Tooltip label="Let the reader decide">
      <ActionIcon
        size={22}
        aria-label={label}
        onClick={() => onChange(setting.label.toLowerCase(), (old) => withOptions(old, { [option]: undefined }))}
      >
        <RotateCcw size={14} />
      </ActionIcon>
    </Tooltip>
  )
}

function Editor({ setting, onChange }: EditorProps) {
  const { edit, option, label } = setting
  if (option === null || edit.kind === 'none') return <>{edit.kind === 'none' ? edit.text : ''}</>
  const set = (value: string | number | readonly string[], undoLabel = label.toLowerCase()) =>
    onChange(undoLabel, (old) => withOptions(old, editedOption(option, value)))
  switch (edit.kind) {
    case 'choice':
      return <ChoiceEditor label={label} edit={edit} onSet={set} />
    case 'text':
      return (
        <TextInput
          aria-label={label}
          value={edit.value}
          maxLength={edit.maxLength}
          placeholder={edit.placeholder}
          onChange={(event) => set(event.currentTarget.value, `text of ${label.toLowerCase()}`)}
        />
      )
    case 'count':
      return (
        <NumberInput
          aria-label={label}
          value={edit.value}
          min={0}
          max={1000}
          allowDecimal={false}
          clampBehavior="strict"
          onChange={(value) => typeof value === 'number' && value !== edit.value && set(value)}
        />
      )
    case 'texts':
      return <TagsInput aria-label={label} value={[...edit.value]} onChange={(value) => set(value)} />
  }
}

const OTHER = '\u0000other'

/** A choice, with a field for a mark of one's own where any is allowed. */
function ChoiceEditor({
  label,
  edit,
  onSet,
}: {
  label: string
  edit: Extract<ReadSetting['edit'], { kind: 'choice' }>
  onSet: (value: string) => void
}) {
  const [isOther, setOther] = useState(false)
  const { otherLength } = edit
  return (
    <div className="import-choice">
      <NativeSelect
        aria-label={label}
        data={[...edit.choices, ...(otherLength > 0 ? [{ value: OTHER, label: 'Other …' }] : [])]}
        value={isOther ? OTHER : edit.value}
        onChange={(event) => {
          setOther(event.currentTarget.value === OTHER)
          if (event.currentTarget.value !== OTHER) onSet(event.currentTarget.value)
        }}
      />
      {isOther && (
        <TextInput
          aria-label={`${label}, other mark`}
          maxLength={otherLength}
          w={52}
          autoFocus
          onChange={(event) => event.currentTarget.value !== '' && onSet(event.currentTarget.value)}
        />
      )}
    </div>
  )
}

function plainTable(settings: readonly ReadSetting[]) {
  return {
    columns: ['What', 'Value', 'Confidence', 'Reason'].map((header) => ({ header, isNumeric: false })),
    rows: settings.map((setting) => [
      setting.label,
      valueText(setting),
      CONFIDENCE[setting.confidence][1],
      setting.reason,
    ]),
  }
}

function valueText({ edit }: ReadSetting): string {
  switch (edit.kind) {
    case 'none':
      return edit.text
    case 'choice':
      return edit.choices.find(({ value }) => value === edit.value)?.label ?? edit.value
    case 'texts':
      return edit.value.join(', ')
    case 'text':
      return edit.value === '' ? 'None' : edit.value
    case 'count':
      return String(edit.value)
  }
}
