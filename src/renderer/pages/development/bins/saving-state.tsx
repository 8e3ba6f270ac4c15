import { Button } from '@mantine/core'
import { sentence } from '../../../components/error-state.tsx'
import { errorReply } from '../../../hooks/error-reply.ts'
import type { DevelopmentDraftHandle } from '../use-development-draft.ts'

const WORDS = { saved: 'Draft saved', unsaved: 'Draft not saved yet', saving: 'Saving draft…' } as const

/** Whether the edits are in the workspace. */
export function SavingState({ draft }: { draft: Pick<DevelopmentDraftHandle, 'saving' | 'error' | 'save'> }) {
  if (draft.saving !== 'failed')
    return (
      <span className="caption" data-saving={draft.saving}>
        {WORDS[draft.saving]}
      </span>
    )
  const reply = errorReply(draft.error)
  return (
    <span className="row" role="alert">
      <span className="caption">
        ▲ Draft not saved. {sentence(reply.message)} {reply.hint === null ? '' : sentence(reply.hint)}
      </span>
      <Button variant="default" onClick={() => void draft.save()}>
        Save again
      </Button>
    </span>
  )
}
