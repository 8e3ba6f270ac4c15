import type { Trend } from '../../../../shared/contract/index.ts'
import type { RegressionDraftHandle } from '../use-development-draft.ts'
import { trendWord } from './bin-words.ts'
import { type ColumnChoice, choiceOf, NO_CHOICE, withChoice } from './column-choice.ts'
import { amended, type EditHistory, edited, historyOf, redoAction, redone, undoAction, undone } from './edit-history.ts'

/** Histories by column, kept while the page is open. */
export type Histories = ReadonlyMap<string, EditHistory<ColumnChoice>>

export interface HistoryPlace {
  readonly column: string
  readonly draft: RegressionDraftHandle
  readonly histories: Histories
  readonly setHistories: (update: (histories: Histories) => Histories) => void
}

const TREND_ACTION = 'trend '

/** The choice for one column in the draft, with every step to it and back; `onChange` is told what happened. */
export function useColumnHistory(place: HistoryPlace & { readonly onChange: (said: string) => void }) {
  const { column, draft, histories, setHistories, onChange } = place
  const choice = choiceOf(draft.spec, column)
  const history = { ...(histories.get(column) ?? historyOf(choice)), present: choice }
  const keep = (next: EditHistory<ColumnChoice>, said: string): void => {
    setHistories((all) => new Map(all).set(column, next))
    draft.setSpec((spec) => withChoice(spec, column, next.present))
    onChange(said)
  }
  const choose = (next: ColumnChoice, action: string, said: string): void => keep(edited(history, next, action), said)
  const [undoable, redoable] = [undoAction(history), redoAction(history)]
  return {
    choice,
    choose,
    /** Stepping through the trends is one edit. */
    forceTrend: (trend: Trend | null): void => {
      const action = `${TREND_ACTION}${trendWord(trend)}`
      const change = undoable?.startsWith(TREND_ACTION) === true ? amended : edited
      keep(change(history, { ...choice, manual: null, trend }, action), `Bins chosen anew, trend ${trendWord(trend)}`)
    },
    reset: (): void => choose(NO_CHOICE, 'reset to automatic', 'Automatic bins again'),
    undo: (): void => {
      if (undoable !== null) keep(undone(history), `Undone: ${undoable}`)
    },
    redo: (): void => {
      if (redoable !== null) keep(redone(history), `Redone: ${redoable}`)
    },
    undoAction: undoable,
    redoAction: redoable,
  }
}
