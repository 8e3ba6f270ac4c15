import type { BinDefinition } from '../../../../shared/contract/index.ts'

export const BIN_ACTIONS = [
  'split',
  'mergeNext',
  'mergePrevious',
  'edges',
  'levels',
  'ungroup',
  'codes',
  'note',
  'trend',
  'reset',
] as const
export type BinAction = (typeof BIN_ACTIONS)[number]

export interface BinCommands {
  readonly isShown: (action: BinAction) => boolean
  readonly can: (action: BinAction) => boolean
  readonly run: (action: BinAction) => void
}

/** What decides which actions make sense. */
export interface BinSituation {
  readonly type: 'numeric' | 'text'
  /** The definitions shown, in order. */
  readonly definitions: readonly BinDefinition[]
  readonly selected: number
  readonly isEdited: boolean
  /** Levels are hidden, so they cannot be said in an edit. */
  readonly isMasked: boolean
}

/** True for actions of this kind of characteristic. */
export function isShownFor(action: BinAction, type: 'numeric' | 'text'): boolean {
  if (action === 'edges' || action === 'split' || action === 'trend') return type === 'numeric'
  if (action === 'levels' || action === 'ungroup') return type === 'text'
  return true
}

/** True when the action would do something to the selected bin. */
export function isPossible(action: BinAction, situation: BinSituation): boolean {
  const { type, definitions, selected, isEdited, isMasked } = situation
  if (isMasked) return action === 'reset' && isEdited
  const here = definitions[selected]
  if (!isShownFor(action, type)) return false
  switch (action) {
    case 'split':
      return here?.kind === 'interval'
    case 'edges':
      return here?.kind === 'interval' && definitions.filter((one) => one.kind === 'interval').length > 1
    case 'mergeNext':
      return isMergeable(here, definitions[selected + 1])
    case 'mergePrevious':
      return isMergeable(definitions[selected - 1], here)
    case 'ungroup':
      return here?.kind === 'levels' && here.levels.length > 1
    case 'note':
      return here !== undefined && here.kind !== 'unseen'
    case 'reset':
      return isEdited
    case 'levels':
    case 'codes':
    case 'trend':
      return true
  }
}

/** The action of a key, as the buttons name them. */
export function actionOfKey(key: string, isShift: boolean): BinAction | null {
  const letter = key.toLowerCase()
  if (letter === 'm') return isShift ? 'mergePrevious' : 'mergeNext'
  return isShift ? null : (KEYS[letter] ?? null)
}

const KEYS: Readonly<Record<string, BinAction>> = {
  s: 'split',
  e: 'edges',
  g: 'levels',
  u: 'ungroup',
  c: 'codes',
  n: 'note',
  t: 'trend',
  r: 'reset',
}

function isMergeable(first: BinDefinition | undefined, second: BinDefinition | undefined): boolean {
  if (first === undefined || second === undefined || first.kind !== second.kind) return false
  return first.kind === 'interval' || first.kind === 'levels' || first.kind === 'special'
}
