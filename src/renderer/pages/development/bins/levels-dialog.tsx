import { NativeSelect, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { formatNumber } from '../../../../shared/format.ts'
import { LoadingSkeleton } from '../../../components/loading.tsx'
import { plural } from '../../../words/estimates.ts'
import { EditDialog } from './edit-dialog.tsx'
import { moveLevels, shortLevel } from './edit-levels.ts'
import { foundLevels, type LevelRow, levelRows } from './level-rows.ts'
import type { BinEditorState } from './use-bin-editor.ts'
import type { useCandidates } from './use-candidates.ts'

interface LevelsDialogProps {
  readonly editor: BinEditorState
  readonly row: number
  readonly candidates: ReturnType<typeof useCandidates>
  readonly onClose: () => void
}

const MOST_SHOWN = 200

/** Chooses levels and the bin they move to; those of the selected bin stand first. */
export function LevelsDialog({ editor, row, candidates, onClose }: LevelsDialogProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [search, setSearch] = useState('')
  const [to, setTo] = useState('own')
  const rows = useMemo(
    () => (editor.bins === null ? [] : levelRows(editor.bins, candidates.data?.levels ?? [], row)),
    [editor.bins, candidates.data, row],
  )
  const found = foundLevels(rows, search)
  const submit = () => {
    const levels = rows.map(({ level }) => level).filter((level) => chosen.has(level))
    if (editor.apply((bins) => moveLevels(bins, levels, to === 'own' ? 'own' : Number(to)))) onClose()
  }
  const toggle = (level: string) => {
    editor.clearProblem()
    setChosen((before) =>
      before.has(level) ? new Set([...before].filter((one) => one !== level)) : new Set([...before, level]),
    )
  }
  return (
    <EditDialog
      title="Move levels"
      action={chosen.size === 0 ? 'Move' : `Move ${plural(chosen.size, 'level')}`}
      problem={editor.problem}
      onSubmit={submit}
      onClose={onClose}
      size="lg"
    >
      <TextInput
        label="Search levels"
        description="Enter marks every level found."
        data-autofocus
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || search.trim() === '') return
          event.preventDefault()
          editor.clearProblem()
          setChosen(new Set([...chosen, ...found.map(({ level }) => level)]))
        }}
        autoComplete="off"
      />
      {candidates.data === undefined && candidates.error === null ? (
        <LoadingSkeleton label="Reading levels" />
      ) : (
        <LevelList rows={found.slice(0, MOST_SHOWN)} chosen={chosen} onToggle={toggle} />
      )}
      {found.length > MOST_SHOWN && (
        <p className="caption" style={{ margin: 0 }}>
          The first {MOST_SHOWN} of {formatNumber(found.length, 'integer')} levels. Search to narrow them.
        </p>
      )}
      <NativeSelect
        label="Move to"
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        data={[
          { value: 'own', label: 'A bin of their own' },
          ...(editor.bins?.bins ?? []).flatMap(({ definition }, index) =>
            definition.kind === 'levels'
              ? [{ value: String(index), label: `Bin ${index + 1}: ${shortLevel(definition.levels.join(', '))}` }]
              : [],
          ),
        ]}
      />
    </EditDialog>
  )
}

function LevelList(props: {
  rows: readonly LevelRow[]
  chosen: ReadonlySet<string>
  onToggle: (level: string) => void
}) {
  return (
    <fieldset className="bin-levels" style={{ margin: 0, padding: 0 }}>
      <legend className="visually-hidden">Levels</legend>
      {props.rows.map((row) => (
        <label key={row.level}>
          <input type="checkbox" checked={props.chosen.has(row.level)} onChange={() => props.onToggle(row.level)} />
          <span style={{ overflowWrap: 'anywhere' }}>{shortLevel(row.level)}</span>
          <span>{row.bin === null ? 'no bin' : `bin ${row.bin + 1}`}</span>
          <span className="number">{row.count === null ? '' : `n ${formatNumber(row.count, 'integer')}`}</span>
          <span className="number">{formatNumber(row.rate, 'percent1')}</span>
        </label>
      ))}
      {props.rows.length === 0 && (
        <p className="caption" style={{ margin: '8px 10px' }}>
          No level matches the search.
        </p>
      )}
    </fieldset>
  )
}
