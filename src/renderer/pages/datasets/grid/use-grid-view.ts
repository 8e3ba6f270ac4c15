import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { DatasetVersion } from '../../../../shared/contract/index.ts'
import type { ErrorReply } from '../../../../shared/errors.ts'
import { useServices } from '../../../app-context.tsx'
import { errorReply } from '../../../hooks/error-reply.ts'
import type { SortKey } from './sort-keys.ts'

/** What the grid shows of a data set. */
export interface GridWish {
  readonly filter: string
  readonly search: string
  readonly sort: readonly SortKey[]
}

export interface GridView {
  /** Id of the open view; undefined for all rows as they stand. */
  readonly id: string | undefined
  readonly nRows: number
  readonly isBusy: boolean
  readonly error: ErrorReply | null
  /** Opens the view again, where the app has let it go. */
  readonly reopen: () => Promise<unknown>
}

/** Opens the view of a wish; until it is open, or if it cannot be, the one before stays. A newer wish cancels the opening. */
export function useGridView(dataset: DatasetVersion, wish: GridWish): GridView {
  const { api } = useServices()
  const isPlain = wish.filter.trim() === '' && wish.search.trim() === '' && wish.sort.length === 0
  const query = useQuery(
    api.dataset.view.queryOptions({
      input: {
        dataset: dataset.id,
        ...(wish.filter.trim() === '' ? {} : { filter: wish.filter }),
        ...(wish.search.trim() === '' ? {} : { search: wish.search }),
        sort: [...wish.sort],
      },
      enabled: !isPlain,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const reopen = () => query.refetch()
  const shown = useRef(query.data)
  shown.current = isPlain ? undefined : (query.data ?? shown.current)
  if (isPlain) return { id: undefined, nRows: dataset.nRows, isBusy: false, error: null, reopen }
  const error = query.error === null ? null : errorReply(query.error)
  return {
    id: shown.current?.view,
    nRows: shown.current?.nRows ?? dataset.nRows,
    isBusy: query.isFetching,
    error: error?.code === 'cancelled' ? null : error,
    reopen,
  }
}
