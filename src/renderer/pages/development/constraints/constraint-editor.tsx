import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Redo2, Undo2 } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { DatasetVersion } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { versionName } from '../../../fields/choice-fields.tsx'
import { plural } from '../../../words/estimates.ts'
import { type EditHistory, edited, historyOf, redoAction, redone, undoAction, undone } from '../bins/edit-history.ts'
import { SteadyButton } from '../bins/steady-button.tsx'
import { DEFAULT_BOOSTING } from '../draft-methods.ts'
import { candidateColumns } from '../training-input.ts'
import type { BoostingDraftHandle } from '../use-development-draft.ts'
import { type Constraints, nOpenSuggestions, withDirection, withSuggestions } from './constraint-choices.ts'
import { constraintRows } from './constraint-rows.ts'
import { ConstraintTable } from './constraint-table.tsx'
import { type Direction, directionText } from './constraint-words.ts'
import { InteractionGroups } from './interaction-groups.tsx'
import { PreviewPanel } from './preview-panel.tsx'

const NO_SUGGESTIONS: readonly never[] = []

/** Directions and interaction groups of the trees to be grown, with what the data say beside each. */
export function ConstraintEditor({ dataset, draft }: { dataset: DatasetVersion; draft: BoostingDraftHandle }) {
  const { spec } = draft
  const [previewed, setPreviewed] = useState<string | null>(null)
  const suggestions = useSuggestions(dataset.id, draft)
  const known = suggestions.data?.suggestions ?? NO_SUGGESTIONS
  const { constraints, change, ...steps } = useConstraintHistory(draft)
  const columns = useMemo(
    () => candidateColumns(dataset).filter(({ name }) => !spec.exclude.includes(name)),
    [dataset, spec.exclude],
  )
  const rows = useMemo(() => constraintRows(columns, constraints, known), [columns, constraints, known])
  const choose = useCallback(
    (name: string, direction: Direction | null) =>
      change(
        (before) => withDirection(before, name, direction),
        `direction of ${name}`,
        `${name}: ${directionText(direction)}`,
      ),
    [change],
  )
  return (
    <div className="constraint-editor">
      <div className="stack" style={{ minWidth: 0 }}>
        {suggestions.error !== null && (
          <ErrorState error={suggestions.error} onRetry={() => void suggestions.refetch()} />
        )}
        <div className="row">
          <TakeAllButton
            nOpen={nOpenSuggestions(constraints, known)}
            onTake={(said) => change((before) => withSuggestions(before, known), 'all suggestions', said)}
          />
          <HistoryButtons steps={steps} />
        </div>
        <ConstraintTable
          rows={rows}
          isWaiting={suggestions.isFetching}
          previewed={previewed}
          onPreview={setPreviewed}
          onChoose={choose}
        />
        <KeysNote />
        <div className="visually-hidden" role="status">
          {steps.said}
        </div>
      </div>
      <div className="stack" style={{ gap: 16, minWidth: 0 }}>
        <PreviewPanel
          datasetId={dataset.id}
          source={`${versionName(dataset)}, development sample.`}
          spec={spec}
          row={rows.find(({ name }) => name === previewed) ?? null}
        />
        <InteractionGroups
          constraints={constraints}
          names={columns.map(({ name }) => name)}
          onChange={(next, action) => change(() => next, action, action)}
        />
      </div>
    </div>
  )
}

/** What the data suggest; directions already set do not bear on it. */
function useSuggestions(datasetId: string, { spec, isLoaded }: BoostingDraftHandle) {
  const { api } = useServices()
  const { developmentShare, weights, specialCodes, rejectInference } = spec.params
  const params = { ...DEFAULT_BOOSTING.params, developmentShare, weights, specialCodes, rejectInference }
  return useQuery(
    api.training.suggestMonotone.queryOptions({
      input: { ...spec, params, dataset: datasetId },
      enabled: isLoaded,
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    }),
  )
}

type Steps = ReturnType<typeof useConstraintHistory>

/** The constraints of the draft with every step to them and back. */
function useConstraintHistory({ spec, setSpec }: BoostingDraftHandle) {
  const { monotone, interactions } = spec.params
  const constraints = useMemo<Constraints>(() => ({ monotone, interactions }), [monotone, interactions])
  const [kept, setKept] = useState<EditHistory<Constraints>>(() => historyOf(constraints))
  const [said, setSaid] = useState('')
  const history = { ...kept, present: constraints }
  const keep = (next: EditHistory<Constraints>, words: string) => {
    setKept(next)
    setSaid(words)
    setSpec((previous) => ({ ...previous, params: { ...previous.params, ...next.present } }))
  }
  const change = (update: (before: Constraints) => Constraints, action: string, words: string) => {
    const next = update(constraints)
    if (next !== constraints) keep(edited(history, next, action), words)
  }
  const [undoable, redoable] = [undoAction(history), redoAction(history)]
  const undo = () => undoable !== null && keep(undone(history), `Undone: ${undoable}`)
  const redo = () => redoable !== null && keep(redone(history), `Redone: ${redoable}`)
  const unlessTyping = (step: () => void) => (event: KeyboardEvent) => {
    if (isTextField(event.target)) return
    event.preventDefault()
    step()
  }
  // The directions are input elements themselves; only fields of text keep these keys.
  useHotkeys(
    [
      ['mod+Z', unlessTyping(undo), { preventDefault: false }],
      ['mod+shift+Z', unlessTyping(redo), { preventDefault: false }],
      ['mod+Y', unlessTyping(redo), { preventDefault: false }],
    ],
    [],
  )
  return { constraints, change, undo, redo, undoable, redoable, said }
}

function TakeAllButton({ nOpen, onTake }: { nOpen: number; onTake: (said: string) => void }) {
  return (
    <Button variant="default" disabled={nOpen === 0} onClick={() => onTake(`${plural(nOpen, 'suggestion')} taken`)}>
      {nOpen === 0 ? 'Take all suggestions' : `Take all suggestions (${nOpen})`}
    </Button>
  )
}

function KeysNote() {
  return (
    <p className="caption" style={{ margin: 0 }}>
      In a row: ← → or N, R, F choose a direction; ↑ ↓ go to the next characteristic; S takes the suggestion; P shows
      the preview.
    </p>
  )
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'radio')
}

function HistoryButtons({ steps }: { steps: Pick<Steps, 'undo' | 'redo' | 'undoable' | 'redoable'> }) {
  return (
    <span className="row" style={{ gap: 4 }}>
      <SteadyButton
        variant="subtle"
        color="gray"
        leftSection={<Undo2 size={14} />}
        title={steps.undoable === null ? 'Ctrl Z' : `Undo ${steps.undoable} (Ctrl Z)`}
        isOff={steps.undoable === null}
        onClick={steps.undo}
      >
        Undo
      </SteadyButton>
      <SteadyButton
        variant="subtle"
        color="gray"
        leftSection={<Redo2 size={14} />}
        title={steps.redoable === null ? 'Ctrl Shift Z' : `Redo ${steps.redoable} (Ctrl Shift Z)`}
        isOff={steps.redoable === null}
        onClick={steps.redo}
      >
        Redo
      </SteadyButton>
    </span>
  )
}
