import type { DatasetSummary, Decision, EvidenceSummary, Job, ModelVersion } from '../../../shared/contract/index.ts'

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
  const { dataset, model, evidence, decisions } = state
  const of = (kind: EvidenceSummary['kind']) => evidence.find((item) => item.kind === kind && item.modelVersionId === model?.id)
  const validation = of('validationReport')
  const fairness = of('fairnessReport')
  const explanation = of('explanationReport')
  const decision = decisions.find((item) => item.modelVersionId === model?.id)
  const scored = state.jobs.find((job) => job.kind === 'scoring.run' && job.state === 'succeeded')
  const hasModel = model !== null
  const done = (item: EvidenceSummary | undefined, purpose: string) => (item === undefined ? purpose : `${item.title}, ${item.createdAt.slice(0, 10)}`)
  return [
    step('import', 'Import a dataset', dataset !== null, dataset === null ? 'A CSV file with one row per case and a column that says which turned bad' : `${dataset.name} v${dataset.version}`, '/datasets/import', true),
    step('train', 'Train a scorecard', hasModel, model === null ? 'Binning, selection, logistic regression and points in one run' : `${model.name} v${model.version}, ${model.nCharacteristics} characteristics`, '/development', dataset !== null),
    step('validate', 'Validate', validation !== undefined, done(validation, 'Discrimination, calibration and stability on both samples'), '/validation', hasModel),
    step('fairness', 'Audit for disparate impact', fairness !== undefined, done(fairness, 'Approval rates of groups against a reference group'), '/fairness', hasModel),
    step('explain', 'Explain', explanation !== undefined, done(explanation, 'Importance of characteristics and reason codes'), '/explainability', hasModel),
    step('decide', 'Decide at the gate', decision !== undefined, decision === undefined ? 'Policy checks, then a decision with its reason' : `${decision.gateTitle}: decided by ${decision.decidedBy}`, '/governance', hasModel),
    step('pack', 'Build the compliance pack', state.nPacks > 0, state.nPacks > 0 ? `${state.nPacks} built` : 'One PDF with every table, chart and hash', '/reports', hasModel),
    step('score', 'Score a file', scored !== undefined, scored?.result?.summary ?? 'CSV in, CSV out, with points, PD and reasons', '/scoring', hasModel),
  ]
}

function step(id: Step['id'], title: string, isDone: boolean, detail: string, href: string, isOpen: boolean): Step {
  return { id, title, isDone, detail, href, isOpen }
}
