import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { DatasetPreview } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { errorReply } from '../../../hooks/error-reply.ts'
import { type ImportChoices, readOptions } from './import-choices.ts'

const TYPING_MS = 250

export interface ImportPreview {
  /** What the reader makes of the file; the last one while the next is on its way or cannot be had. */
  readonly data: DatasetPreview | undefined
  /** True while what is shown is not yet what the choices say. */
  readonly isStale: boolean
  readonly isFirst: boolean
  readonly error: unknown
  /** The file is there, but cannot be read as the choices say. */
  readonly isRefused: boolean
  readonly retry: () => void
}

/** Reads the beginning of the file after every change of a choice; a reading on its way is cancelled by the next. */
export function useImportPreview(choices: ImportChoices): ImportPreview {
  const { api } = useServices()
  const path = choices.path.trim()
  const { options, types } = choices
  const input = useMemo(() => ({ path, options: readOptions({ options, types }) }), [path, options, types])
  const [settled] = useDebouncedValue(input, TYPING_MS)
  const isPath = path !== ''
  const query = useQuery(
    api.dataset.preview.queryOptions({
      input: settled,
      enabled: isPath && settled.path === path,
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    }),
  )
  const [held, setHeld] = useState<{ path: string; preview: DatasetPreview } | null>(null)
  if (query.data !== undefined && settled.path === path && held?.preview !== query.data)
    setHeld({ path, preview: query.data })
  const data = isPath && held?.path === path ? held.preview : undefined
  const error = isPath && settled.path === path ? query.error : null
  return {
    data,
    isStale: data !== undefined && (settled !== input || query.data !== data) && error === null,
    isFirst: isPath && data === undefined && error === null,
    error,
    isRefused: error !== null && errorReply(error).code === 'badData',
    retry: () => void query.refetch(),
  }
}
