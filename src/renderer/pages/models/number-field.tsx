import { NumberInput } from '@mantine/core'

interface NumberFieldProps {
  readonly label: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly placeholder?: string
  readonly suffix?: string
  readonly width?: number | string
}

/** A number that may be left empty. */
export function NumberField(props: NumberFieldProps) {
  return (
    <NumberInput
      label={props.label}
      value={props.value ?? ''}
      onChange={(value) => props.onChange(typeof value === 'number' ? value : null)}
      {...(props.min === undefined ? {} : { min: props.min })}
      {...(props.max === undefined ? {} : { max: props.max })}
      step={props.step ?? 1}
      {...(props.suffix === undefined ? {} : { suffix: props.suffix })}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      clampBehavior="blur"
      w={props.width ?? 140}
    />
  )
}
