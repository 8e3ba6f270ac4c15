import type { ModelVersion } from '../../../shared/contract/index.ts'
import { formatInstant } from '../../../shared/format.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { versionName } from '../../fields/choice-fields.tsx'
import { useModelChoice } from '../../fields/use-choices.ts'
import { VersionLink } from '../models/version-link.tsx'

const COLUMNS: readonly Column<ModelVersion>[] = [
  {
    id: 'name',
    header: 'Training',
    value: (row) => row.name,
    text: versionName,
    clip: 260,
    cell: (row) => <VersionLink item={row} href={`/development/${row.id}`} />,
  },
  {
    id: 'n',
    header: 'Characteristics',
    isNumeric: true,
    value: (row) => row.nCharacteristics,
    text: (row) => String(row.nCharacteristics),
  },
  { id: 'seed', header: 'Seed', isNumeric: true, value: (row) => row.seed, text: (row) => String(row.seed) },
  {
    id: 'created',
    header: 'Trained (UTC)',
    value: (row) => row.createdAt,
    text: (row) => formatInstant(row.createdAt),
  },
  { id: 'by', header: 'By', value: (row) => row.createdBy, text: (row) => row.createdBy },
]

/** Trainings already made on this dataset. */
export function PreviousTrainings({ datasetId, datasetName }: { datasetId: string; datasetName: string }) {
  const { models } = useModelChoice()
  const rows = models.filter((model) => model.datasetVersionId === datasetId && model.origin.kind === 'trained')
  if (rows.length === 0) return null
  return (
    <DataTable
      title={`Trainings on ${datasetName}`}
      label="Trainings"
      columns={COLUMNS}
      rows={rows}
      rowKey={(row) => row.id}
    />
  )
}
