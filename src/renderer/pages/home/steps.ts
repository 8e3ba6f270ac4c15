import type { DatasetSummary, Decision, EvidenceSummary, Job, ModelVersion } from '../../../shared/contract/index.ts'
import { formatDate } from '../../../shared/format.ts'

export interface JobState {
  readonly dataset: DatasetSummary | null
  readonly model: ModelVersion | null
  readonly evidence: readonly EvidenceSummary[]
  readonly decisions: readonly Decision[]
  readonly nPacks: number
  readonly jobs: readonly Job[]
}

export interface Step {
  readonly id: 'import' | 'train' | 'validate' | 'fairness' | 'explain' | 'decide' | 'pack' | 'score'
  readonly title: string
  readonly isDone: boolean
  /** What has been done, or what the step is for. */
  readonly detail: string
  readonly href: string
  /** False while something before it is missing. */
  readonly isOpen: boolean
}

/** The main job as steps for the newest model: what is done and what comes next. */
export function mainJobSteps(state: JobState): readonly Step[] {
  const { dataset, model } = state
  return [
    {
      id: 'import',
      title: 'Import a dataset',
      href: '/datasets/import',
      isOpen: true,
      ...done(
        dataset && versionName(dataset),
        'A CSV file with one row per case and a column that says which turned bad',
      ),
    },
    {
      id: 'train',
      title: 'Train a scorecard',
      href: '/development',
      isOpen: dataset !== null,
      ...done(
        model && `${versionName(model)}, ${model.nCharacteristics} characteristics`,
        'Binning, selection, logistic regression and points in one run',
      ),
    },
    ...evidenceSteps(state),
    ...deliverySteps(state),
  ]
}

function evidenceSteps({ model, evidence }: JobState): readonly Step[] {
  const of = (kind: EvidenceSummary['kind']) => {
    const found = evidence.find((item) => item.kind === kind && item.modelVersionId === model?.id)
    return found === undefined ? null : `${found.title}, ${formatDate(found.createdAt)}`
  }
  const isOpen = model !== null
  return [
    {
      id: 'validate',
      title: 'Validate',
      href: '/validation',
      isOpen,
      ...done(of('validationReport'), 'Discrimination, calibration and stability on both samples'),
    },
    {
      id: 'fairness',
      title: 'Audit for disparate impact',
      href: '/fairness',
      isOpen,
      ...done(of('fairnessReport'), 'Approval rates of groups against a reference group'),
    },
    {
      id: 'explain',
      title: 'Explain',
      href: '/explainability',
      isOpen,
      ...done(of('explanationReport'), 'Importance of characteristics and reason codes'),
    },
  ]
}

function deliverySteps({ model, decisions, nPacks, jobs }: JobState): readonly Step[] {
  const decision = decisions.find((item) => item.modelVersionId === model?.id)
  const scored = jobs.find((job) => job.kind === 'scoring.run' && job.state === 'succeeded')
  const isOpen = model !== null
  return [
    {
      id: 'decide',
      title: 'Decide at the gate',
      href: '/governance',
      isOpen,
      ...done(
        decision === undefined ? null : `${decision.gateTitle}: decided by ${decision.decidedBy}`,
        'Policy checks, then a decision with its reason',
      ),
    },
    {
      id: 'pack',
      title: 'Build the compliance pack',
      href: '/reports',
      isOpen,
      ...done(nPacks === 0 ? null : `${nPacks} built`, 'One PDF with every table, chart and hash'),
    },
    {
      id: 'score',
      title: 'Score a file',
      href: '/scoring',
      isOpen,
      ...done(
        scored === undefined ? null : (scored.result?.summary ?? scored.title),
        'CSV in, CSV out, with points, PD and reasons',
      ),
    },
  ]
}

function done(what: string | null, purpose: string): Pick<Step, 'isDone' | 'detail'> {
  return { isDone: what !== null, detail: what ?? purpose }
}

function versionName(item: { name: string; version: number }): string {
  return `${item.name} v${item.version}`
}
