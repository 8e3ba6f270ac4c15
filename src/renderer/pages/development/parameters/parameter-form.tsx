import { Accordion, Select, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DatasetVersion, Method, ScorecardParams } from '../../../../shared/contract/index.ts'
import { Panel } from '../../../components/panel.tsx'
import { percentOf, shareOf } from '../../../words/percent.ts'
import { candidateColumns, weightColumn } from '../training-input.ts'
import type { DevelopmentDraftHandle } from '../use-development-draft.ts'
import { BinningSection } from './binning-section.tsx'
import { FieldPair, ParameterField } from './parameter-field.tsx'
import { parameterSummary } from './parameter-summary.ts'
import { RegressionSection } from './regression-section.tsx'
import { RejectSection } from './reject-section.tsx'
import { ScalingSection } from './scaling-section.tsx'
import { SelectionSection } from './selection-section.tsx'

/** Method, seed, split and every parameter, each with its default; a folded part says what is set in it. */
export function ParameterForm({
  dataset,
  draft,
  children,
}: {
  dataset: DatasetVersion
  draft: DevelopmentDraftHandle
  /** The choice of the data, above everything else. */
  children: ReactNode
}) {
  const { spec, setSpec, name, setName } = draft
  const { params } = spec
  const onChange = (next: ScorecardParams) => setSpec((previous) => ({ ...previous, params: next }))
  const candidates = candidateColumns(dataset).map((column) => column.name)
  const numeric = dataset.columns.filter(({ type }) => type === 'numeric').map((column) => column.name)
  const summary = parameterSummary(params, weightColumn(dataset))
  const section = { params, onChange }
  return (
    <Panel title="Data and parameters">
      {children}
      <TextInput
        label="Model name"
        placeholder="As the dataset"
        value={name ?? ''}
        onChange={(event) => setName(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        maxLength={120}
      />
      <Select
        label="Method"
        data={[
          { value: 'scorecard', label: 'Scorecard (WoE)' },
          { value: 'logistic', label: 'Logistic regression, raw' },
        ]}
        value={spec.method}
        onChange={(method) => setSpec((previous) => ({ ...previous, method: (method ?? 'scorecard') as Method }))}
      />
      <FieldPair>
        <ParameterField
          label="Seed"
          value={spec.seed}
          min={0}
          max={4_294_967_295}
          isWhole
          onChange={(seed) => setSpec((previous) => ({ ...previous, seed }))}
        />
        <ParameterField
          label="Development, %"
          value={percentOf(params.developmentShare)}
          min={10}
          max={100}
          onChange={(percent) => onChange({ ...params, developmentShare: shareOf(percent) })}
        />
      </FieldPair>
      <Accordion multiple chevronPosition="left" order={3}>
        <Part value="binning" title="Binning" summary={summary.binning}>
          <BinningSection {...section} />
        </Part>
        <Part value="selection" title="Selection" summary={summary.selection}>
          <SelectionSection {...section} columns={candidates} />
        </Part>
        <Part value="regression" title="Regression" summary={summary.regression}>
          <RegressionSection {...section} numericColumns={numeric} weightColumn={weightColumn(dataset)} />
        </Part>
        <Part value="scaling" title="Points" summary={summary.scaling}>
          <ScalingSection {...section} />
        </Part>
        <Part value="rejects" title="Rejected applicants" summary={summary.rejects}>
          <RejectSection {...section} columns={dataset.columns.map((column) => column.name)} />
        </Part>
      </Accordion>
    </Panel>
  )
}

function Part(props: { value: string; title: string; summary: string; children: ReactNode }) {
  return (
    <Accordion.Item value={props.value}>
      <Accordion.Control styles={{ control: { paddingInline: 4 }, label: { paddingBlock: 5, lineHeight: 1.35 } }}>
        {props.title}
        <div className="caption one-line">{props.summary}</div>
      </Accordion.Control>
      <Accordion.Panel>{props.children}</Accordion.Panel>
    </Accordion.Item>
  )
}
