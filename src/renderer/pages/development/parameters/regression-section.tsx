import { Checkbox, Select } from '@mantine/core'
import { FieldPair, ParameterField } from './parameter-field.tsx'
import type { SectionProps } from './section-props.ts'

/** Penalties, weights and offset of the regression. */
export function RegressionSection({
  params,
  onChange,
  numericColumns,
  weightColumn,
}: SectionProps & { readonly numericColumns: readonly string[]; readonly weightColumn: string | null }) {
  return (
    <div className="stack" style={{ gap: 8 }}>
      <FieldPair>
        <ParameterField
          label="Ridge penalty"
          value={params.l2}
          min={0}
          max={1_000_000}
          step={0.1}
          onChange={(l2) => onChange({ ...params, l2 })}
        />
        <ParameterField
          label="Lasso penalty"
          value={params.l1}
          min={0}
          max={1_000_000}
          step={0.1}
          onChange={(l1) => onChange({ ...params, l1 })}
        />
      </FieldPair>
      <p className="caption" style={{ margin: 0 }}>
        {params.l1 > 0
          ? 'With a lasso penalty some coefficients become 0; there are no standard errors.'
          : 'Without penalties: maximum likelihood, with standard errors and tests.'}
      </p>
      <Select
        label="Offset, log-odds"
        data={[...numericColumns]}
        value={params.offsetColumn}
        onChange={(offsetColumn) => onChange({ ...params, offsetColumn })}
        placeholder="none"
        searchable
        clearable
      />
      <Checkbox
        label={weightColumn === null ? 'Weights: no column has that role' : `Weigh rows by ${weightColumn}`}
        checked={weightColumn !== null && params.weights === 'role'}
        disabled={weightColumn === null}
        onChange={(event) => onChange({ ...params, weights: event.currentTarget.checked ? 'role' : 'none' })}
      />
    </div>
  )
}
