import type { Role } from '../../shared/contract/index.ts'
import { anyone, audited, passive, REVEAL, reading, requires, signedIn } from './access.ts'
import type { HandlerTable } from './handler-table.ts'
import { appInfo, browse } from './handlers/app-handlers.ts'
import { listAuditEvents, verifyAudit } from './handlers/audit-handlers.ts'
import { binCandidates, evaluateBins } from './handlers/binning-handlers.ts'
import { estimateMemory, stopTraining, trainingProgress } from './handlers/boosting-handlers.ts'
import { calibrateModel } from './handlers/calibration-handlers.ts'
import {
  getDataEvidence,
  listDataEvidence,
  runAssociation,
  runDiff,
  runDrift,
  runLeakage,
  runPrivacyScan,
} from './handlers/data-evidence-handlers.ts'
import { getDataset, getDatasetProfile, listDatasets, previewDataset } from './handlers/dataset-handlers.ts'
import { modelDependence, previewDependence, suggestMonotone } from './handlers/dependence-handlers.ts'
import { deriveDataset } from './handlers/derive-handlers.ts'
import { exportDictionary, getDictionary, updateDictionary } from './handlers/dictionary-handlers.ts'
import { getDraft, removeDraft, saveDraft } from './handlers/draft-handlers.ts'
import {
  explainOne,
  getEvidence,
  listEvidence,
  runExplanation,
  runFairness,
  runValidation,
} from './handlers/evidence-handlers.ts'
import {
  getExperiment,
  listExperiments,
  runCrossValidation,
  runLearningCurve,
  runSearch,
} from './handlers/experiment-handlers.ts'
import { exportDataset } from './handlers/export-handlers.ts'
import { checkDatasetExpression, expressionReference } from './handlers/expression-handlers.ts'
import { decide, evaluate, getPolicy, listDecisions } from './handlers/gate-handlers.ts'
import { getDatasetRows, openDatasetView } from './handlers/grid-handlers.ts'
import { importDataset } from './handlers/import-handlers.ts'
import { cancelJob, getJob, listJobs, watchAllJobs, watchJob } from './handlers/job-handlers.ts'
import { getLimits, setLimits } from './handlers/limit-handlers.ts'
import { exportLineage, getLineage } from './handlers/lineage-handlers.ts'
import { exportModel } from './handlers/model-export-handlers.ts'
import { getModel, listModels } from './handlers/model-handlers.ts'
import { importModel } from './handlers/model-import-handlers.ts'
import { buildPackFile, listPacks, verifyPack } from './handlers/pack-handlers.ts'
import {
  classifyColumn,
  disposeDataset,
  eraseSubject,
  findSubjectRows,
  listRetention,
  revealCells,
  setRetention,
} from './handlers/privacy-handlers.ts'
import { getQualitySuite, proposeQualityRules, runQuality, saveQualitySuite } from './handlers/quality-handlers.ts'
import { runScoring, scoreOne } from './handlers/scoring-handlers.ts'
import { runComparison, runStrategy } from './handlers/strategy-handlers.ts'
import { listTemplates, removeTemplate, saveTemplate } from './handlers/template-handlers.ts'
import { startTraining } from './handlers/training-handlers.ts'
import {
  workspaceChangePassword,
  workspaceClose,
  workspaceCreate,
  workspaceForget,
  workspaceLock,
  workspaceOpen,
  workspaceOpenSample,
  workspaceRecent,
  workspaceRecover,
  workspaceSetIdleLock,
  workspaceStatus,
  workspaceUnlock,
} from './handlers/workspace-handlers.ts'

const DATA: readonly Role[] = ['administrator', 'developer', 'analyst']
const BUILD: readonly Role[] = ['administrator', 'developer']
const ASSESS: readonly Role[] = ['developer', 'validator']
/** Sets cut-offs: those who judge models, and analysts. */
const STRATEGY: readonly Role[] = [...ASSESS, 'analyst']
const APPROVE: readonly Role[] = ['approver']
const REPORT: readonly Role[] = ['developer', 'validator', 'approver', 'auditor']
/** Looks at the data themselves: for quality, leaks and drift. */
const EXAMINE: readonly Role[] = ['administrator', 'developer', 'validator', 'analyst']
const SCORE: readonly Role[] = ['analyst', 'developer']
const EVERY_ROLE: readonly Role[] = ['administrator', 'developer', 'validator', 'approver', 'analyst', 'auditor']

/** Who may do what: the whole door on one page. Changes are audited, in the same transaction as the change. */
export const procedures: HandlerTable = {
  app: {
    info: passive(anyone(appInfo)),
    browse: anyone(browse),
  },
  workspace: {
    status: passive(anyone(workspaceStatus)),
    recent: anyone(workspaceRecent),
    forget: anyone(workspaceForget),
    create: anyone(workspaceCreate),
    open: anyone(workspaceOpen),
    unlock: anyone(workspaceUnlock),
    lock: anyone(workspaceLock),
    close: anyone(workspaceClose),
    recover: anyone(workspaceRecover),
    openSample: anyone(workspaceOpenSample),
    changePassword: audited('workspace.changePassword', requires(EVERY_ROLE, workspaceChangePassword)),
    limits: signedIn(getLimits),
    setLimits: audited('workspace.setLimits', requires(['administrator'], setLimits)),
    setIdleLock: audited('workspace.setIdleLock', requires(['administrator'], workspaceSetIdleLock)),
  },
  job: {
    list: passive(signedIn(listJobs)),
    get: passive(signedIn(getJob)),
    cancel: signedIn(cancelJob),
    watch: passive(signedIn(watchJob)),
    watchAll: passive(signedIn(watchAllJobs)),
  },
  dataset: {
    preview: signedIn(previewDataset),
    import: audited('dataset.import', requires(DATA, importDataset)),
    list: signedIn(listDatasets),
    get: signedIn(getDataset),
    profile: signedIn(getDatasetProfile),
    view: signedIn(openDatasetView),
    rows: signedIn(getDatasetRows),
    export: audited('dataset.export', requires(DATA, exportDataset)),
    derive: audited('dataset.derive', requires(DATA, deriveDataset)),
  },
  template: {
    list: signedIn(listTemplates),
    save: audited('template.save', requires(DATA, saveTemplate)),
    remove: audited('template.remove', requires(DATA, removeTemplate)),
  },
  dictionary: {
    get: signedIn(getDictionary),
    update: audited('dictionary.update', requires(EXAMINE, updateDictionary)),
    export: audited('dictionary.export', requires(EXAMINE, exportDictionary)),
  },
  expression: {
    check: signedIn(checkDatasetExpression),
    reference: anyone(expressionReference),
  },
  quality: {
    propose: signedIn(proposeQualityRules),
    suite: signedIn(getQualitySuite),
    save: audited('quality.save', requires(EXAMINE, saveQualitySuite)),
    run: audited('quality.run', requires(EXAMINE, runQuality)),
  },
  leakage: {
    run: audited('leakage.run', requires(EXAMINE, runLeakage)),
  },
  association: {
    run: audited('association.run', requires(EXAMINE, runAssociation)),
  },
  drift: {
    run: audited('drift.run', requires(EXAMINE, runDrift)),
  },
  diff: {
    run: audited('diff.run', requires(EXAMINE, runDiff)),
  },
  dataEvidence: {
    list: signedIn(listDataEvidence),
    get: signedIn(getDataEvidence),
  },
  privacy: {
    scan: audited('privacy.scan', requires(EXAMINE, runPrivacyScan)),
    classify: audited('privacy.classify', requires(['administrator', 'developer'], classifyColumn)),
    reveal: audited('privacy.reveal', requires(REVEAL, revealCells)),
    retention: signedIn(listRetention),
    setRetention: audited('privacy.setRetention', requires(['administrator'], setRetention)),
    findSubject: audited('privacy.findSubject', requires(['administrator'], findSubjectRows)),
    erase: audited('privacy.erase', requires(['administrator'], eraseSubject)),
    dispose: audited('privacy.dispose', requires(['administrator'], disposeDataset)),
  },
  lineage: {
    graph: signedIn(getLineage),
    export: audited('lineage.export', requires(EVERY_ROLE, exportLineage)),
  },
  binning: {
    evaluate: reading(EXAMINE, evaluateBins),
    candidates: reading(EXAMINE, binCandidates),
  },
  draft: {
    get: signedIn(getDraft),
    save: audited('draft.save', requires(BUILD, saveDraft)),
    remove: audited('draft.remove', requires(BUILD, removeDraft)),
  },
  training: {
    start: audited('training.start', requires(BUILD, startTraining)),
    progress: passive(signedIn(trainingProgress)),
    stop: audited('training.stop', requires(BUILD, stopTraining)),
    estimateMemory: signedIn(estimateMemory),
    suggestMonotone: reading(EXAMINE, suggestMonotone),
    previewDependence: reading(EXAMINE, previewDependence),
  },
  experiment: {
    list: signedIn(listExperiments),
    get: signedIn(getExperiment),
    crossValidate: audited('experiment.crossValidate', requires(BUILD, runCrossValidation)),
    learningCurve: audited('experiment.learningCurve', requires(BUILD, runLearningCurve)),
    search: audited('experiment.search', requires(BUILD, runSearch)),
  },
  model: {
    list: signedIn(listModels),
    get: signedIn(getModel),
    export: audited('model.export', requires(REPORT, exportModel)),
    import: audited('model.import', requires(BUILD, importModel)),
    dependence: signedIn(modelDependence),
    calibrate: audited('model.calibrate', requires(BUILD, calibrateModel)),
  },
  evidence: {
    list: signedIn(listEvidence),
    get: signedIn(getEvidence),
  },
  validation: {
    run: audited('validation.run', requires(ASSESS, runValidation)),
  },
  fairness: {
    run: audited('fairness.run', requires(ASSESS, runFairness)),
  },
  explain: {
    run: audited('explain.run', requires(ASSESS, runExplanation)),
    case: signedIn(explainOne),
  },
  strategy: {
    run: audited('strategy.run', requires(STRATEGY, runStrategy)),
  },
  comparison: {
    run: audited('comparison.run', requires(EXAMINE, runComparison)),
  },
  gate: {
    policy: signedIn(getPolicy),
    evaluate: signedIn(evaluate),
    decide: audited('gate.decide', requires(APPROVE, decide)),
    decisions: signedIn(listDecisions),
  },
  scoring: {
    run: audited('scoring.run', requires(SCORE, runScoring)),
    one: signedIn(scoreOne),
  },
  pack: {
    build: audited('pack.build', requires(REPORT, buildPackFile)),
    verify: anyone(verifyPack),
    list: signedIn(listPacks),
  },
  audit: {
    list: signedIn(listAuditEvents),
    verify: signedIn(verifyAudit),
  },
}
