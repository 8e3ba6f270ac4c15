import { useCallback, useState } from 'react'

const PREFIX = 'assay.draft.'

/**
 * State of a form that outlives a lock, an error or a change of page within this window.
 * Only choices belong here (ids, column names, settings), never passwords and never values of applicants.
 */
export function useDraft<T>(key: string, initial: T): [T, (next: T | ((previous: T) => T)) => void, () => void] {
  const [value, setValue] = useState<T>(() => readDraft(key, initial))
  const [shownKey, setShownKey] = useState(key)
  if (shownKey !== key) {
    setShownKey(key)
    setValue(readDraft(key, initial))
  }
  const change = useCallback(
    (next: T | ((previous: T) => T)) => {
      setValue((previous) => {
        const resolved = typeof next === 'function' ? (next as (previous: T) => T)(previous) : next
        writeDraft(key, resolved)
        return resolved
      })
    },
    [key],
  )
  const clear = useCallback(() => {
    sessionStorage.removeItem(PREFIX + key)
    setValue(initial)
  }, [key, initial])
  return [value, change, clear]
}

/** Forgets every draft of this window. */
export function clearDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key)
  }
}

/** Writes a draft from outside its form, for the next time the form opens. */
export function rememberDraft(key: string, value: unknown): void {
  writeDraft(key, value)
}

function readDraft<T>(key: string, initial: T): T {
  const text = sessionStorage.getItem(PREFIX + key)
  if (text === null) return initial
  try {
    return JSON.parse(text) as T
  } catch {
    return initial
  }
}

function writeDraft(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    // A full or forbidden session storage costs the draft its memory, never the form its use.
  }
}
