import { Autocomplete, Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { CreditModel, ModelVersion } from '../../../shared/contract/index.ts'
import { useServices } from '../../app-context.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Panel } from '../../components/panel.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { versionName } from '../../fields/choice-fields.tsx'
import { CaseExplanationView } from '../explainability/case-explanation-view.tsx'
import { type ApplicantField, applicantFields, applicantValues, problemOf } from './applicant-values.ts'

/** One applicant by hand. The values stay in this form only: they are not kept when the page is left or locked. */
export function ApplicantForm({ model }: { model: ModelVersion }) {
  const { api } = useServices()
  const query = useQuery(
    api.model.get.queryOptions({ input: { model: model.id }, staleTime: Number.POSITIVE_INFINITY }),
  )
  return <QueryView query={query}>{(data) => <Fields version={model} model={data.model} />}</QueryView>
}

function Fields({ version, model }: { version: ModelVersion; model: CreditModel }) {
  const { client } = useServices()
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({})
  const variables = applicantFields(model)
  const score = useMutation({
    mutationFn: () => client.scoring.one({ model: version.id, values: applicantValues(variables, texts) }),
  })
  const hasProblem = variables.some((variable) => problemOf(variable, texts[variable.name] ?? '') !== null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    score.mutate()
  }
  return (
    <div className="stack" style={{ gap: 16 }}>
      <Panel title="Applicant">
        <form className="stack" onSubmit={submit}>
          <div
            style={{
              display: 'grid',
              gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 190px), 1fr))',
              gap: '8px 12px',
              alignItems: 'start',
            }}
          >
            {variables.map((variable) => (
              <Field
                key={variable.name}
                variable={variable}
                value={texts[variable.name] ?? ''}
                onChange={(text) => setTexts((old) => ({ ...old, [variable.name]: text }))}
              />
            ))}
          </div>
          <div className="row">
            <Button type="submit" disabled={hasProblem} loading={score.isPending}>
              Score applicant
            </Button>
            <span className="caption">An empty field counts as missing. The values are not stored.</span>
          </div>
        </form>
      </Panel>
      {score.error !== null && <ErrorState error={score.error} />}
      {score.data !== undefined && (
        <CaseExplanationView
          explanation={score.data}
          caseName="applicant"
          source={`Values typed in. Model ${versionName(version)}.`}
        />
      )}
    </div>
  )
}

function Field({
  variable,
  value,
  onChange,
}: {
  variable: ApplicantField
  value: string
  onChange: (text: string) => void
}) {
  const shared = {
    label: variable.name,
    value,
    error: problemOf(variable, value),
    autoComplete: 'off',
    size: 'xs',
  } as const
  if (variable.type === 'numeric' && (variable.levels ?? []).length === 0)
    return (
      <TextInput
        {...shared}
        inputMode="decimal"
        placeholder="number"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  const placeholder = variable.dateFormat ?? (variable.type === 'numeric' ? 'number' : 'text')
  return <Autocomplete {...shared} data={[...(variable.levels ?? [])]} placeholder={placeholder} onChange={onChange} />
}
