import { basename, resolve } from 'node:path'
import { CODE_VERSION } from '../../../shared/version.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import { readProfile } from '../../io/read-resources.ts'
import type { BuildPackInput, BuildPackOutput } from '../../jobs/tasks/build-pack.ts'
import type { VerifyPackOutput } from '../../jobs/tasks/verify-pack.ts'
import { runInWorker } from '../../jobs/worker-thread.ts'
import type { AuditedCall, OpenCall, SignedInCall } from '../call.ts'
import { outputPath } from '../output-path.ts'
import { evaluateAll, evidenceOf, getPolicy, listDecisions } from './gate-handlers.ts'

const DEFAULT_PROFILE = 'sr-26-2'

/** Gathers everything known of a model version and renders it; the file's hash goes into the audit log. */
export function buildPackFile(
  input: { model: string; path: string; profile?: string | undefined },
  call: AuditedCall,
): { jobId: string } {
  const { state, workspace, session } = call
  const { version } = workspace.models.get(input.model)
  const path = outputPath(input.path, { field: 'path', workspaceDirectory: workspace.directory })
  const task = packTask(version.id, path, input.profile ?? DEFAULT_PROFILE, call)
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: 'pack.build',
      title: `Compliance pack of ${version.name} to ${basename(path)}`,
      createdBy: session.userName,
      run: async (job) => {
        const built = await job.inWorker<BuildPackOutput>('buildPack', task)
        return () => {
          const createdAt = state.now.toISOString()
          // Equal packs have equal bytes; the id tells the two acts of building apart.
          const id = `pk_${contentHash({ act: state.newId(), sha256: built.sha256 }).slice(0, 12)}`
          workspace.packs.insert({
            id,
            modelVersionId: version.id,
            path,
            ...built,
            createdAt,
            createdBy: session.userName,
          })
          state.appendEvent(call, 'pack.create', 'done', { object: id, after: built.sha256 })
          return { kind: 'pack' as const, id, path, summary: `${built.nPages} pages written to ${basename(path)}` }
        }
      },
    })
    return { value: { jobId }, object: version.id }
  })
}

export function listPacks(_input: unknown, call: SignedInCall) {
  return call.workspace.packs.list()
}

/**
 * Rebuilds the pack from the source attached to it and compares every byte. That proves that the document agrees with
 * itself, not where it comes from; with a workspace unlocked, its records say whether this very file was built here.
 */
export async function verifyPack(
  given: { path: string },
  call: OpenCall,
): Promise<VerifyPackOutput & { isRecorded: boolean | null }> {
  const { config } = call.state
  const verified = await runInWorker<VerifyPackOutput>(
    config.workerEntry,
    {
      task: 'verifyPack',
      input: { path: resolve(given.path), resourcesDirectory: config.resourcesDirectory },
      connection: null,
    },
    call.signal === undefined ? {} : { signal: call.signal },
  )
  const recorded = call.state.unlockedWorkspace?.packs.list()
  return { ...verified, isRecorded: recorded?.some((pack) => pack.sha256 === verified.sha256) ?? null }
}

function packTask(modelVersionId: string, path: string, profileId: string, call: SignedInCall): BuildPackInput {
  const { workspace, state } = call
  const { version, model } = workspace.models.get(modelVersionId)
  return {
    path,
    resourcesDirectory: state.config.resourcesDirectory,
    source: {
      model: version,
      scorecard: model,
      dataset: workspace.datasets.get(version.datasetVersionId),
      evidence: evidenceOf(modelVersionId, call),
      evaluations: evaluateAll(modelVersionId, call),
      decisions: listDecisions({ model: modelVersionId }, call).reverse(),
      policy: getPolicy({}, call),
      profile: readProfile(state.config.resourcesDirectory, profileId),
      workspaceName: workspace.name,
      isSample: workspace.isSample,
      codeVersion: CODE_VERSION,
    },
  }
}
