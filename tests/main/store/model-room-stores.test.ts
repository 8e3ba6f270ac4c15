import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../src/main/core/governance/canonical-json.ts'
import { contentHash } from '../../../src/main/core/governance/content-hash.ts'
import type { Workspace } from '../../../src/main/store/workspace.ts'
import type { DevelopmentDraft, Experiment, SearchTrial } from '../../../src/shared/contract/index.ts'
import { developmentDraftSchema } from '../../../src/shared/contract/index.ts'
import { insertDataset } from './record-fixtures.ts'
import {
  createTestWorkspace,
  expectError,
  HASH,
  INSTANT,
  keptConnection,
  tamper,
  temporaryFolder,
  unlockTestWorkspace,
} from './store-fixtures.ts'

let folder: ReturnType<typeof temporaryFolder>
let workspace: Workspace
beforeEach(async () => {
  folder = temporaryFolder()
  workspace = (await createTestWorkspace(folder.path)).workspace
  insertDataset(workspace)
})
afterEach(() => {
  workspace.close()
  folder.remove()
})

const estimate = { value: 0.75, lower: 0.7, upper: 0.8, level: 0.95, method: 'mean', reason: null }
const trial = (number: number, round = 1, value: number | null = 0.5): SearchTrial => ({
  trial: number,
  round,
  rowShare: 1,
  settings: [{ path: 'l2', value }],
  meanAuc: estimate,
  meanLogLoss: estimate,
  nCharacteristics: 3,
  problem: null,
})

function experiment(id: string, key: string): Experiment {
  const payload = {
    kind: 'search' as const,
    strategy: 'grid' as const,
    folds: 5,
    trials: [trial(1)],
    best: 0,
    bestParams: { l2: 0.5 },
    statement: 'one',
  }
  return {
    id,
    kind: 'search',
    title: 'Grid search over l2',
    method: 'scorecard',
    datasetVersionId: 'dataset-1',
    datasetHash: HASH,
    key: key.repeat(64),
    contentHash: contentHash(payload),
    parameters: { folds: 5 },
    headline: 'Best AUC 0.750 of 1 trial',
    codeVersion: 'assay 0',
    createdAt: INSTANT,
    createdBy: 'ada',
    payload,
  }
}

const draft = (name: string | null): DevelopmentDraft =>
  developmentDraftSchema.parse({ dataset: 'dataset-1', name, spec: { params: { l2: 1 } } })

describe('experiments', () => {
  it('come back as they went in, newest first, by id, beginning of an id and key', async () => {
    const [one, two] = [experiment('ex_aaa1', 'a'), experiment('ex_bbb2', 'b')]
    workspace.experiments.insert(one)
    workspace.experiments.insert(two)
    const { payload: _, ...summary } = two
    expect(workspace.experiments.list()[0]).toEqual(summary)
    expect(workspace.experiments.list({ datasetVersionId: 'dataset-1', kind: 'search' }).map(({ id }) => id)).toEqual([
      'ex_bbb2',
      'ex_aaa1',
    ])
    expect(workspace.experiments.list({ kind: 'learningCurve' })).toEqual([])
    expect(workspace.experiments.list({ datasetVersionId: 'other' })).toEqual([])
    expect(workspace.experiments.get('ex_a')).toEqual(one)
    expect(workspace.experiments.findByKey('b'.repeat(64))).toEqual(two)
    expect(workspace.experiments.findByKey('c'.repeat(64))).toBeNull()
    await expectError(() => workspace.experiments.get('nothing'), 'notFound', /experiment/)
  })

  it('are stored once for one question', () => {
    workspace.experiments.insert(experiment('ex_aaa1', 'a'))
    expect(() => workspace.experiments.insert(experiment('ex_aaa2', 'a'))).toThrow()
    expect(workspace.experiments.list()).toHaveLength(1)
  })

  it('and trials refuse every change, and say so when a stored one was changed', async () => {
    const one = experiment('ex_aaa1', 'a')
    workspace.experiments.insert(one)
    workspace.experiments.keepTrial(one.key, trial(1))
    const connection = keptConnection(workspace)
    workspace.close()
    tamper(connection, (database) => {
      for (const sql of [
        'UPDATE experiment SET key = 1',
        'DELETE FROM experiment',
        'UPDATE search_trial SET record = 1',
        'DELETE FROM search_trial',
      ]) {
        expect(() => database.execute(sql), sql).toThrow(/written once/)
      }
      database.execute('DROP TRIGGER experiment_no_update')
      const changed = canonicalJson({ ...one.payload, statement: 'two' })
      database.prepare('UPDATE experiment SET payload = ?').run(changed)
    })
    workspace = (await unlockTestWorkspace(folder.path)).workspace
    await expectError(() => workspace.experiments.get('ex_aaa1'), 'damaged', /hash differs/)
  })
})

describe('trials of a search', () => {
  it('are kept under its key by round and number; one kept before stays', () => {
    const { experiments } = workspace
    experiments.keepTrial('k', trial(12))
    experiments.keepTrial('k', trial(2))
    experiments.keepTrial('k', trial(13, 2))
    experiments.keepTrial('other', trial(1))
    experiments.keepTrial('k', trial(2, 1, 99))
    expect(experiments.trials('k')).toEqual([trial(2), trial(12), trial(13, 2)])
    expect(experiments.trials('none')).toEqual([])
  })
})

describe('drafts', () => {
  it('are one for a data set version and a person, replaced freely', () => {
    const { drafts } = workspace
    expect(drafts.get('dataset-1', 'ada')).toBeNull()
    drafts.save(draft('mine'), 'ada')
    drafts.save(draft('yours'), 'bob')
    drafts.save(draft('mine, later'), 'ada')
    expect(drafts.get('dataset-1', 'ada')).toEqual(draft('mine, later'))
    expect(drafts.remove('dataset-1', 'ada')).toBe(true)
    expect(drafts.remove('dataset-1', 'ada')).toBe(false)
    expect(drafts.get('dataset-1', 'bob')).toEqual(draft('yours'))
    drafts.removeOf('dataset-1')
    expect(drafts.get('dataset-1', 'bob')).toBeNull()
  })

  it('need a data set version that is there', () => {
    expect(() => workspace.drafts.save({ ...draft(null), dataset: 'nowhere' }, 'ada')).toThrow()
  })
})
