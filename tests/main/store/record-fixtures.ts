import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../src/main/core/governance/canonical-json.ts'
import type { Workspace } from '../../../src/main/store/workspace.ts'
import type {
  ColumnProfile,
  DatasetVersion,
  Decision,
  Evidence,
  Job,
  ModelVersion,
} from '../../../src/shared/contract/index.ts'
import { scorecardParamsSchema } from '../../../src/shared/contract/index.ts'
import { HASH, INSTANT } from './store-fixtures.ts'

const dialect = {
  format: 'csv',
  sheet: null,
  sheets: [],
  escape: 'double',
  thousands: null,
  compression: 'none',
  skipLines: 0,
  comment: null,
  raggedRows: 'refuse',
  decisions: [],
  delimiter: ',',
  quote: '"',
  decimal: '.',
  encoding: 'utf-8',
  lineEnding: '\n',
  byteOrderMark: false,
  missing: [''],
} satisfies DatasetVersion['dialect']

/** A version with one numeric column "amount" and one text column "purpose". */
export function datasetVersion(overrides: Partial<DatasetVersion> = {}): DatasetVersion {
  const counts = { nMissing: 1, nDistinct: 2, nUnparsed: 0 }
  const column = { role: 'feature', reason: 'test', dateFormat: null, privacy: null, ...counts } as const
  return {
    id: 'dataset-1',
    name: 'loans',
    version: 1,
    contentHash: HASH,
    nRows: 4,
    nColumns: 2,
    target: { column: 'purpose', eventValue: 'car' },
    nEvents: 1,
    source: { fileName: 'loans.csv', bytes: 100, sha256: HASH },
    parent: null,
    steps: [],
    stepLog: [],
    appended: null,
    template: null,
    dialect,
    columns: [
      { ...column, name: 'amount', type: 'numeric', specialCodes: [] },
      { ...column, name: 'purpose', type: 'text', specialCodes: [] },
    ],
    issues: [],
    nIssues: 0,
    createdAt: INSTANT,
    createdBy: 'ada',
    ...overrides,
  }
}

export const AMOUNTS = Float64Array.of(1.5, Number.NaN, -0, 4e300)
export const PURPOSES = Int32Array.of(0, 1, -1, 0)
export const LEVELS = ['car', 'büro \ud800 "x"']

export const PROFILE: ColumnProfile[] = [
  {
    name: 'amount',
    type: 'numeric',
    count: 4,
    nMissing: 1,
    nDistinct: 3,
    minimum: 0,
    quantile25: 0.75,
    median: 1.5,
    quantile75: 2,
    maximum: 4e300,
    mean: 1,
    standardDeviation: 1,
    topValues: [{ value: '1.5', count: 1 }],
    histogram: [{ lower: 0, upper: 1, count: 1 }],
    histogramUnit: 'value',
    quantiles: [{ probability: 0.5, value: 1.5 }],
    skewness: null,
    kurtosis: null,
    sum: 3,
    nZero: 1,
    nNegative: 0,
    nInteger: 2,
    outliers: null,
    special: [],
    nSpecial: 0,
    minLength: null,
    maxLength: null,
    nBlank: null,
    modeShare: 0.25,
    earliest: null,
    latest: null,
  },
]

/** Stores the columns of {@link datasetVersion} and its record. */
export function insertDataset(workspace: Workspace, overrides: Partial<DatasetVersion> = {}): DatasetVersion {
  const version = datasetVersion(overrides)
  const setId = workspace.datasets.beginChunkSet()
  workspace.datasets.writeChunk(setId, 0, 0, { type: 'numeric', values: AMOUNTS })
  workspace.datasets.writeChunk(setId, 1, 0, { type: 'text', codes: PURPOSES })
  workspace.datasets.writeLevels(setId, 1, LEVELS)
  workspace.transaction(() => workspace.datasets.insert(version, PROFILE, setId))
  return version
}

const scaling = { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'integer' } as const

export const MODEL = {
  kind: 'scorecardModel',
  formatVersion: 1,
  target: { column: 'purpose', eventValue: 'car' },
  factor: 72.13475204444818,
  offset: 387.6036243278207,
  scaling,
  variables: [],
  characteristics: [],
  intercept: -1,
  developmentEventRate: 0.25,
} as const
export const MODEL_JSON = canonicalJson(MODEL)

export function modelVersion(
  overrides: Partial<Extract<ModelVersion, { method: 'scorecard' | 'logistic' }>> = {},
): ModelVersion {
  return {
    id: 'model-1',
    name: 'card',
    version: 1,
    method: 'scorecard',
    origin: { kind: 'trained' },
    contentHash: createHash('sha256').update(MODEL_JSON).digest('hex'),
    datasetVersionId: 'dataset-1',
    datasetHash: HASH,
    datasetName: 'loans',
    seed: 1,
    params: scorecardParamsSchema.parse({ scaling }),
    target: { column: 'purpose', eventValue: 'car' },
    codeVersion: 'test',
    fitEvidenceId: 'evidence-1',
    nCharacteristics: 0,
    developmentAuc: null,
    holdoutAuc: null,
    createdAt: INSTANT,
    createdBy: 'ada',
    ...overrides,
  }
}

const EXPLANATION: Evidence['payload'] = {
  kind: 'explanationReport',
  sample: 'all',
  nRows: 4,
  baseline: 'mean points',
  baselinePoints: 500,
  importance: [],
  largestAdditivityResidual: 0,
}

export function explanation(overrides: Partial<Evidence> = {}): Evidence {
  return {
    id: 'evidence-1',
    kind: 'explanationReport',
    title: 'Explanation',
    modelVersionId: 'model-1',
    datasetVersionId: 'dataset-1',
    key: 'b'.repeat(64),
    contentHash: createHash('sha256').update(canonicalJson(EXPLANATION)).digest('hex'),
    method: 'points',
    parameters: { sample: 'all' },
    codeVersion: 'test',
    createdAt: INSTANT,
    createdBy: 'ada',
    payload: EXPLANATION,
    ...overrides,
  }
}

/** A data set, and a model version on it with its evidence. */
export function insertModel(workspace: Workspace): void {
  insertDataset(workspace)
  workspace.transaction(() => {
    workspace.models.insert(modelVersion(), MODEL_JSON)
    workspace.evidence.insert(explanation())
  })
}

export function decision(overrides: Partial<Decision> = {}): Decision {
  return {
    id: 'decision-1',
    gateId: 'g',
    gateTitle: 'Gate',
    modelVersionId: 'model-1',
    modelHash: HASH,
    decision: 'approved',
    reason: 'good enough for the purpose',
    conditions: null,
    policyId: 'p',
    policyVersion: '1',
    policyHash: HASH,
    evidenceIds: ['evidence-1'],
    evidenceManifestHash: HASH,
    evaluation: {
      gateId: 'g',
      title: 'Gate',
      purpose: 'test',
      modelVersionId: 'model-1',
      policyId: 'p',
      policyVersion: '1',
      policyHash: HASH,
      checks: [],
      evidenceIds: ['evidence-1'],
      evidenceManifestHash: HASH,
      outcome: 'withinTolerance',
      allowedDecisions: ['approved'],
      blockers: [],
    },
    isOwnModel: true,
    decidedBy: 'ada',
    role: 'approver',
    decidedAt: INSTANT,
    contentHash: HASH,
    ...overrides,
  }
}

export function job(overrides: Partial<Job> = {}): Job {
  return {
    id: 'job-1',
    kind: 'dataset.import',
    title: 'Import loans.csv',
    state: 'running',
    stage: 'reading',
    progress: 0.5,
    rowsDone: 10,
    rowsPerSecond: 5,
    etaMs: 100,
    createdBy: 'ada',
    createdAt: INSTANT,
    startedAt: INSTANT,
    finishedAt: null,
    result: null,
    error: null,
    ...overrides,
  }
}
