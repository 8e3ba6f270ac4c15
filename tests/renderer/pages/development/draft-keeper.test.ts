import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type DraftContent, DraftKeeper } from '../../../../src/renderer/pages/development/draft-keeper.ts'
import { DEFAULT_SPEC } from '../../../../src/renderer/pages/development/draft-methods.ts'

const EMPTY: DraftContent = { spec: DEFAULT_SPEC, name: null }
const named = (name: string) => (content: DraftContent) => ({ ...content, name })

describe('the keeper of a draft', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  function keeperWith(store: (content: DraftContent) => Promise<unknown>, stored: DraftContent | null = null) {
    const onLeft = vi.fn()
    const keeper = new DraftKeeper({ load: async () => stored, store, empty: EMPTY, pauseMs: 2000, onLeft })
    return { keeper, onLeft }
  }

  it('shows the defaults, loads with the first listener and stores nothing that was not changed', async () => {
    const store = vi.fn(async () => {})
    const { keeper, onLeft } = keeperWith(store, { ...EMPTY, name: 'stored' })
    expect(keeper.state()).toMatchObject({ isLoaded: false, content: { name: null } })
    const stop = keeper.subscribe(() => {})
    await vi.advanceTimersByTimeAsync(0)
    expect(keeper.state()).toMatchObject({ isLoaded: true, saving: 'saved', content: { name: 'stored' } })
    stop()
    await vi.advanceTimersByTimeAsync(5000)
    expect(store).not.toHaveBeenCalled()
    expect(onLeft).toHaveBeenCalledOnce()
  })

  it('writes once, two seconds after the last of several changes', async () => {
    const store = vi.fn(async () => {})
    const { keeper } = keeperWith(store)
    keeper.subscribe(() => {})
    await vi.advanceTimersByTimeAsync(0)
    keeper.change(named('a'))
    await vi.advanceTimersByTimeAsync(1500)
    keeper.change(named('b'))
    await vi.advanceTimersByTimeAsync(1999)
    expect(store).not.toHaveBeenCalled()
    expect(keeper.state().saving).toBe('unsaved')
    await vi.advanceTimersByTimeAsync(1)
    expect(store.mock.calls).toEqual([[{ ...EMPTY, name: 'b' }]])
    expect(keeper.state().saving).toBe('saved')
  })

  it('writes at once when the last listener leaves', async () => {
    const store = vi.fn(async () => {})
    const { keeper } = keeperWith(store)
    const [first, second] = [keeper.subscribe(() => {}), keeper.subscribe(() => {})]
    await vi.advanceTimersByTimeAsync(0)
    keeper.change(named('a'))
    first()
    expect(store).not.toHaveBeenCalled()
    second()
    expect(store).toHaveBeenCalledOnce()
  })

  it('applies changes made before it was loaded to what was stored', async () => {
    const { keeper } = keeperWith(async () => {}, { ...EMPTY, name: 'stored' })
    keeper.change((content) => ({ ...content, name: `${content.name} and changed` }))
    keeper.subscribe(() => {})
    await vi.advanceTimersByTimeAsync(0)
    expect(keeper.state().content.name).toBe('stored and changed')
  })

  it('writes a change made during a writing after it, never both at once', async () => {
    const open: (() => void)[] = []
    const store = vi.fn((_: DraftContent) => new Promise<void>((resolve) => open.push(resolve)))
    const { keeper } = keeperWith(store)
    keeper.subscribe(() => {})
    await vi.advanceTimersByTimeAsync(0)
    keeper.change(named('a'))
    const saved = keeper.save()
    keeper.change(named('b'))
    await vi.advanceTimersByTimeAsync(3000)
    expect(store).toHaveBeenCalledTimes(1)
    open[0]?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(store.mock.calls.map(([content]) => content.name)).toEqual(['a', 'b'])
    expect(keeper.state().saving).toBe('saving')
    open[1]?.()
    await saved
    expect(keeper.state().saving).toBe('saved')
  })

  it('keeps a change that could not be written, says so, and writes it with the next try', async () => {
    let isBroken = true
    const store = vi.fn(async () => {
      if (isBroken) throw new Error('disk full')
    })
    const { keeper } = keeperWith(store)
    keeper.subscribe(() => {})
    await vi.advanceTimersByTimeAsync(0)
    keeper.change(named('a'))
    await vi.advanceTimersByTimeAsync(2000)
    expect(keeper.state()).toMatchObject({ saving: 'failed', content: { name: 'a' }, error: new Error('disk full') })
    isBroken = false
    await keeper.save()
    expect(keeper.state()).toMatchObject({ saving: 'saved', error: null })
  })

  it('tells a failed reading and reads again when asked', async () => {
    let isBroken = true
    const keeper = new DraftKeeper({
      load: async () => {
        if (isBroken) throw new Error('not there')
        return null
      },
      store: async () => {},
      empty: EMPTY,
      pauseMs: 2000,
    })
    const heard = vi.fn()
    keeper.subscribe(heard)
    await vi.advanceTimersByTimeAsync(0)
    expect(keeper.state()).toMatchObject({ isLoaded: false, error: new Error('not there') })
    isBroken = false
    keeper.reload()
    await vi.advanceTimersByTimeAsync(0)
    expect(keeper.state()).toMatchObject({ isLoaded: true, error: null })
    expect(heard).toHaveBeenCalledTimes(2)
  })
})
