import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { formatBytes, formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { sentence } from '../../../components/error-state.tsx'
import { Notice } from '../../../components/notice.tsx'
import { errorReply } from '../../../hooks/error-reply.ts'
import { boostingHandle, type DevelopmentDraftHandle } from '../use-development-draft.ts'

const PAUSE_MS = 600

/** Memory that growing these trees takes, before it is started; a warning where there is not enough. */
export function MemoryNote({ datasetId, draft }: { datasetId: string; draft: DevelopmentDraftHandle }) {
  const { api } = useServices()
  const text = JSON.stringify(boostingHandle(draft).spec)
  const [settled] = useDebouncedValue(text, PAUSE_MS)
  const query = useQuery(
    api.training.estimateMemory.queryOptions({
      input: { ...(JSON.parse(settled) as ReturnType<typeof boostingHandle>['spec']), dataset: datasetId },
      enabled: draft.isLoaded,
      staleTime: 30_000,
      placeholderData: (previous) => previous,
      retry: false,
    }),
  )
  if (query.error !== null) {
    return (
      <Notice kind="attention" role="status" title="These trees cannot be grown as asked.">
        <p>{sentence(errorReply(query.error).message)}</p>
      </Notice>
    )
  }
  if (query.data === undefined) {
    return (
      <p className="caption" style={{ margin: 0 }}>
        Memory needed: being estimated…
      </p>
    )
  }
  const { bytes, availableBytes, nRows, nCharacteristics } = query.data
  const of = `${formatNumber(nRows, 'integer')} rows of ${formatNumber(nCharacteristics, 'integer')} characteristics`
  if (bytes > availableBytes) {
    return (
      <Notice kind="attention" role="alert" title={`Needs about ${formatBytes(bytes)} of memory, more than there is.`}>
        <p>
          {formatBytes(availableBytes)} are free for {of}. Take fewer characteristics or leaves, or close other
          programs.
        </p>
      </Notice>
    )
  }
  return (
    <p className="caption" style={{ margin: 0 }}>
      Needs at most {formatBytes(bytes)} of memory for {of}; {formatBytes(availableBytes)} are free.
    </p>
  )
}
