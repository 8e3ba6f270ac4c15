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
      <dl className="key-values" style={{ gap: '8px 24px', paddingTop: 2 }}>
        {KEYS.map(([keys, meaning]) => (
          <div key={keys} style={{ display: 'contents' }}>
            <dt>
              <Kbd>{keys}</Kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
