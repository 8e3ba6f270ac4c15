import { Checkbox, MultiSelect, Select } from '@mantine/core'
import { SELECTION_CRITERIA, SELECTION_METHODS, type Selection } from '../../../../shared/contract/index.ts'
import { FieldPair, LimitField, ParameterField } from './parameter-field.tsx'
import type { SectionProps } from './section-props.ts'

const METHOD_WORDS: Readonly<Record<Selection['method'], string>> = {
  none: 'None',
  forward: 'Forward',
  backward: 'Backward',
  stepwise: 'Stepwise',
  bestSubset: 'Best subset',
}

const METHOD_EXPLANATIONS: Readonly<Record<Selection['method'], string>> = {
  none: 'All that pass the limits above stay.',
  forward: 'Begins with none, adds the best one at a time.',
  backward: 'Begins with all, leaves out the worst one at a time.',
  stepwise: 'Adds and leaves out, one at a time, whichever helps more.',
  bestSubset: 'Looks at every subset as far as it can; the result says which search it was.',
}

const CRITERION_WORDS: Readonly<Record<Selection['criterion'], string>> = {
  aic: 'AIC',
  bic: 'BIC',
  crossValidatedAuc: 'Cross-validated AUC',
}

/** Which characteristics stay. */
export function SelectionSection({
  params,
  onChange,
  columns,
}: SectionProps & { readonly columns: readonly string[] }) {
  const { selection } = params
  const set = (part: Partial<Selection>) => onChange({ ...params, selection: { ...selection, ...part } })
  return (
    <div className="stack" style={{ gap: 8 }}>
      <FieldPair>
        <ParameterField
          label="Least IV"
          value={params.minInformationValue}
          min={0}
          max={1}
          step={0.01}
          onChange={(minInformationValue) => onChange({ ...params, minInformationValue })}
        />
        <LimitField
          label="Characteristics at most"
          value={selection.maxCharacteristics}
          min={1}
          max={500}
          isWhole
          onChange={(maxCharacteristics) => set({ maxCharacteristics })}
        />
        <LimitField
          label="Correlation below"
          value={selection.maxCorrelation}
          min={0.01}
          max={0.999}
          step={0.05}
          onChange={(maxCorrelation) => set({ maxCorrelation })}
        />
        <LimitField
          label="VIF at most"
          value={selection.maxVarianceInflation}
          min={1.01}
          max={1000}
          onChange={(maxVarianceInflation) => set({ maxVarianceInflation })}
        />
        <Select
          label="Search"
          data={SELECTION_METHODS.map((value) => ({ value, label: METHOD_WORDS[value] }))}
          value={selection.method}
          onChange={(method) => set({ method: (method ?? 'none') as Selection['method'] })}
        />
        <Select
          label="Criterion"
          data={SELECTION_CRITERIA.map((value) => ({ value, label: CRITERION_WORDS[value] }))}
          value={selection.criterion}
          onChange={(criterion) => set({ criterion: (criterion ?? 'aic') as Selection['criterion'] })}
          disabled={selection.method === 'none'}
        />
      </FieldPair>
      <p className="caption" style={{ margin: 0 }}>
        {METHOD_EXPLANATIONS[selection.method]}
      </p>
      <MultiSelect
        label="Must have"
        data={columns.filter((name) => !selection.mustNot.includes(name))}
        value={selection.mustHave.filter((name) => columns.includes(name))}
        onChange={(mustHave) => set({ mustHave })}
        searchable
        clearable
        placeholder={selection.mustHave.length === 0 ? 'none' : ''}
      />
      <MultiSelect
        label="Must not have"
        data={columns.filter((name) => !selection.mustHave.includes(name))}
        value={selection.mustNot.filter((name) => columns.includes(name))}
        onChange={(mustNot) => set({ mustNot })}
        searchable
        clearable
        placeholder={selection.mustNot.length === 0 ? 'none' : ''}
      />
      <Checkbox
        label="Leave out wrong signs"
        checked={params.dropWrongSigns}
        onChange={(event) => onChange({ ...params, dropWrongSigns: event.currentTarget.checked })}
      />
    </div>
  )
}
