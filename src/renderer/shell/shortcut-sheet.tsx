import { Kbd, Modal } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useLocation } from 'wouter'

const KEYS: readonly (readonly [string, string])[] = [
  ['Ctrl K or ⌘ K', 'Search or go to'],
  ['?', 'This sheet'],
  ['Ctrl Shift L', 'Lock workspace'],
  ['Alt H', 'Home'],
  ['Alt D', 'Datasets'],
  ['Alt M', 'Models'],
  ['Alt V', 'Validation'],
  ['Alt G', 'Governance'],
  ['Alt R', 'Reports'],
  ['Tab, Shift Tab', 'Next or previous control'],
  ['↑ ↓', 'Row by row in a table, from a link in a row'],
  ['← → in tabs', 'Next or previous tab'],
  ['Esc', 'Close a dialog, a menu or an explanation'],
]

/** Letters work while a bin has the focus, so that they never get in the way of typing. */
const BIN_KEYS: readonly (readonly [string, string])[] = [
  ['↑ ↓ Home End', 'Go from bin to bin'],
  ['S', 'Split the bin, at the best cut or a typed value'],
  ['M, Shift M', 'Merge with the next or the previous bin'],
  ['E', 'Move the edges of the bin'],
  ['G, U', 'Group levels, or take a group apart'],
  ['C', 'Special codes'],
  ['N', 'Note on the bin'],
  ['T', 'Trend of the bad rate'],
  ['R', 'Reset to the automatic bins'],
  ['Ctrl Z, Ctrl Shift Z', 'Undo or redo an edit'],
  ['Alt ↑, Alt ↓', 'Previous or next characteristic'],
]

/** Every shortcut on one sheet, and the shortcuts themselves. */
export function ShortcutSheet(props: { isOpen: boolean; onOpen: () => void; onClose: () => void; onLock: () => void }) {
  const [, navigate] = useLocation()
  useHotkeys([
    ['shift+?', props.onOpen],
    ['?', props.onOpen],
    ['mod+shift+L', props.onLock],
    ['alt+H', () => navigate('/')],
    ['alt+D', () => navigate('/datasets')],
    ['alt+M', () => navigate('/models')],
    ['alt+V', () => navigate('/validation')],
    ['alt+G', () => navigate('/governance')],
    ['alt+R', () => navigate('/reports')],
  ])
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={<strong>Keyboard shortcuts</strong>}>
      <KeyList keys={KEYS} />
      <h2 style={{ fontSize: '0.875rem', margin: '16px 0 8px' }}>In the bins of a characteristic</h2>
      <KeyList keys={BIN_KEYS} />
    </Modal>
  )
}

function KeyList({ keys }: { keys: readonly (readonly [string, string])[] }) {
  return (
    <dl className="key-values" style={{ gap: '8px 24px', paddingTop: 2 }}>
      {keys.map(([key, meaning]) => (
        <div key={key} style={{ display: 'contents' }}>
          <dt>
            <Kbd>{key}</Kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  )
}
