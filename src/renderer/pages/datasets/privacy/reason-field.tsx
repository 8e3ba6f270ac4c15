import { Textarea } from '@mantine/core'
import { reasonProblem } from './privacy-words.ts'

/** Why something is done, kept in the audit log for good. */
export function ReasonField(props: { value: string; onChange: (reason: string) => void; label?: string }) {
  return (
    <Textarea
      label={props.label ?? 'Reason'}
      description={reasonProblem(props.value) ?? 'Kept in the audit log; name no person in it.'}
      inputWrapperOrder={['label', 'input', 'description']}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      maxLength={500}
      autosize
      minRows={2}
      maxRows={4}
      required
    />
  )
}
