import { Button, NumberInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { LeakageThresholds } from '../../../../shared/contract/index.ts'
import { Panel } from '../../../components/panel.tsx'
import { splitWords, THRESHOLD_TEXTS } from './leakage-thresholds.ts'

interface ThresholdsFormProps {
  readonly value: LeakageThresholds
  readonly onChange: (value: LeakageThresholds) => void
  readonly onReset: () => void
}

/** The limits of the next scan; they are recorded with its result. */
export function ThresholdsForm({ value, onChange, onReset }: ThresholdsFormProps) {
  const [words, setWords] = useState(value.postOutcomeWords.join(', '))
  return (
    <Panel
      title="Limits of the next scan"
      tools={
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          onClick={() => {
            onReset()
            setWords(value.postOutcomeWords.join(', '))
          }}
        >
          Put back the starting limits
        </Button>
      }
    >
      <div className="fields">
        {THRESHOLD_TEXTS.map(({ key, label, hint, maximum }) => (
          <NumberInput
            key={key}
            label={label}
            description={hint}
            value={value[key]}
            onChange={(next) => typeof next === 'number' && onChange({ ...value, [key]: next })}
            min={0}
            {...(maximum === null ? {} : { max: maximum })}
            step={key === 'minClassRows' ? 1 : 0.01}
            allowDecimal={key !== 'minClassRows'}
            w={172}
          />
        ))}
      </div>
      <Textarea
        label="Words in names of things known only after the outcome"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onBlur={() => onChange({ ...value, postOutcomeWords: splitWords(words) })}
        autosize
        maxRows={4}
        spellCheck={false}
      />
    </Panel>
  )
}
