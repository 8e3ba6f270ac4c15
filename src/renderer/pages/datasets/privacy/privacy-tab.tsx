import { useQuery } from '@tanstack/react-query'
import type { DatasetVersion } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { LoadingSkeleton } from '../../../components/loading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { PrivacyColumns } from './privacy-columns.tsx'
import { PrivacyScan } from './privacy-scan.tsx'
import { RetentionPanel } from './retention-panel.tsx'
import { RevealPanel } from './reveal-panel.tsx'
import { SubjectPanel } from './subject-panel.tsx'

/** What a version holds of persons, how it is treated, how long it is kept, and how one person is found and erased. */
export function PrivacyTab({ version }: { version: DatasetVersion }) {
  const scan = useNewestScan(version)
  if (scan.error !== null) return <ErrorState error={scan.error} onRetry={scan.retry} />
  if (scan.isLoading) return <LoadingSkeleton rows={12} />
  return (
    <div className="gate-grid">
      <div className="stack">
        <PrivacyColumns version={version} findings={scan.found?.report.findings ?? []} />
        <PrivacyScan version={version} scan={scan.found} />
        <RevealPanel version={version} />
      </div>
      <div className="stack">
        <RetentionPanel version={version} />
        <SubjectPanel version={version} />
        <WhatItIsNot />
      </div>
    </div>
  )
}

function useNewestScan(version: DatasetVersion) {
  const { api } = useServices()
  const list = useQuery(api.dataEvidence.list.queryOptions({ input: { dataset: version.id, kind: 'privacy' } }))
  const newest = [...(list.data ?? [])].sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0]
  const query = useQuery(
    api.dataEvidence.get.queryOptions({
      input: { evidence: newest?.id ?? '-' },
      enabled: newest !== undefined,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const payload = query.data?.payload
  return {
    found:
      query.data !== undefined && payload?.kind === 'privacy'
        ? { report: payload.report, createdAt: query.data.createdAt, verdict: query.data.verdict }
        : null,
    isLoading: list.data === undefined || (newest !== undefined && query.data === undefined),
    error: list.error ?? query.error,
    retry: () => {
      void list.refetch()
      void query.refetch()
    },
  }
}

function WhatItIsNot() {
  return (
    <Panel title="What masking and pseudonyms are not">
      <p className="caption" style={{ margin: 0 }}>
        Masked columns are masked on screens and in exports; only a reveal with a reason shows them. Equal values have
        equal masks.
      </p>
      <p className="caption" style={{ margin: 0 }}>
        Pseudonymised data are not anonymous: under the GDPR they remain personal data (Article 4(5), recital 26). Equal
        tokens show which rows belong to one person; the other columns are unchanged, and a rare combination of age,
        postal code and occupation may name somebody without any id. Free text that mentions a person is untouched.
      </p>
    </Panel>
  )
}
