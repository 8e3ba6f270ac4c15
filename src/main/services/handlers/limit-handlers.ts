import { type ImportLimits, importLimitsSchema } from '../../../shared/contract/index.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import { CSV_LIMITS } from '../../io/limits.ts'
import type { Workspace } from '../../store/workspace.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'

const SETTING = 'importLimits'
type Lowered = { readonly [Name in keyof ImportLimits]?: ImportLimits[Name] | undefined }

export function getLimits(_input: unknown, call: SignedInCall): ImportLimits {
  return importLimits(call.workspace)
}

/** Replaces the limits set before; what is not named goes back to the built-in limit. */
export function setLimits(input: Lowered, call: AuditedCall): ImportLimits {
  const { workspace } = call
  const before = importLimits(workspace)
  return call.commit(() => {
    workspace.settings.set(SETTING, importLimitsSchema.partial().parse(input))
    const after = importLimits(workspace)
    return { value: after, object: workspace.id, before: contentHash(before), after: contentHash(after) }
  })
}

/** The limits that hold in a workspace. */
export function importLimits(workspace: Workspace): ImportLimits {
  const stored = importLimitsSchema.partial().safeParse(workspace.settings.get(SETTING))
  const lowered: Lowered = stored.success ? stored.data : {}
  const lower = (name: keyof ImportLimits) => Math.min(CSV_LIMITS[name], lowered[name] ?? CSV_LIMITS[name])
  return {
    fileBytes: lower('fileBytes'),
    unpackedBytes: lower('unpackedBytes'),
    rows: lower('rows'),
    columns: lower('columns'),
    cellBytes: lower('cellBytes'),
    lineBytes: lower('lineBytes'),
  }
}
