import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { BinnedVariable, EditedVariable } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { ErrorState, sentence } from '../../../components/error-state.tsx'
import { LoadingSkeleton } from '../../../components/loading.tsx'
import { Notice } from '../../../components/notice.tsx'
import { errorReply } from '../../../hooks/error-reply.ts'
import type { RegressionDraftHandle } from '../use-development-draft.ts'
import { actionOfKey, type BinAction, type BinCommands, isPossible, isShownFor } from './bin-commands.ts'
import { type BinRow, binRows } from './bin-rows.ts'
import { BinTable } from './bin-table.tsx'
import { mergeBins } from './edit-bins.ts'
import { ungroupLevels } from './edit-levels.ts'
import { EditedBinsFigure } from './edited-bins-figure.tsx'
import { EditorDialogs, type OpenDialog } from './editor-dialogs.tsx'
import { EditorFigures } from './editor-figures.tsx'
import { EditorHistory, EditorTools } from './editor-tools.tsx'
import { type BinEditorState, type Evaluation, useBinEditor } from './use-bin-editor.ts'
import type { Histories } from './use-column-history.ts'

interface BinEditorProps {
  readonly dataset: { readonly id: string; readonly name: string; readonly version: number }
  readonly column: string
  readonly draft: RegressionDraftHandle
  readonly evaluation: Evaluation
  readonly isEvaluationFresh: boolean
  readonly histories: Histories
  readonly setHistories: (update: (histories: Histories) => Histories) => void
}

/** The bins of one characteristic: figures, tools, table and drawing; everything by mouse and by keyboard. */
export function BinEditor(props: BinEditorProps) {
  const { dataset, column, draft } = props
  const [row, setRow] = useState(0)
  const [focusOn, setFocusOn] = useState<object | null>(firstFocus)
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const trendField = useRef<HTMLSelectElement>(null)
  const editor = useBinEditor({
    ...props,
    datasetId: dataset.id,
    onEdited: (next) => {
      setRow(next)
      setFocusOn({})
    },
  })
  const answer = editor.shown?.variables[0] ?? null
  const { manual } = editor.choice
  const { isFresh } = editor
  const rows = useMemo(() => (answer === null ? [] : binRows(answer, manual, isFresh)), [answer, manual, isFresh])
  const selected = Math.min(row, Math.max(0, rows.length - 1))
  const open = (kind: OpenDialog['kind']) => {
    editor.clearProblem()
    setDialog({ kind, row: selected })
  }
  const commands = commandsOf(editor, rows, selected, open, () => trendField.current?.focus())
  useHistoryKeys(editor, dialog === null)
  if (answer === null) return <Waiting editor={editor} />
  return (
    <>
      <EditorFigures editor={editor} />
      <EditorTools editor={editor} commands={commands} trendField={trendField} />
      <div className="row-between" style={{ minHeight: 30 }}>
        <Outcome answer={answer} hasScorecard={editor.shown?.problem === null} />
        <EditorHistory editor={editor} />
      </div>
      <Messages editor={editor} isDialogOpen={dialog !== null} />
      <div className="bin-editor">
        <BinTable
          column={column}
          rows={rows}
          isStale={!editor.isFresh}
          isWaiting={editor.isWaiting}
          selected={selected}
          onSelect={setRow}
          onKey={(event) => runKey(event, commands)}
          focusOn={focusOn}
          footer={footerText(answer.variable)}
        />
        <EditedBinsFigure editor={editor} selected={selected} source={`${dataset.name} v${dataset.version}.`} />
      </div>
      <div role="status" className="visually-hidden">
        {editor.announcement}
      </div>
      {dialog !== null && (
        <EditorDialogs
          open={dialog}
          editor={editor}
          place={{ datasetId: dataset.id, column, spec: draft.spec }}
          rows={rows}
          onClose={() => {
            setDialog(null)
            editor.clearProblem()
            setFocusOn({})
          }}
        />
      )}
    </>
  )
}

/** A new characteristic takes the keyboard, unless it is on a button of the page's head, such as the way to the next one. */
function firstFocus(): object | null {
  return document.activeElement?.closest('.page-actions') == null ? {} : null
}

function Waiting({ editor }: { editor: BinEditorState }) {
  if (editor.error === null) return <LoadingSkeleton label="Computing the bins" rows={12} />
  return <ErrorState error={editor.error} onRetry={editor.retry} />
}

/** Undo and redo by key, but not from inside a dialog. */
function useHistoryKeys(editor: BinEditorState, isOn: boolean): void {
  useHotkeys(
    isOn
      ? [
          ['mod+Z', editor.undo],
          ['mod+shift+Z', editor.redo],
          ['mod+Y', editor.redo],
        ]
      : [],
  )
}

/** Whether the characteristic is in the scorecard that these bins would give. */
function Outcome({ answer, hasScorecard }: { answer: EditedVariable; hasScorecard: boolean }) {
  if (answer.coefficient !== null)
    return <span>● In the scorecard, coefficient {formatNumber(answer.coefficient, 'coefficient')}</span>
  if (answer.exclusion === null) return <span>{hasScorecard ? '◇ Left out' : '◇ No scorecard'}</span>
  return <span style={{ overflowWrap: 'anywhere' }}>◇ Left out: {sentence(answer.exclusion)}</span>
}

/** What stands in the way: a refused edit, figures that cannot be had, or no scorecard with these bins. */
function Messages({ editor, isDialogOpen }: { editor: BinEditorState; isDialogOpen: boolean }) {
  const undo = editor.undoAction !== null && (
    <Button variant="default" onClick={editor.undo}>
      Undo {editor.undoAction}
    </Button>
  )
  if (editor.problem !== null && !isDialogOpen)
    return (
      <Notice kind="attention" role="alert">
        <p>{editor.problem}</p>
      </Notice>
    )
  if (editor.error !== null) {
    const reply = errorReply(editor.error)
    return (
      <Notice kind="attention" role="alert" title="These bins could not be evaluated. Your edit is kept." action={undo}>
        <p>
          {sentence(reply.message)} {reply.hint === null ? '' : sentence(reply.hint)}
        </p>
      </Notice>
    )
  }
  if (editor.isMasked)
    return (
      <Notice title="The levels of this column are masked.">
        <p>
          Their bins can be seen but not regrouped. Whoever may change the privacy of the dataset can lift the mask.
        </p>
      </Notice>
    )
  const problem = editor.isFresh ? (editor.shown?.problem ?? null) : null
  if (problem === null) return null
  return (
    <Notice kind="attention" title="No scorecard can be fitted with these bins." action={undo}>
      <p>{sentence(problem)}</p>
    </Notice>
  )
}

function commandsOf(
  editor: BinEditorState,
  rows: readonly BinRow[],
  selected: number,
  open: (kind: OpenDialog['kind']) => void,
  focusTrend: () => void,
): BinCommands {
  const situation = {
    type: editor.type,
    definitions: rows.map(({ definition }) => definition),
    selected,
    isEdited: editor.isEdited,
    isMasked: editor.isMasked,
  }
  const runs: Record<BinAction, () => void> = {
    split: () => open('split'),
    edges: () => open('edges'),
    levels: () => open('levels'),
    codes: () => open('codes'),
    note: () => open('note'),
    mergeNext: () => editor.apply((bins) => mergeBins(bins, selected, 'next')),
    mergePrevious: () => editor.apply((bins) => mergeBins(bins, selected, 'previous')),
    ungroup: () => editor.apply((bins) => ungroupLevels(bins, selected)),
    trend: focusTrend,
    reset: editor.reset,
  }
  const can = (action: BinAction) => isPossible(action, situation)
  return {
    can,
    isShown: (action) => isShownFor(action, editor.type),
    run: (action) => can(action) && runs[action](),
  }
}

function runKey(event: KeyboardEvent, commands: BinCommands): boolean {
  const action = actionOfKey(event.key, event.shiftKey)
  if (action === null || !commands.can(action)) return false
  commands.run(action)
  return true
}

function footerText(variable: BinnedVariable): string {
  return [
    variable.type === 'text' && variable.isManual !== true ? undefined : variable.trendReason,
    variable.zeroCellRule,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
}
