import { Select, TextInput } from '@mantine/core'
import type { RejectInference } from '../../../../shared/contract/index.ts'
import { percentOf, shareOf } from '../../../words/percent.ts'
import { FieldPair, LimitField, ParameterField } from './parameter-field.tsx'
import type { SectionProps } from './section-props.ts'

const METHODS: Readonly<Record<RejectInference['method'], { label: string; explanation: string }>> = {
  none: { label: 'None: every row needs an outcome', explanation: 'A row without an outcome stops the training.' },
  knownOnly: {
    label: 'Known outcomes only',
    explanation: 'Rows without an outcome are left out, and the model says so.',
  },
  augmentation: {
    label: 'Augmentation',
    explanation: 'Accepted cases stand for rejected ones of their score: they are weighed up.',
  },
  parcelling: {
    label: 'Parcelling',
    explanation: 'Rejected cases get an outcome at random, score band by score band.',
  },
  fuzzy: { label: 'Fuzzy', explanation: 'Each rejected case counts as bad and as good, weighed by its PD.' },
  hardCutOff: { label: 'Hard cut-off', explanation: 'Rejected cases above a PD count as bad, the others as good.' },
}

/** What becomes of applicants whose outcome nobody knows. */
export function RejectSection({ params, onChange, columns }: SectionProps & { readonly columns: readonly string[] }) {
  const { rejectInference: reject } = params
  const set = (part: Partial<RejectInference>) => onChange({ ...params, rejectInference: { ...reject, ...part } })
  const isInferring = reject.method !== 'none' && reject.method !== 'knownOnly'
  return (
    <div className="stack" style={{ gap: 8 }}>
      <Select
        label="Rejected applicants"
        data={Object.entries(METHODS).map(([value, { label }]) => ({ value, label }))}
        value={reject.method}
        onChange={(method) => set({ method: (method ?? 'none') as RejectInference['method'] })}
      />
      <p className="caption" style={{ margin: 0 }}>
        {METHODS[reject.method].explanation}
      </p>
      {reject.method !== 'none' && <RejectedRows reject={reject} columns={columns} onChange={set} />}
      {isInferring && (
        <FieldPair>
          <ParameterField
            label="Score bands"
            value={reject.bands}
            min={2}
            max={50}
            isWhole
            onChange={(bands) => set({ bands })}
          />
          <ParameterField
            label="Odds, times"
            value={reject.oddsMultiplier}
            min={0.01}
            max={100}
            step={0.1}
            onChange={(oddsMultiplier) => set({ oddsMultiplier })}
          />
          {reject.method === 'hardCutOff' && (
            <LimitField
              label="Bad above PD, %"
              value={reject.cutOffProbability === null ? null : percentOf(reject.cutOffProbability)}
              min={0.01}
              max={99.99}
              onChange={(percent) => set({ cutOffProbability: percent === null ? null : shareOf(percent) })}
            />
          )}
        </FieldPair>
      )}
      {isInferring && (
        <p className="caption" style={{ margin: 0 }}>
          The result shows what every other method would have given: none of them can be checked against outcomes.
        </p>
      )}
    </div>
  )
}

interface RejectedRowsProps {
  readonly reject: RejectInference
  readonly columns: readonly string[]
  readonly onChange: (part: Partial<RejectInference>) => void
}

/** Which rows were rejected. */
function RejectedRows({ reject, columns, onChange: set }: RejectedRowsProps) {
  return (
    <FieldPair>
      <Select
        label="Rejected if column"
        data={[...columns]}
        value={reject.rejected?.column ?? null}
        onChange={(column) =>
          set({ rejected: column === null ? null : { column, value: reject.rejected?.value ?? '' } })
        }
        placeholder="has no outcome"
        searchable
        clearable
      />
      <TextInput
        label="holds"
        value={reject.rejected?.value ?? ''}
        disabled={reject.rejected === null}
        onChange={(event) =>
          reject.rejected !== null && set({ rejected: { ...reject.rejected, value: event.currentTarget.value } })
        }
      />
    </FieldPair>
  )
}
