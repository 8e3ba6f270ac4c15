import { NativeSelect } from '@mantine/core'
import { Redo2, Undo2 } from 'lucide-react'
import type { Ref } from 'react'
import { TRENDS, type Trend } from '../../../../shared/contract/index.ts'
import type { BinAction, BinCommands } from './bin-commands.ts'
import { TREND_CHOICES } from './bin-words.ts'
import { SteadyButton } from './steady-button.tsx'
import type { BinEditorState } from './use-bin-editor.ts'

interface ToolsProps {
  readonly editor: BinEditorState
  readonly commands: BinCommands
  readonly trendField: Ref<HTMLSelectElement>
}

const BUTTONS: readonly {
  readonly action: BinAction
  readonly label: string
  readonly hotkey: string
  readonly title: string
}[] = [
  { action: 'split', label: 'Split…', hotkey: 'S', title: 'Cut the bin in two' },
  { action: 'mergeNext', label: 'Merge ↓', hotkey: 'M', title: 'Merge with the next bin' },
  { action: 'mergePrevious', label: 'Merge ↑', hotkey: 'Shift M', title: 'Merge with the previous bin' },
  { action: 'edges', label: 'Edges…', hotkey: 'E', title: 'Move an edge of the bin' },
  { action: 'levels', label: 'Levels…', hotkey: 'G', title: 'Group levels, or give them a bin of their own' },
  { action: 'ungroup', label: 'Ungroup', hotkey: 'U', title: 'Every level of the bin a bin of its own' },
  { action: 'codes', label: 'Codes…', hotkey: 'C', title: 'Special codes of this characteristic' },
  { action: 'note', label: 'Note…', hotkey: 'N', title: 'A note on the bin' },
]

/** What can be done to the selected bin and to the characteristic; keys as on the buttons. */
export function EditorTools({ editor, commands, trendField }: ToolsProps) {
  return (
    <div className="bin-tools" role="toolbar" aria-label="Edit bins">
      {BUTTONS.filter(({ action }) => commands.isShown(action)).map(({ action, label, hotkey, title }) => (
        <SteadyButton
          key={action}
          hotkey={hotkey}
          title={title}
          isOff={!commands.can(action)}
          onClick={() => commands.run(action)}
        >
          {label}
        </SteadyButton>
      ))}
      {editor.type === 'numeric' && (
        <div className="row" style={{ gap: 6, marginLeft: 4 }} title="Forces a trend: the bins are chosen anew (T)">
          <span aria-hidden="true">Trend</span>
          <NativeSelect
            ref={trendField}
            aria-label="Trend of the bad rate"
            data={[...TREND_CHOICES]}
            value={editor.choice.trend ?? ''}
            onChange={(event) => editor.forceTrend(trendOf(event.currentTarget.value))}
            w={110}
          />
        </div>
      )}
      <SteadyButton
        hotkey="R"
        title="Undo every edit of this characteristic at once"
        isOff={!commands.can('reset')}
        onClick={() => commands.run('reset')}
      >
        Reset to automatic
      </SteadyButton>
    </div>
  )
}

/** Takes edits back and makes them again, each by its name. */
export function EditorHistory({ editor }: { editor: BinEditorState }) {
  const { undoAction, redoAction } = editor
  return (
    <div className="row" style={{ gap: 4 }}>
      <SteadyButton
        variant="subtle"
        color="gray"
        leftSection={<Undo2 size={14} />}
        title="Ctrl Z"
        isOff={undoAction === null}
        onClick={editor.undo}
      >
        {undoAction === null ? 'Undo' : `Undo ${undoAction}`}
      </SteadyButton>
      <SteadyButton
        variant="subtle"
        color="gray"
        leftSection={<Redo2 size={14} />}
        title="Ctrl Shift Z"
        isOff={redoAction === null}
        onClick={editor.redo}
      >
        {redoAction === null ? 'Redo' : `Redo ${redoAction}`}
      </SteadyButton>
    </div>
  )
}

function trendOf(value: string): Trend | null {
  return TRENDS.find((trend) => trend === value) ?? null
}
