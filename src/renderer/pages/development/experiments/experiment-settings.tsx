import { useMemo } from 'react'
import type { Experiment, Method } from '../../../../shared/contract/index.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { HashText } from '../../../components/key-values.tsx'
import { type ChangedSetting, changedSettings } from './changed-settings.ts'
import { parameterName } from './experiment-choices.ts'

const columnsOf = (method: Method): readonly Column<ChangedSetting>[] => [
  {
    id: 'path',
    header: 'Setting',
    text: (row) => nameOf(row.path, method),
  },
  { id: 'value', header: 'Value', text: (row) => row.value, cell: (row) => shortValue(row.value), wrap: true },
]

/** What an experiment was run with: everything that differs from the defaults, and the hashes that make it repeatable. */
export function ExperimentSettings({ experiment }: { experiment: Experiment }) {
  const columns = useMemo(() => columnsOf(experiment.method), [experiment])
  const rows = useMemo(() => changedSettings(experiment.parameters), [experiment])
  return (
    <DataTable
      title="Settings that differ from the defaults"
      label="Settings of the experiment"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.path}
      empty="None: every setting is the default."
      maxHeight={260}
      footer={
        <>
          Data <HashText hash={experiment.datasetHash} />, result <HashText hash={experiment.contentHash} />, code
          version {experiment.codeVersion}
        </>
      }
    />
  )
}

/** A long list by its beginning; copies hold the whole of it. */
function shortValue(value: string): string {
  const parts = value.split(', ')
  return parts.length <= 10 ? value : `${parts.slice(0, 8).join(', ')} and ${parts.length - 8} more`
}

/** Names of the form where it has the parameter, else its path. */
function nameOf(path: string, method: Method): string {
  return parameterName(path.replace(/^params\./, ''), method)
}
