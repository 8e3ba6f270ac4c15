import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { trainingSpecSchema } from '../../../shared/contract/index.ts'
import { type Client, useServices } from '../../app-context.tsx'
import { beforeLock } from '../../hooks/before-lock.ts'
import { type DraftContent, DraftKeeper, type DraftSpec, type DraftState } from './draft-keeper.ts'

export type { DraftContent, DraftSpec } from './draft-keeper.ts'

export interface DevelopmentDraftHandle {
  /** The specification in the making; the defaults of the contract until it is loaded or where nothing was changed yet. */
  readonly spec: DraftSpec
  readonly setSpec: (next: DraftSpec | ((previous: DraftSpec) => DraftSpec)) => void
  /** Name of the model to be; null: as the data set. */
  readonly name: string | null
  readonly setName: (name: string | null) => void
  /** False until the stored draft has been read; changes made before are applied then. */
  readonly isLoaded: boolean
  readonly saving: DraftState['saving']
  readonly error: unknown
  /** Writes what is unsaved now; it is also written two seconds after a change, on leaving and before a lock. */
  readonly save: () => Promise<void>
  readonly reload: () => void
}

const PAUSE_MS = 2000
const EMPTY: DraftContent = { spec: trainingSpecSchema.omit({ dataset: true }).parse({}), name: null }

/** The defaults of the contract, as a specification without its data set. */
export const DEFAULT_SPEC: DraftSpec = EMPTY.spec

/** What the person is working on for this data set version, kept in the workspace: every part of the room reads and changes the same. */
export function useDevelopmentDraft(datasetId: string | null): DevelopmentDraftHandle {
  const { client } = useServices()
  const keeper = keeperOf(client, datasetId)
  const state = useSyncExternalStore(keeper.subscribe, keeper.state)
  useEffect(() => saveOnLeaving(keeper), [keeper])
  const setSpec = useCallback<DevelopmentDraftHandle['setSpec']>(
    (next) =>
      keeper.change((content) => {
        const spec = typeof next === 'function' ? next(content.spec) : next
        return spec === content.spec ? content : { ...content, spec }
      }),
    [keeper],
  )
  const setName = useCallback(
    (name: string | null) => keeper.change((content) => (content.name === name ? content : { ...content, name })),
    [keeper],
  )
  return {
    ...state.content,
    setSpec,
    setName,
    isLoaded: state.isLoaded,
    saving: state.saving,
    error: state.error,
    save: keeper.save,
    reload: keeper.reload,
  }
}

const keepers = new WeakMap<Client, Map<string, DraftKeeper>>()
/** For a page that has no data set yet: it never loads. */
const NO_KEEPER = new DraftKeeper({
  load: () => new Promise(() => {}),
  store: async () => {},
  empty: EMPTY,
  pauseMs: PAUSE_MS,
})

/** One keeper per data set, however many places of the screen use it; forgotten when none does and everything is written. */
function keeperOf(client: Client, datasetId: string | null): DraftKeeper {
  if (datasetId === null) return NO_KEEPER
  const byDataset = keepers.get(client) ?? new Map<string, DraftKeeper>()
  keepers.set(client, byDataset)
  const known = byDataset.get(datasetId)
  if (known !== undefined) return known
  const keeper = new DraftKeeper({
    load: async () => {
      const draft = await client.draft.get({ dataset: datasetId })
      return draft === null ? null : { spec: draft.spec, name: draft.name }
    },
    store: (content) => client.draft.save({ dataset: datasetId, ...content }),
    empty: EMPTY,
    pauseMs: PAUSE_MS,
    onLeft: () => byDataset.get(datasetId) === keeper && byDataset.delete(datasetId),
  })
  byDataset.set(datasetId, keeper)
  return keeper
}

function saveOnLeaving(keeper: DraftKeeper): () => void {
  const save = () => void keeper.save()
  const saveWhenHidden = () => document.visibilityState === 'hidden' && save()
  window.addEventListener('pagehide', save)
  document.addEventListener('visibilitychange', saveWhenHidden)
  const forget = beforeLock(keeper.save)
  return () => {
    window.removeEventListener('pagehide', save)
    document.removeEventListener('visibilitychange', saveWhenHidden)
    forget()
  }
}
