import type { DevelopmentDraft } from '../../../shared/contract/index.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'

/** What the person who asks was working on with this data set version. */
export function getDraft(input: { dataset: string }, call: SignedInCall): DevelopmentDraft | null {
  const { workspace, session } = call
  return workspace.drafts.get(workspace.datasets.get(input.dataset).id, session.userName)
}

/** Keeps the draft in the place of the one before; everybody has one of their own. */
export function saveDraft(input: DevelopmentDraft, call: AuditedCall): { saved: boolean } {
  const { workspace, session } = call
  const draft = { ...input, dataset: workspace.datasets.get(input.dataset).id }
  const before = workspace.drafts.get(draft.dataset, session.userName)
  return call.commit(() => {
    workspace.drafts.save(draft, session.userName)
    return {
      value: { saved: true },
      object: draft.dataset,
      before: before === null ? null : contentHash(before),
      after: contentHash(draft),
    }
  })
}

export function removeDraft(input: { dataset: string }, call: AuditedCall): { removed: boolean } {
  const { workspace, session } = call
  const { id } = workspace.datasets.get(input.dataset)
  const before = workspace.drafts.get(id, session.userName)
  return call.commit(() => ({
    value: { removed: workspace.drafts.remove(id, session.userName) },
    object: id,
    before: before === null ? null : contentHash(before),
  }))
}
