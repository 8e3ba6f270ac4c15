import type { Role } from '../../shared/contract/index.ts'
import { anyone, audited, passive, requires, signedIn } from './access.ts'
import type { HandlerTable } from './handler-table.ts'
import { appInfo, browse } from './handlers/app-handlers.ts'
import { listAuditEvents, verifyAudit } from './handlers/audit-handlers.ts'
import {
  exportDataset,
  getDataset,
  getDatasetProfile,
  getDatasetRows,
  importDataset,
  listDatasets,
  previewDataset,
} from './handlers/dataset-handlers.ts'
import {
  explainOne,
  getEvidence,
  listEvidence,
  runExplanation,
  runFairness,
  runValidation,
} from './handlers/evidence-handlers.ts'
import { decide, evaluate, getPolicy, listDecisions } from './handlers/gate-handlers.ts'
import { cancelJob, getJob, listJobs, watchAllJobs, watchJob } from './handlers/job-handlers.ts'
import { exportModel, getModel, listModels, startTraining } from './handlers/model-handlers.ts'
import { buildPackFile, listPacks, verifyPack } from './handlers/pack-handlers.ts'
import { runScoring, scoreOne } from './handlers/scoring-handlers.ts'
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
const APPROVE: readonly Role[] = ['approver']
const REPORT: readonly Role[] = ['developer', 'validator', 'approver', 'auditor']
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
    rows: signedIn(getDatasetRows),
    export: audited('dataset.export', requires(DATA, exportDataset)),
  },
  training: {
    start: audited('training.start', requires(BUILD, startTraining)),
  },
  model: {
    list: signedIn(listModels),
    get: signedIn(getModel),
    export: audited('model.export', requires(REPORT, exportModel)),
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
