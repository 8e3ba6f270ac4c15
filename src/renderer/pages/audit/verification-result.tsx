import type { AuditVerification } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { Notice } from '../../components/notice.tsx'

/** Says whether the chain holds, and if not, where it breaks first. */
export function VerificationResult({ result }: { result: AuditVerification }) {
  if (result.ok) {
    return (
      <Notice
        role="status"
        title={`● The audit log is whole: ${formatNumber(result.nEvents, 'integer')} events recomputed`}
      >
        <p className="caption">
          Root <code>{result.root}</code>
        </p>
      </Notice>
    )
  }
  return (
    <Notice
      kind="attention"
      role="alert"
      title={`■ The audit log has been changed${result.firstBad === null ? '' : ` at event ${formatNumber(result.firstBad.seq, 'integer')}`}`}
    >
      {result.firstBad !== null && <p>{result.firstBad.problem}</p>}
      <p>
        Events before it are as written. Keep this workspace as it is, restore a backup beside it, and tell the person
        responsible for the log.
      </p>
    </Notice>
  )
}
