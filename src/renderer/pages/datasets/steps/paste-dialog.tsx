import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Step } from '../../../../shared/contract/step.ts'
import { stepsFromJson } from './step-plan.ts'
import { stepText } from './step-words.ts'

/** Takes steps copied from another version, or written for the command line. */
export function PasteDialog({ onAdd, onClose }: { onAdd: (steps: readonly Step[]) => void; onClose: () => void }) {
  const [text, setText] = useState('')
  const read = text.trim() === '' ? null : stepsFromJson(text)
  return (
    <Modal opened onClose={onClose} title={<strong>Paste steps</strong>} size="lg">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (read === null || 'problem' in read) return
          onAdd(read.steps)
          onClose()
        }}
      >
        <Textarea
          label="Steps as JSON"
          className="expression-input"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={8}
          maxRows={16}
          spellCheck={false}
          data-autofocus
          error={read !== null && 'problem' in read ? read.problem : null}
        />
        {read !== null && 'steps' in read && (
          <ol style={{ margin: 0 }}>
            {read.steps.slice(0, 20).map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the list
              <li key={index} className="one-line">
                <code>{stepText(step)}</code>
              </li>
            ))}
          </ol>
        )}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button type="submit" disabled={read === null || 'problem' in read}>
            {read !== null && 'steps' in read ? `Add ${read.steps.length} steps` : 'Add steps'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
