import { NumberInput } from '@mantine/core'
import type { ReactNode } from 'react'

interface FieldProps {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly isWhole?: boolean
  readonly disabled?: boolean
  readonly onChange: (value: number) => void
}

/** A number of the parameter form; while the field is empty the last number holds. */
export function ParameterField(props: FieldProps) {
  return (
    <NumberInput
      label={props.label}
      value={props.value}
      min={props.min}
      max={props.max}
      step={props.step ?? 1}
      allowDecimal={props.isWhole !== true}
      disabled={props.disabled === true}
      clampBehavior="blur"
      onChange={(value) => typeof value === 'number' && props.onChange(value)}
    />
  )
}

interface LimitProps {
  readonly label: string
  readonly value: number | null
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly isWhole?: boolean
  /** What holds without a limit. */
  readonly placeholder?: string
  readonly onChange: (value: number | null) => void
}

/** A limit that may be left out. */
export function LimitField(props: LimitProps) {
  return (
    <NumberInput
      label={props.label}
      value={props.value ?? ''}
      placeholder={props.placeholder ?? 'no limit'}
      min={props.min}
      max={props.max}
      step={props.step ?? 1}
      allowDecimal={props.isWhole !== true}
      clampBehavior="blur"
      onChange={(value) => props.onChange(typeof value === 'number' ? value : null)}
    />
  )
}

/** Two fields a line. */
export function FieldPair({ children }: { children: ReactNode }) {
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '8px 12px', alignItems: 'end' }}>
      {children}
    </div>
  )
}
