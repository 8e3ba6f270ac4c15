import { Accordion, Anchor, Button } from '@mantine/core'
import { Link } from 'wouter'
import type { DatasetVersion, GbdtParams } from '../../../../shared/contract/index.ts'
import { Notice } from '../../../components/notice.tsx'
import { DEFAULT_BOOSTING } from '../draft-methods.ts'
import { candidateColumns, hasOwnParams, weightColumn } from '../training-input.ts'
import type { BoostingDraftHandle } from '../use-development-draft.ts'
import { boostingProblems } from './boosting-problems.ts'
import { boostingSummary } from './boosting-summary.ts'
import { CodesSection } from './codes-section.tsx'
import { GrowthSection } from './growth-section.tsx'
import { ParameterPart } from './parameter-part.tsx'
import { SamplingSection } from './sampling-section.tsx'
import { TreePointsSection } from './tree-points-section.tsx'
import { TreeShapeSection } from './tree-shape-section.tsx'
import { TreeWeightsSection } from './tree-weights-section.tsx'

/** The parameters of boosted trees: the few that matter in sight, the rest folded. */
export function BoostingParts({ dataset, draft }: { dataset: DatasetVersion; draft: BoostingDraftHandle }) {
  const { spec, setSpec } = draft
  const { params } = spec
  const onChange = (next: GbdtParams) => setSpec((previous) => ({ ...previous, params: next }))
  const numeric = dataset.columns.filter(({ type }) => type === 'numeric').map((column) => column.name)
  const candidates = candidateColumns(dataset).filter(({ name }) => !spec.exclude.includes(name))
  const problems = boostingProblems(params, candidates)
  const summary = boostingSummary(params, weightColumn(dataset))
  const section = { params, onChange }
  return (
    <>
      <GrowthSection {...section} />
      <div className="row-between">
        <span>Constraints: {summary.constraints}</span>
        <Anchor component={Link} href="/development/constraints">
          Edit constraints
        </Anchor>
      </div>
      {problems.length > 0 && (
        <Notice kind="attention" role="status">
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </Notice>
      )}
      <Accordion multiple chevronPosition="left" order={3}>
        <ParameterPart value="shape" title="More: leaves and penalties" summary={summary.shape}>
          <TreeShapeSection {...section} />
        </ParameterPart>
        <ParameterPart value="sampling" title="More: chance" summary={summary.sampling}>
          <SamplingSection {...section} />
        </ParameterPart>
        <ParameterPart value="codes" title="More: codes for missing" summary={summary.codes}>
          <CodesSection {...section} numericColumns={numeric} />
        </ParameterPart>
        <ParameterPart value="weights" title="More: weights and offset" summary={summary.weights}>
          <TreeWeightsSection {...section} numericColumns={numeric} weightColumn={weightColumn(dataset)} />
        </ParameterPart>
        <ParameterPart value="points" title="More: points" summary={summary.points}>
          <TreePointsSection {...section} />
        </ParameterPart>
      </Accordion>
      <Button
        variant="subtle"
        color="gray"
        disabled={!hasOwnParams(spec)}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => onChange(withoutOwn(params))}
      >
        Reset to defaults, constraints kept
      </Button>
    </>
  )
}

/** The defaults; the share of the sample and what was said about characteristics stay. */
function withoutOwn({ developmentShare, monotone, interactions, specialCodes }: GbdtParams): GbdtParams {
  return { ...DEFAULT_BOOSTING.params, developmentShare, monotone, interactions, specialCodes }
}
