import { useCallback, useEffect, useSyncExternalStore } from 'react'
import type { Method } from '../../../shared/contract/index.ts'
import { type Client, useServices } from '../../app-context.tsx'
import { beforeLock } from '../../hooks/before-lock.ts'
import { type DraftContent, DraftKeeper, type DraftSpec, type DraftState } from './draft-keeper.ts'
import {
  type BoostingPlan,
  boostingOf,
  DEFAULT_SPEC,
  type RegressionPlan,
  regressionOf,
  withBoosting,
  withMethod,
  withRegression,
} from './draft-methods.ts'

export type { DraftContent, DraftSpec } from './draft-keeper.ts'
export { DEFAULT_SPEC } from './draft-methods.ts'

/** A specification in the making and the ways to change it. */
export interface DraftHandle<Spec extends DraftSpec> {
  /** The defaults of the contract until it is loaded or where nothing was changed yet. */
  readonly spec: Spec
  readonly setSpec: (next: Spec | ((previous: Spec) => Spec)) => void
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

/** The draft with the specification that is trained, whatever its method. */
export interface DevelopmentDraftHandle extends DraftHandle<DraftSpec> {
  readonly content: DraftContent
  readonly change: (update: (content: DraftContent) => DraftContent) => void
  readonly setMethod: (method: Method) => void
}

export type RegressionDraftHandle = DraftHandle<RegressionPlan>
export type BoostingDraftHandle = DraftHandle<BoostingPlan>

const PAUSE_MS = 2000
const EMPTY: DraftContent = { spec: DEFAULT_SPEC, name: null }

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
  const setMethod = useCallback((method: Method) => keeper.change((content) => withMethod(content, method)), [keeper])
  return {
    content: state.content,
    change: keeper.change,
    setMethod,
    spec: state.content.spec,
    name: state.content.name,
    setSpec,
    setName,
    isLoaded: state.isLoaded,
    saving: state.saving,
    error: state.error,
    save: keeper.save,
    reload: keeper.reload,
  }
}

/** The regression of the draft, also while the draft trains trees: what the bin editor works on. */
export function regressionHandle(draft: DevelopmentDraftHandle): RegressionDraftHandle {
  return {
    ...draft,
    spec: regressionOf(draft.content),
    setSpec: (next) =>
      draft.change((content) => {
        const previous = regressionOf(content)
        return withRegression(content, typeof next === 'function' ? next(previous) : next)
      }),
  }
}

/** The trees of the draft, also while the draft trains a regression: what the constraint editor works on. */
export function boostingHandle(draft: DevelopmentDraftHandle): BoostingDraftHandle {
  return {
    ...draft,
    spec: boostingOf(draft.content),
    setSpec: (next) =>
      draft.change((content) => {
        const previous = boostingOf(content)
        return withBoosting(content, typeof next === 'function' ? next(previous) : next)
      }),
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
      if (draft === null) return null
      const { dataset: _, ...content } = draft
      return content
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
