import type { DevelopmentDraft } from '../../../shared/contract/index.ts'

/** What is being worked on, without the data set it belongs to. */
export type DraftContent = Omit<DevelopmentDraft, 'dataset'>
export type DraftSpec = DraftContent['spec']

export interface DraftState {
  /** The draft as it stands on the screen; the defaults until it is loaded. */
  readonly content: DraftContent
  readonly isLoaded: boolean
  /** `unsaved` waits for a pause in the edits, `failed` is tried again with the next edit or by hand. */
  readonly saving: 'saved' | 'unsaved' | 'saving' | 'failed'
  /** Why the draft could not be read or saved. */
  readonly error: unknown
}

interface Ways {
  readonly load: () => Promise<DraftContent | null>
  readonly store: (content: DraftContent) => Promise<unknown>
  /** Shown and changed where no draft has been stored. */
  readonly empty: DraftContent
  readonly pauseMs: number
  /** Called when nobody looks any more and everything is written. */
  readonly onLeft?: () => void
}

type Update = (content: DraftContent) => DraftContent

/** Keeps one draft in step with its stored copy: changes show at once and are written after a pause, one writing at a time. */
export class DraftKeeper {
  readonly #ways: Ways
  readonly #listeners = new Set<() => void>()
  #state: DraftState
  #waiting: Update[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #isLoading = false
  #writing: Promise<void> | null = null

  constructor(ways: Ways) {
    this.#ways = ways
    this.#state = { content: ways.empty, isLoaded: false, saving: 'saved', error: null }
  }

  readonly state = (): DraftState => this.#state

  /** Calls `listener` after every change; reads the draft with the first listener, saves what is unsaved with the last. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    this.reload()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) void this.save().then(() => this.#leave())
    }
  }

  /** Changes the draft; before it is loaded the change waits. */
  readonly change = (update: Update): void => {
    if (!this.#state.isLoaded) {
      this.#waiting.push(update)
      return
    }
    const content = update(this.#state.content)
    if (content === this.#state.content) return
    this.#set({ content, saving: 'unsaved', error: null })
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), this.#ways.pauseMs)
  }

  /** Saves now what is unsaved; resolves when nothing is left to save or saving failed. */
  readonly save = (): Promise<void> => {
    clearTimeout(this.#timer)
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null
    })
    return this.#writing
  }

  /** Reads the draft unless it has been read; again after a failure. */
  readonly reload = (): void => {
    if (this.#state.isLoaded || this.#isLoading) return
    this.#isLoading = true
    void this.#load().finally(() => {
      this.#isLoading = false
    })
  }

  async #load(): Promise<void> {
    try {
      const stored = await this.#ways.load()
      this.#set({ content: stored ?? this.#ways.empty, isLoaded: true, error: null })
    } catch (error) {
      this.#set({ error })
      return
    }
    const updates = this.#waiting
    this.#waiting = []
    for (const update of updates) this.change(update)
  }

  async #write(): Promise<void> {
    while (this.#state.saving === 'unsaved' || this.#state.saving === 'failed') {
      const { content } = this.#state
      this.#set({ saving: 'saving', error: null })
      try {
        await this.#ways.store(content)
        if (this.#state.content === content) this.#set({ saving: 'saved' })
      } catch (error) {
        if (this.#state.content !== content) continue
        this.#set({ saving: 'failed', error })
        return
      }
    }
  }

  #leave(): void {
    if (this.#listeners.size === 0) this.#ways.onLeft?.()
  }

  #set(next: Partial<DraftState>): void {
    this.#state = { ...this.#state, ...next }
    for (const listener of [...this.#listeners]) listener()
  }
}
