import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ManualBins } from '../../../../shared/contract/index.ts'
import { moveEdge } from './edit-bins.ts'
import { EditDialog } from './edit-dialog.tsx'
import { type EditResult, intervalAt } from './edit-result.ts'
import { edgeText, readTypedNumber } from './typed-number.ts'
import type { BinEditorState } from './use-bin-editor.ts'

interface EdgesDialogProps {
  readonly editor: BinEditorState
  readonly row: number
  readonly label: string
  readonly onClose: () => void
}

/** Moves the edges of a range to typed values. */
export function EdgesDialog({ editor, row, label, onClose }: EdgesDialogProps) {
  const interval = editor.bins === null ? null : intervalAt(editor.bins, row)
  const [lower, setLower] = useState(interval?.lower == null ? null : edgeText(interval.lower))
  const [upper, setUpper] = useState(interval?.upper == null ? null : edgeText(interval.upper))
  const [problem, setProblem] = useState<string | null>(null)
  const submit = () => {
    if (editor.bins === null) return setProblem('The bins are still being computed. Try again in a moment.')
    const result = moveEdges(editor.bins, row, lower, upper)
    if (result === null) return onClose()
    if (!result.isDone) return setProblem(result.problem)
    if (editor.apply(() => result)) onClose()
  }
  const field = (text: string, set: (next: string) => void) => ({
    value: text,
    onChange: (event: { currentTarget: { value: string } }) => {
      set(event.currentTarget.value)
      setProblem(null)
    },
    onFocus: (event: { currentTarget: HTMLInputElement }) => event.currentTarget.select(),
    inputMode: 'decimal' as const,
    autoComplete: 'off',
  })
  return (
    <EditDialog
      title={`Edges of bin ${row + 1}: ${label}`}
      action="Move"
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      {lower !== null && (
        <TextInput
          label="Lower edge"
          description="This bin starts with it."
          {...(upper === null ? { 'data-autofocus': true } : {})}
          {...field(lower, setLower)}
        />
      )}
      {upper !== null && (
        <TextInput
          label="Upper edge"
          description="The next bin starts with it."
          data-autofocus
          {...field(upper, setUpper)}
        />
      )}
    </EditDialog>
  )
}

/** Both edges as one edit; null when neither has changed. */
function moveEdges(bins: ManualBins, row: number, lower: string | null, upper: string | null): EditResult | null {
  const interval = intervalAt(bins, row)
  let result: EditResult | null = null
  // An edge moves away from the other one first, so that a bin can travel as a whole.
  const texts = { lower, upper }
  for (const side of orderOf(interval?.upper ?? null, upper)) {
    const text = texts[side]
    const was = interval?.[side] ?? null
    if (text === null || was === null || text === edgeText(was)) continue
    const read = readTypedNumber(text)
    if (!read.isNumber)
      return { isDone: false, problem: `${side === 'lower' ? 'Lower' : 'Upper'} edge. ${read.problem}` }
    if (read.value === was) continue
    const before: EditResult | null = result
    result = moveEdge(before?.isDone === true ? before.bins : bins, row, side, read.value)
    if (!result.isDone) return result
    if (before?.isDone === true)
      result = { ...result, action: `move of both edges of bin ${row + 1}`, done: 'Edges moved' }
  }
  return result
}

function orderOf(was: number | null, text: string | null): readonly ('lower' | 'upper')[] {
  const read = text === null ? null : readTypedNumber(text)
  return was !== null && read?.isNumber === true && read.value > was ? ['upper', 'lower'] : ['lower', 'upper']
}
