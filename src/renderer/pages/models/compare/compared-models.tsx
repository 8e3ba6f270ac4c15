import { Checkbox, UnstyledButton } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ModelVersion } from '../../../../shared/contract/index.ts'
import { formatInstant, formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { versionName } from '../../../fields/choice-fields.tsx'
import { methodText } from '../model-words.ts'
import { MAX_COMPARED, makeFirst, toggleCompared } from './compare-choices.ts'

/** The models to choose among, with a tick each; the first chosen is the one to compare with. */
export function ComparedModels({
  models,
  chosen,
  onChoose,
}: {
  models: readonly ModelVersion[]
  chosen: readonly string[]
  onChoose: (next: readonly string[]) => void
}) {
  // Chosen ones first, as they were when the page was opened: rows do not move under the hand that ticks them.
  const [first] = useState(chosen)
  const rows = useMemo(() => [...models].sort((a, b) => rankOf(first, a.id) - rankOf(first, b.id)), [models, first])
  const columns = useMemo(() => columnsOf(chosen, onChoose), [chosen, onChoose])
  return (
    <DataTable
      title={`${chosen.length} of at most ${MAX_COMPARED} models chosen`}
      label="Models to compare"
      columns={columns}
      rows={rows}
      rowKey={(model) => model.id}
      hasSearch
      maxHeight={232}
      rowTone={(model) => (chosen.includes(model.id) ? 'selected' : undefined)}
    />
  )
}

function columnsOf(
  chosen: readonly string[],
  onChoose: (next: readonly string[]) => void,
): readonly Column<ModelVersion>[] {
  return [
    {
      id: 'name',
      header: 'Model',
      value: (model) => model.name,
      text: versionName,
      clip: 300,
      cell: (model) => (
        <Checkbox
          label={versionName(model)}
          checked={chosen.includes(model.id)}
          disabled={!chosen.includes(model.id) && chosen.length >= MAX_COMPARED}
          onChange={() => onChoose(toggleCompared(chosen, model.id))}
        />
      ),
    },
    {
      id: 'first',
      header: 'Place',
      text: (model) => placeText(chosen.indexOf(model.id)),
      cell: (model) => {
        const place = chosen.indexOf(model.id)
        if (place <= 0) return placeText(place)
        return (
          <UnstyledButton
            className="link-button"
            onClick={() => onChoose(makeFirst(chosen, model.id))}
            aria-label={`${placeText(place)}: make first, ${versionName(model)}`}
          >
            {placeText(place)}: make first
          </UnstyledButton>
        )
      },
    },
    { id: 'method', header: 'Method', value: methodText, text: methodText, clip: 170 },
    {
      id: 'data',
      header: 'Dataset',
      value: (model) => model.datasetName,
      text: (model) => model.datasetName,
      clip: 160,
    },
    {
      id: 'n',
      header: 'Char.',
      isNumeric: true,
      value: (model) => model.nCharacteristics,
      text: (model) => String(model.nCharacteristics),
    },
    {
      id: 'auc',
      header: 'AUC, hold-out',
      isNumeric: true,
      value: (model) => model.holdoutAuc,
      text: (model) => formatNumber(model.holdoutAuc, 'auc'),
    },
    {
      id: 'created',
      header: 'Made (UTC)',
      value: (model) => model.createdAt,
      text: (model) => formatInstant(model.createdAt),
    },
  ]
}

function rankOf(chosen: readonly string[], id: string): number {
  const place = chosen.indexOf(id)
  return place < 0 ? chosen.length : place
}

function placeText(place: number): string {
  if (place < 0) return ''
  return place === 0 ? 'first' : `${place + 1}`
}
