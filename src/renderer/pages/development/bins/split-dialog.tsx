import { Radio, TextInput } from '@mantine/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { formatNumber } from '../../../../shared/format.ts'
import { LoadingSkeleton } from '../../../components/loading.tsx'
import { bestCuts, type CutChoice } from './best-cuts.ts'
import { splitBin } from './edit-bins.ts'
import { EditDialog } from './edit-dialog.tsx'
import { intervalAt } from './edit-result.ts'
import { edgeText, readTypedNumber } from './typed-number.ts'
import type { BinEditorState } from './use-bin-editor.ts'
import type { useCandidates } from './use-candidates.ts'

interface DialogProps {
  readonly editor: BinEditorState
  readonly row: number
  readonly label: string
  readonly onClose: () => void
  readonly candidates: ReturnType<typeof useCandidates>
}

const MOST_CHOICES = 8

/** Cuts a range in two, at the edge of a fine pre-bin or at a typed value. */
export function SplitDialog({ editor, row, label, onClose, candidates }: DialogProps) {
  const interval = editor.bins === null ? null : intervalAt(editor.bins, row)
  const cuts = bestCuts(candidates.data?.prebins ?? [], interval?.lower ?? null, interval?.upper ?? null)
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const hasCuts = cuts.length > 0
  const selectProposal = useEffectEvent(() => typed === null && field.current?.select())
  useEffect(() => {
    // The proposal comes after the focus: what is typed next replaces it all the same.
    if (hasCuts) selectProposal()
  }, [hasCuts])
  const value = typed ?? (cuts[0] === undefined ? '' : edgeText(cuts[0].cut))
  const submit = () => {
    const read = readTypedNumber(value)
    if (!read.isNumber) return setProblem(read.problem)
    const refusal = editor.bins === null ? null : splitBin(editor.bins, row, read.value)
    if (refusal !== null && !refusal.isDone) return setProblem(refusal.problem)
    if (editor.apply((bins) => splitBin(bins, row, read.value))) onClose()
  }
  return (
    <EditDialog
      title={`Split bin ${row + 1}: ${label}`}
      action="Split"
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        ref={field}
        label="Cut at"
        description="Values below it go to the first bin, the value itself and those above to the second."
        data-autofocus
        value={value}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setProblem(null)
        }}
        onFocus={(event) => event.currentTarget.select()}
        inputMode="decimal"
        autoComplete="off"
      />
      {candidates.data === undefined && candidates.error === null ? (
        <LoadingSkeleton label="Looking for cuts" rows={3} />
      ) : (
        <CutChoices cuts={cuts.slice(0, MOST_CHOICES)} value={value} onChange={setTyped} />
      )}
    </EditDialog>
  )
}

function CutChoices(props: { cuts: readonly CutChoice[]; value: string; onChange: (value: string) => void }) {
  if (props.cuts.length === 0)
    return (
      <p className="caption" style={{ margin: 0 }}>
        No edge of a fine pre-bin lies inside this bin. Type a value.
      </p>
    )
  return (
    <Radio.Group label="Edges of fine pre-bins, best separation first" value={props.value} onChange={props.onChange}>
      <div className="stack" style={{ gap: 4, marginTop: 6 }}>
        {props.cuts.map((choice) => (
          <Radio
            key={choice.cut}
            value={edgeText(choice.cut)}
            label={`${edgeText(choice.cut)}: ${sidesText(choice)}`}
          />
        ))}
      </div>
    </Radio.Group>
  )
}

/** "812 cases, 31.2% bad below; 540, 18.0% above". */
function sidesText({ below, above }: CutChoice): string {
  const [low, high] = [below, above].map(({ count, events }) => ({
    n: formatNumber(count, 'integer'),
    rate: formatNumber(count === 0 ? null : events / count, 'percent1'),
  }))
  return `${low?.n} cases, ${low?.rate} bad below; ${high?.n}, ${high?.rate} above`
}
