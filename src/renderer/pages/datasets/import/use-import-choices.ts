import { useState } from 'react'
import { useDraft } from '../../../hooks/use-draft.ts'
import { type ImportChoices, type ImportStep, NO_CHOICES } from './import-choices.ts'

export const IMPORT_DRAFT = 'import-wizard'
const MAX_UNDO = 100

/** Changes the choices; the label says what was changed, as in "Undo: role of age". */
export type ChangeChoices = (label: string, next: (choices: ImportChoices) => ImportChoices) => void

export interface ChoicesHistory {
  readonly choices: ImportChoices
  readonly change: ChangeChoices
  readonly go: (step: ImportStep) => void
  /** What the next undo takes back; null when there is nothing. */
  readonly undoLabel: string | null
  readonly undo: () => void
  readonly clear: () => void
}

interface Past {
  readonly label: string
  readonly before: ImportChoices
}

/** The choices of the import with their history; steps back and forth are no part of it. */
export function useImportChoices(): ChoicesHistory {
  const [choices, setChoices, clearChoices] = useDraft<ImportChoices>(IMPORT_DRAFT, NO_CHOICES)
  const [past, setPast] = useState<readonly Past[]>([])
  const last = past.at(-1)
  return {
    choices,
    change: (label, next) => {
      const after = next(choices)
      if (after === choices) return
      setPast((old) => remembered(old, { label, before: choices }))
      setChoices(after)
    },
    go: (step) => setChoices((old) => ({ ...old, step })),
    undoLabel: last?.label ?? null,
    undo: () => {
      if (last === undefined) return
      setPast(past.slice(0, -1))
      setChoices({ ...last.before, step: choices.step })
    },
    clear: () => {
      setPast([])
      clearChoices()
    },
  }
}

/** Letters typed into one field are one change. */
export function remembered(past: readonly Past[], entry: Past): readonly Past[] {
  if (past.at(-1)?.label === entry.label && entry.label.startsWith('text of ')) return past
  return [...past, entry].slice(-MAX_UNDO)
}
