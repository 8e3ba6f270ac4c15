import { PasswordInput } from '@mantine/core'
import { LEAST_PASSWORD_LENGTH, passwordProblem } from './password-rules.ts'

export interface NewPassword {
  readonly password: string
  readonly repeated: string
}

/** A new password, typed twice, with its rule in sight. */
export function NewPasswordFields({ value, onChange }: { value: NewPassword; onChange: (next: NewPassword) => void }) {
  const problem = passwordProblem(value.password, value.repeated)
  const isStarted = value.password !== ''
  return (
    <>
      <PasswordInput
        label="New password"
        description={`At least ${LEAST_PASSWORD_LENGTH} characters. A sentence of four or five words is strong and easy to keep. No other rules.`}
        autoComplete="new-password"
        value={value.password}
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
        required
      />
      <PasswordInput
        label="New password again"
        autoComplete="new-password"
        value={value.repeated}
        onChange={(event) => onChange({ ...value, repeated: event.currentTarget.value })}
        required
      />
      <p className="caption" aria-live="polite" style={{ margin: 0, minHeight: 18 }}>
        {!isStarted ? '' : (problem ?? '● The password fits the rule')}
      </p>
    </>
  )
}
