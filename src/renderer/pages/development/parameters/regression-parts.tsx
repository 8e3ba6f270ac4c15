import { Accordion } from '@mantine/core'
import type { DatasetVersion, ScorecardParams } from '../../../../shared/contract/index.ts'
import { candidateColumns, weightColumn } from '../training-input.ts'
import type { RegressionDraftHandle } from '../use-development-draft.ts'
import { BinningSection } from './binning-section.tsx'
import { ParameterPart } from './parameter-part.tsx'
import { parameterSummary } from './parameter-summary.ts'
import { RegressionSection } from './regression-section.tsx'
import { RejectSection } from './reject-section.tsx'
import { ScalingSection } from './scaling-section.tsx'
import { SelectionSection } from './selection-section.tsx'

/** The parameters of scorecards and logistic regressions. */
export function RegressionParts({ dataset, draft }: { dataset: DatasetVersion; draft: RegressionDraftHandle }) {
  const { spec, setSpec } = draft
  const { params } = spec
  const onChange = (next: ScorecardParams) => setSpec((previous) => ({ ...previous, params: next }))
  const candidates = candidateColumns(dataset).map((column) => column.name)
  const numeric = dataset.columns.filter(({ type }) => type === 'numeric').map((column) => column.name)
  const summary = parameterSummary(params, weightColumn(dataset))
  const section = { params, onChange }
  return (
    <Accordion multiple chevronPosition="left" order={3}>
      <ParameterPart value="binning" title="Binning" summary={summary.binning}>
        <BinningSection {...section} />
      </ParameterPart>
      <ParameterPart value="selection" title="Selection" summary={summary.selection}>
        <SelectionSection {...section} columns={candidates} />
      </ParameterPart>
      <ParameterPart value="regression" title="Regression" summary={summary.regression}>
        <RegressionSection {...section} numericColumns={numeric} weightColumn={weightColumn(dataset)} />
      </ParameterPart>
      <ParameterPart value="scaling" title="Points" summary={summary.scaling}>
        <ScalingSection {...section} />
      </ParameterPart>
      <ParameterPart value="rejects" title="Rejected applicants" summary={summary.rejects}>
        <RejectSection {...section} columns={dataset.columns.map((column) => column.name)} />
      </ParameterPart>
    </Accordion>
  )
}
