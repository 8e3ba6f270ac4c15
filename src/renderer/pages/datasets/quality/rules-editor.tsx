import { Button, Menu, NativeSelect, SegmentedControl } from '@mantine/core'
import { ChevronDown, Undo2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import {
  type DatasetVersion,
  type QualityRule,
  type QualityRuleKind,
  RULE_KINDS,
  SEVERITIES,
  type Severity,
} from '../../../../shared/contract/index.ts'
import { formatInstant } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SEVERITY_WORDS } from './quality-words.tsx'
import { type RuleEdit, undoName } from './rule-edits.ts'
import { RuleForm } from './rule-form.tsx'
import { RULE_KIND_TEXTS, ruleText } from './rule-kinds.ts'
import { RulesJson } from './rules-json.tsx'
import type { HeldRules } from './use-rules-draft.ts'

/** The rules as a table with a form for the chosen one, or as the JSON they are. */
export function RulesEditor({ version, held }: { version: DatasetVersion; held: HeldRules }) {
  const { draft, edit, suite } = held
  const [view, setView] = useState<'table' | 'json'>('table')
  const [chosen, setChosen] = useState<string | null>(null)
  const rule = draft.rules.find((item) => item.id === chosen) ?? null
  const undo = undoName(draft)
  return (
    <div className="stack">
      <div className="row-between">
        <div className="row">
          <AddRule version={version} held={held} onAdded={setChosen} />
          {undo !== null && (
            <Button variant="default" leftSection={<Undo2 size={16} />} onClick={() => edit({ do: 'undo' })}>
              Undo: {undo}
            </Button>
          )}
          <span className="caption">{stateText(held)}</span>
        </div>
        <div className="row">
          {suite !== null && (
            <Button
              variant="subtle"
              color="gray"
              disabled={held.because.size === 0}
              onClick={() => edit({ do: 'replace', rules: held.proposed, action: 'take the proposed rules' })}
            >
              Take the proposed rules
            </Button>
          )}
          <SegmentedControl
            aria-label="Rules as"
            size="xs"
            data={[
              { value: 'table', label: 'Table' },
              { value: 'json', label: 'JSON' },
            ]}
            value={view}
            onChange={(value) => setView(value === 'json' ? 'json' : 'table')}
          />
        </div>
      </div>
      {view === 'json' ? (
        <RulesJson rules={draft.rules} onTake={(rules) => edit({ do: 'replace', rules, action: 'edit JSON' })} />
      ) : (
        <>
          {rule !== null && <ChosenRule version={version} rule={rule} edit={edit} onClose={() => setChosen(null)} />}
          <RulesTable version={version} held={held} chosen={chosen} onChoose={setChosen} />
        </>
      )}
    </div>
  )
}

function stateText({ suite, isChanged }: HeldRules): string {
  const changed = isChanged ? '; changed since, not saved' : ''
  if (suite === null) return `Proposed from the data, not saved yet${isChanged ? '; changed' : ''}`
  return `Suite v${suite.version} of ${suite.datasetName}, ${formatInstant(suite.createdAt)} UTC by ${suite.createdBy}${changed}`
}

function AddRule(props: { version: DatasetVersion; held: HeldRules; onAdded: (id: string) => void }) {
  const { version, held, onAdded } = props
  const add = (kind: QualityRuleKind) => onAdded(held.add(kind, version.columns[0]?.name ?? ''))
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" rightSection={<ChevronDown size={16} />}>
          Add rule
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflow: 'auto' }}>
        {RULE_KINDS.map((kind) => (
          <Menu.Item key={kind} onClick={() => add(kind)}>
            {RULE_KIND_TEXTS[kind].word}
            <div className="caption">{RULE_KIND_TEXTS[kind].meaning}</div>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function ChosenRule(props: {
  version: DatasetVersion
  rule: QualityRule
  edit: (edit: RuleEdit) => void
  onClose: () => void
}) {
  const { rule, edit } = props
  const text = RULE_KIND_TEXTS[rule.kind]
  return (
    <Panel
      title={`${text.word}: ${rule.id}`}
      tools={
        <div className="row">
          <Button variant="default" size="xs" onClick={() => edit({ do: 'duplicate', id: rule.id })}>
            Duplicate
          </Button>
          <Button variant="default" size="xs" onClick={() => edit({ do: 'remove', id: rule.id })}>
            Remove
          </Button>
          <Button variant="subtle" color="gray" size="xs" onClick={props.onClose}>
            Close
          </Button>
        </div>
      }
    >
      <p className="caption" style={{ margin: 0 }}>
        {text.meaning}
      </p>
      <RuleForm
        version={props.version}
        rule={rule}
        onChange={(next) => edit({ do: 'change', id: rule.id, rule: next })}
      />
    </Panel>
  )
}

function RulesTable(props: {
  version: DatasetVersion
  held: HeldRules
  chosen: string | null
  onChoose: (id: string | null) => void
}) {
  const { version, held, chosen, onChoose } = props
  const { because, edit, draft } = held
  const columns = useMemo(() => ruleColumns(chosen, onChoose, edit, because), [chosen, onChoose, edit, because])
  return (
    <DataTable
      label={`Quality rules of ${version.name}`}
      columns={columns}
      rows={draft.rules}
      rowKey={(rule) => rule.id}
      hasSearch
      rowTone={(rule) => (rule.id === chosen ? 'selected' : undefined)}
      maxHeight="max(320px, calc(100vh - 300px))"
      empty="No rule yet. Use “Add rule” above."
    />
  )
}

function ruleColumns(
  chosen: string | null,
  onChoose: (id: string | null) => void,
  edit: (edit: RuleEdit) => void,
  because: ReadonlyMap<string, string>,
): Column<QualityRule>[] {
  return [
    {
      id: 'id',
      header: 'Rule',
      value: (rule) => rule.id,
      text: (rule) => rule.id,
      cell: (rule) => (
        <button
          type="button"
          className="plain-button link-button"
          aria-pressed={rule.id === chosen}
          onClick={() => onChoose(rule.id === chosen ? null : rule.id)}
        >
          {rule.id}
        </button>
      ),
      clip: 220,
    },
    {
      id: 'kind',
      header: 'Kind',
      value: (rule) => RULE_KIND_TEXTS[rule.kind].word,
      text: (rule) => RULE_KIND_TEXTS[rule.kind].word,
    },
    {
      id: 'severity',
      header: 'Severity',
      value: (rule) => rule.severity,
      text: (rule) => SEVERITY_WORDS[rule.severity],
      cell: (rule) => (
        <NativeSelect
          aria-label={`Severity of ${rule.id}`}
          size="xs"
          w={116}
          data={SEVERITIES.map((value) => ({ value, label: SEVERITY_WORDS[value] }))}
          value={rule.severity}
          onChange={(event) => edit({ do: 'severity', id: rule.id, severity: event.currentTarget.value as Severity })}
        />
      ),
    },
    { id: 'demand', header: 'Demand', text: ruleText, wrap: true },
    { id: 'because', header: 'Because', text: (rule) => rule.note ?? because.get(rule.id) ?? '', wrap: true },
  ]
}
