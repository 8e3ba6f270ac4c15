import { useMantineColorScheme } from '@mantine/core'
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useLocation } from 'wouter'
import { useServices } from '../app-context.tsx'
import { STATIONS } from './navigation.ts'

/** Ctrl or Cmd K: every station, every dataset and model by name, and the actions of the frame. */
export function CommandPalette({ onLock, onShortcuts }: { onLock: () => void; onShortcuts: () => void }) {
  const [, navigate] = useLocation()
  const { api } = useServices()
  const { setColorScheme } = useMantineColorScheme()
  const datasets = useQuery(api.dataset.list.queryOptions())
  const models = useQuery(api.model.list.queryOptions())
  const groups: SpotlightActionGroupData[] = [
    {
      group: 'Go to',
      actions: STATIONS.map((station) => ({
        id: station.path,
        label: station.label,
        description: station.purpose,
        onClick: () => navigate(station.path),
      })),
    },
    {
      group: 'Actions',
      actions: [
        { id: 'import', label: 'Import a dataset', onClick: () => navigate('/datasets/import') },
        { id: 'case', label: 'Explain one case', onClick: () => navigate('/explainability/case') },
        { id: 'applicant', label: 'Score one applicant', onClick: () => navigate('/scoring/applicant') },
        { id: 'lock', label: 'Lock workspace', onClick: onLock },
        { id: 'shortcuts', label: 'Show keyboard shortcuts', onClick: onShortcuts },
        { id: 'light', label: 'Use light theme', onClick: () => setColorScheme('light') },
        { id: 'dark', label: 'Use dark theme', onClick: () => setColorScheme('dark') },
        { id: 'auto', label: 'Use the system theme', onClick: () => setColorScheme('auto') },
      ],
    },
    {
      group: 'Datasets',
      actions: (datasets.data ?? []).map((dataset) => ({
        id: dataset.id,
        label: `${dataset.name} v${dataset.version}`,
        description: 'Dataset',
        onClick: () => navigate(`/datasets/${dataset.id}`),
      })),
    },
    {
      group: 'Models',
      actions: (models.data ?? []).map((model) => ({
        id: model.id,
        label: `${model.name} v${model.version}`,
        description: 'Model',
        onClick: () => navigate(`/models/${model.id}`),
      })),
    },
  ]
  return (
    <Spotlight
      actions={groups.filter((group) => group.actions.length > 0)}
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      nothingFound="Nothing matches. Try the name of a station, dataset or model."
      highlightQuery
      scrollable
      maxHeight={420}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': 'Search or go to' } }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      searchProps={{
        leftSection: <Search size={16} />,
        placeholder: 'Station, dataset, model or action',
        'aria-label': 'Search or go to',
      }}
    />
  )
}
