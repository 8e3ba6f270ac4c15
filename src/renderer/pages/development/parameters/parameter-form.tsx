import { Select, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DatasetVersion, Method } from '../../../../shared/contract/index.ts'
import { Panel } from '../../../components/panel.tsx'
import { percentOf, shareOf } from '../../../words/percent.ts'
import { METHOD_CHOICES } from '../../models/model-words.ts'
import {
  boostingHandle,
  type DevelopmentDraftHandle,
  type DraftSpec,
  regressionHandle,
} from '../use-development-draft.ts'
import { BoostingParts } from './boosting-parts.tsx'
import { FieldPair, ParameterField } from './parameter-field.tsx'
import { RegressionParts } from './regression-parts.tsx'

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
        description={METHOD_CHOICES.find(({ value }) => value === spec.method)?.explanation}
        data={METHOD_CHOICES.map(({ value, label }) => ({ value, label }))}
        value={spec.method}
        onChange={(method) => draft.setMethod((method ?? 'scorecard') as Method)}
        allowDeselect={false}
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
          value={percentOf(spec.params.developmentShare)}
          min={10}
          max={100}
          onChange={(percent) => setSpec((previous) => withDevelopmentShare(previous, shareOf(percent)))}
        />
      </FieldPair>
      {spec.method === 'gbdt' ? (
        <BoostingParts dataset={dataset} draft={boostingHandle(draft)} />
      ) : (
        <RegressionParts dataset={dataset} draft={regressionHandle(draft)} />
      )}
    </Panel>
  )
}

function withDevelopmentShare(spec: DraftSpec, developmentShare: number): DraftSpec {
  return spec.method === 'gbdt'
    ? { ...spec, params: { ...spec.params, developmentShare } }
    : { ...spec, params: { ...spec.params, developmentShare } }
}
