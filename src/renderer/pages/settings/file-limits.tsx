import { Button, NumberInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportLimits } from '../../../shared/contract/index.ts'
import { useServices } from '../../app-context.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Panel } from '../../components/panel.tsx'
import { QueryView } from '../../components/query-view.tsx'

const MIB = 1024 * 1024

/** Limits as people think of them: sizes in mebibytes, counts as counts. */
const FIELDS: readonly { readonly name: keyof ImportLimits; readonly label: string; readonly unit: number }[] = [
  { name: 'fileBytes', label: 'File, MiB', unit: MIB },
  { name: 'unpackedBytes', label: 'Unpacked text, MiB', unit: MIB },
  { name: 'rows', label: 'Rows', unit: 1 },
  { name: 'columns', label: 'Columns', unit: 1 },
  { name: 'lineBytes', label: 'One row, MiB', unit: MIB },
  { name: 'cellBytes', label: 'One cell, MiB', unit: MIB },
]

/** The sizes of files that this workspace reads. They can be lowered, never raised. */
export function FileLimits() {
  const { api } = useServices()
  const limits = useQuery(api.workspace.limits.queryOptions())
  return (
    <Panel title="Limits on files">
      <QueryView query={limits}>{(data) => <LimitFields key={JSON.stringify(data)} limits={data} />}</QueryView>
    </Panel>
  )
}

function LimitFields({ limits }: { limits: ImportLimits }) {
  const { client, api } = useServices()
  const queryClient = useQueryClient()
  const [wanted, setWanted] = useState<Partial<ImportLimits>>({})
  const save = useMutation({
    mutationFn: (next: Partial<ImportLimits>) => client.workspace.setLimits(next),
    onSuccess: (now) => {
      queryClient.setQueryData(api.workspace.limits.queryKey(), now)
      notifications.show({ message: 'Limits saved', color: 'blue' })
    },
  })
  return (
    <>
      <div
        style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 150px), 1fr))', gap: 12 }}
      >
        {FIELDS.map(({ name, label, unit }) => (
          <NumberInput
            key={name}
            label={label}
            size="xs"
            defaultValue={limits[name] / unit}
            min={unit === 1 ? 1 : 0.001}
            clampBehavior="none"
            thousandSeparator=" "
            onChange={(value) => {
              const size = Math.round(Number(value) * unit)
              if (size > 0) setWanted((old) => ({ ...old, [name]: size }))
            }}
          />
        ))}
      </div>
      <p className="caption" style={{ margin: 0 }}>
        What is larger is refused before memory is taken. A number above the built-in limit counts as the built-in one.
      </p>
      <div className="row">
        <Button size="xs" loading={save.isPending} onClick={() => save.mutate({ ...limits, ...wanted })}>
          Save limits
        </Button>
        <Button size="xs" variant="default" onClick={() => save.mutate({})}>
          Built-in limits
        </Button>
      </div>
      {save.error !== null && <ErrorState error={save.error} />}
    </>
  )
}
