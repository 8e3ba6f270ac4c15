import { Button, NumberInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { DatasetSummary, ModelVersion } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { LoadingSkeleton } from '../../components/loading.tsx'
import { versionName } from '../../fields/choice-fields.tsx'
import { CaseExplanationView } from './case-explanation-view.tsx'

interface CaseProps {
  readonly model: ModelVersion
  readonly dataset: DatasetSummary
  readonly row: number | null
  readonly onRow: (row: number) => void
}

/** Explains one row of the dataset. */
export function CaseView({ model, dataset, row, onRow }: CaseProps) {
  const { api } = useServices()
  const [typed, setTyped] = useState<number | string>(row ?? 1)
  const shownRow = row ?? 1
  const explanation = useQuery(
    api.explain.case.queryOptions({
      input: { model: model.id, dataset: dataset.id, row: shownRow },
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const go = (next: number) => {
    setTyped(next)
    onRow(next)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typeof typed === 'number') onRow(typed)
  }
  return (
    <div className="stack">
      <form className="row" onSubmit={submit} style={{ alignItems: 'flex-end' }}>
        <NumberInput
          label={`Row number, 1 to ${formatNumber(dataset.nRows, 'integer')}`}
          value={typed}
          onChange={setTyped}
          min={1}
          max={dataset.nRows}
          allowDecimal={false}
          w={170}
        />
        <Button type="submit" variant="default" disabled={typeof typed !== 'number'}>
          Explain case
        </Button>
        <Button variant="subtle" color="gray" disabled={shownRow <= 1} onClick={() => go(shownRow - 1)}>
          Previous
        </Button>
        <Button variant="subtle" color="gray" disabled={shownRow >= dataset.nRows} onClick={() => go(shownRow + 1)}>
          Next
        </Button>
      </form>
      {explanation.error !== null ? (
        <ErrorState error={explanation.error} onRetry={() => void explanation.refetch()} />
      ) : explanation.data === undefined ? (
        <LoadingSkeleton label="Explaining" />
      ) : (
        <CaseExplanationView
          explanation={explanation.data}
          caseName={`Row ${formatNumber(explanation.data.row, 'integer')}`}
          source={`${versionName(dataset)}, row ${explanation.data.row}. Model ${versionName(model)}.`}
        />
      )}
    </div>
  )
}
