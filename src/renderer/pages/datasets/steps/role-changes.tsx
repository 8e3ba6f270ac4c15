import { ActionIcon, Autocomplete, Select, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import type { ColumnRole, DatasetVersion } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { type StepPlan, setRole, setTarget } from './step-plan.ts'

interface ChangesProps {
  readonly version: DatasetVersion
  readonly plan: StepPlan
  /** Names of columns made by the steps. */
  readonly made: readonly string[]
  readonly onChange: (change: (plan: StepPlan) => StepPlan) => void
}

const ROLES: readonly { readonly value: ColumnRole; readonly label: string }[] = [
  { value: 'feature', label: 'Feature' },
  { value: 'identifier', label: 'Identifier' },
  { value: 'sensitive', label: 'Sensitive' },
  { value: 'weight', label: 'Weight' },
  { value: 'date', label: 'Date' },
  { value: 'exposure', label: 'Exposure' },
  { value: 'sample', label: 'Sample' },
  { value: 'ignore', label: 'Ignore' },
]

/** Other roles for columns, and another target. */
export function RoleChanges({ version, plan, made, onChange }: ChangesProps) {
  const [column, setColumn] = useState<string | null>(null)
  const own = (name: string): ColumnRole => version.columns.find((one) => one.name === name)?.role ?? 'feature'
  const names = [...version.columns.filter((one) => one.role !== 'target').map((one) => one.name), ...made]
  return (
    <div className="stack">
      <div className="fields">
        <Select
          label="Change the role of"
          placeholder="Choose a column"
          data={names}
          value={column}
          onChange={setColumn}
          searchable
          limit={100}
          w={190}
        />
        <Select
          label="to"
          data={[...ROLES]}
          value={column === null ? null : (plan.roles[column] ?? own(column))}
          disabled={column === null}
          onChange={(role) => {
            if (column !== null && role !== null)
              onChange((old) => setRole(old, column, role as ColumnRole, own(column)))
          }}
          w={130}
        />
      </div>
      {Object.entries(plan.roles).map(([name, role]) => (
        <div key={name} className="row" style={{ flexWrap: 'nowrap', gap: 4 }}>
          <span className="one-line" title={name}>
            {name}: {own(name)} → <strong>{role}</strong>
          </span>
          <Tooltip label="Keep its role">
            <ActionIcon
              aria-label={`Keep the role of ${name}`}
              onClick={() => onChange((old) => setRole(old, name, own(name), own(name)))}
            >
              <X size={16} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      <TargetFields version={version} plan={plan} made={made} onChange={onChange} />
    </div>
  )
}

const KEEP = 'keep'
const NONE = 'none'
const COLUMN = 'column:'

function TargetFields({ version, plan, made, onChange }: ChangesProps) {
  const { api } = useServices()
  const profile = useQuery(
    api.dataset.profile.queryOptions({ input: { dataset: version.id }, staleTime: Number.POSITIVE_INFINITY }),
  )
  const target = plan.target
  const stays =
    version.target === null ? 'Stays: none' : `Stays: ${version.target.column} = ${version.target.eventValue}`
  const names = [...version.columns.map((one) => one.name), ...made]
  const values = profile.data?.find((one) => one.name === target?.column)?.topValues.map((one) => one.value) ?? []
  return (
    <div className="fields">
      <Select
        label="Target"
        data={[
          { value: KEEP, label: stays },
          { value: NONE, label: 'No target' },
          ...names.map((name) => ({ value: `${COLUMN}${name}`, label: name })),
        ]}
        value={target === undefined ? KEEP : target === null ? NONE : `${COLUMN}${target.column}`}
        onChange={(value) => {
          if (value === null || value === KEEP) onChange((old) => setTarget(old, undefined))
          else if (value === NONE) onChange((old) => setTarget(old, null))
          else onChange((old) => setTarget(old, { column: value.slice(COLUMN.length), eventValue: '' }))
        }}
        searchable
        limit={100}
        w={190}
      />
      {target !== undefined && target !== null && (
        <Autocomplete
          label="Value that means bad"
          data={[...values]}
          value={target.eventValue}
          onChange={(eventValue) => onChange((old) => setTarget(old, { column: target.column, eventValue }))}
          error={target.eventValue.trim() === '' ? 'Needed' : null}
          w={150}
        />
      )}
    </div>
  )
}
