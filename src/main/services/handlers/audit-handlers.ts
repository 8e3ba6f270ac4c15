import type { AuditEvent, AuditVerification } from '../../../shared/contract/index.ts'
import type { SignedInCall } from '../call.ts'

export function listAuditEvents(
  input: { offset: number; limit: number },
  call: SignedInCall,
): { nEvents: number; events: AuditEvent[] } {
  const { audit } = call.workspace
  return { nEvents: audit.count(), events: audit.list(input.offset, input.limit) }
}

/** Recomputes every hash, link and the root; names the first event that does not fit. */
export function verifyAudit(_input: unknown, call: SignedInCall): AuditVerification {
  return call.workspace.audit.verify()
}
