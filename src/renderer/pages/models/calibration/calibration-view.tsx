import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import type { CreditModel, ModelVersion } from '../../../../shared/contract/index.ts'
import { Notice } from '../../../components/notice.tsx'
import { EvidenceView } from '../../../fields/evidence-view.tsx'
import { useDatasetChoice } from '../../../fields/use-choices.ts'
import { useEvidence } from '../../../fields/use-evidence.ts'
import { CalibrationResult } from './calibration-result.tsx'
import { CALIBRATION_WORDS, calibrationFormula } from './calibration-words.ts'
import { NewCalibration } from './new-calibration.tsx'

/** How the PD comes from the points: what this version does, and the way to another one. */
export function CalibrationView({ version, model }: { version: ModelVersion; model: CreditModel }) {
  const held = useEvidence('calibrationReport', version.id, null)
  const data = useDatasetChoice(version.datasetVersionId)
  const { origin } = version
  return (
    <div className="stack" style={{ gap: 16 }}>
      <Notice
        title={
          model.calibration === undefined
            ? model.kind === 'treeModel'
              ? 'PD straight from the trees'
              : 'PD straight from the points'
            : `Calibrated: ${CALIBRATION_WORDS[model.calibration.method].label}`
        }
        action={
          origin.kind === 'calibrated' && (
            <Anchor component={Link} href={`/models/${origin.modelVersionId}/calibration`}>
              Open the version it comes from
            </Anchor>
          )
        }
      >
        <p>{calibrationFormula(model)}</p>
      </Notice>
      {model.calibration !== undefined && (
        <EvidenceView held={held} datasets={data.datasets} empty={null}>
          {(evidence, source) => <CalibrationResult key={evidence.id} report={evidence.payload} source={source} />}
        </EvidenceView>
      )}
      <NewCalibration version={version} />
    </div>
  )
}
