import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { BinnedVariable, ManualBins } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { isEdited, NO_CHOICE, withChoice } from './column-choice.ts'
import { manualBinsOf } from './edit-bins.ts'
import { setSpecialCode, specialCodesOf, unsetSpecialCode } from './edit-levels.ts'
import { type DoneEdit, type EditResult, refuse } from './edit-result.ts'
import { type HistoryPlace, useColumnHistory } from './use-column-history.ts'

/** The bins of a data set under one specification. */
export type Evaluation = Awaited<ReturnType<ReturnType<typeof useServices>['client']['binning']['evaluate']>>

/** What stands in the place of a hidden level. */
const MASKED = '(masked)'

interface Place extends HistoryPlace {
  readonly datasetId: string
  /** Every characteristic as last computed: shown at once, until the figures of the present edit are there. */
  readonly evaluation: Evaluation
  /** True if `evaluation` is of the present specification. */
  readonly isEvaluationFresh: boolean
  /** Told the bin that deserves the keyboard after an edit. */
  readonly onEdited: (row: number) => void
}

/** Everything the editor of one characteristic needs: what it shows, what it may do, what it says. */
export function useBinEditor(place: Place) {
  const { column, draft, onEdited } = place
  const figures = useFigures(place)
  const [problem, setProblem] = useState<string | null>(null)
  const [announcement, say] = useAnnouncement(figures.shown, figures.isFresh, figures.error !== null)
  const { choice, choose, ...steps } = useColumnHistory({
    ...place,
    onChange: (said) => {
      setProblem(null)
      say(said)
    },
  })
  const answer = figures.shown?.variables[0] ?? null
  const bins: ManualBins | null =
    choice.manual ?? (figures.isFresh && answer !== null ? manualBinsOf(answer.variable) : null)
  const type = answer?.variable.type ?? 'numeric'
  const attempt = (edit: (bins: ManualBins) => EditResult): DoneEdit | null => {
    const result = bins === null ? refuse('The bins are still being computed. Try again in a moment.') : edit(bins)
    if (result.isDone) return result
    setProblem(result.problem)
    return null
  }
  const apply = (edit: (bins: ManualBins) => EditResult): boolean => {
    const result = attempt(edit)
    if (result === null || bins === null) return false
    const codes = specialCodesOf(result.bins)
    const areSame = codes.join('\u0000') === specialCodesOf(bins).join('\u0000')
    const specialCodes = areSame ? choice.specialCodes : codes
    choose({ ...choice, manual: result.bins, specialCodes }, result.action, result.done)
    if (result.focus >= 0) onEdited(result.focus)
    return true
  }
  const changeCode = (code: string, isSet: boolean): boolean => {
    const edit = (now: ManualBins) => (isSet ? setSpecialCode : unsetSpecialCode)(now, code, type)
    if (choice.manual !== null) return apply(edit)
    const result = attempt(edit)
    if (result === null) return false
    const specialCodes = specialCodesOf(result.bins)
    choose({ ...choice, specialCodes }, result.action, `${result.done}; bins chosen anew`)
    return true
  }
  return {
    ...figures,
    ...steps,
    choice,
    bins,
    type,
    isMasked: answer !== null && isMasked(answer.variable),
    problem,
    announcement,
    clearProblem: () => setProblem(null),
    apply,
    changeCode,
    isEdited: isEdited(draft.spec, column),
  }
}

export type BinEditorState = ReturnType<typeof useBinEditor>

/** True when the levels of a text column are hidden for privacy: each then reads alike. */
function isMasked(variable: BinnedVariable): boolean {
  return variable.bins.some(({ definition }) => definition.kind === 'levels' && definition.levels.includes(MASKED))
}

/** The figures of the present edit, the last good ones while they are on the way or cannot be had, and those of automatic bins. */
function useFigures({ datasetId, column, draft, evaluation, isEvaluationFresh }: Place) {
  const { api } = useServices()
  const known = isEvaluationFresh ? ofColumn(evaluation, column) : undefined
  const query = useQuery(
    api.binning.evaluate.queryOptions({
      input: { ...draft.spec, dataset: datasetId, columns: [column] },
      enabled: draft.isLoaded,
      staleTime: Number.POSITIVE_INFINITY,
      ...(known === undefined ? {} : { initialData: known }),
    }),
  )
  const before = useQuery(
    api.binning.evaluate.queryOptions({
      input: { ...withChoice(draft.spec, column, NO_CHOICE), dataset: datasetId, columns: [column] },
      enabled: draft.isLoaded && isEdited(draft.spec, column),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const [last, setLast] = useState(() => ofColumn(evaluation, column))
  if (query.data !== undefined && query.data !== last) setLast(query.data)
  return {
    /** Figures to show, of the present edit if `isFresh`. */
    shown: query.data ?? last ?? null,
    before: before.data ?? null,
    isFresh: query.data !== undefined,
    isWaiting: query.isFetching,
    error: query.error,
    retry: () => void query.refetch(),
  }
}

/** The same with one characteristic; undefined where it is not among them. */
function ofColumn(evaluation: Evaluation, column: string): Evaluation | undefined {
  const variables = evaluation.variables.filter(({ variable }) => variable.name === column)
  return variables.length === 0 ? undefined : { ...evaluation, variables }
}

/** Says once what an edit came to, when its figures are there. */
function useAnnouncement(
  shown: Evaluation | null,
  isFresh: boolean,
  hasFailed: boolean,
): [string, (said: string) => void] {
  const [pending, setPending] = useState<string | null>(null)
  const [text, setText] = useState('')
  const value = shown?.variables[0]?.variable.informationValue ?? null
  const say = useEffectEvent(() => {
    if (pending === null) return
    setText(
      hasFailed ? `${pending}; the figures could not be computed` : `${pending}; IV ${formatNumber(value, 'index3')}`,
    )
    setPending(null)
  })
  useEffect(() => {
    if (pending !== null && (isFresh || hasFailed)) say()
  }, [pending, isFresh, hasFailed])
  return [text, setPending]
}
