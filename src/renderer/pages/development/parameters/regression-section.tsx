import { OffsetAndWeights } from './offset-and-weights.tsx'
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
      <OffsetAndWeights
        params={params}
        numericColumns={numericColumns}
        weightColumn={weightColumn}
        onChange={(part) => onChange({ ...params, ...part })}
      />
    </div>
  )
}
