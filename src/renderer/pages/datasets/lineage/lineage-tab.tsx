import './lineage.css'
import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Minus, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { DatasetVersion, LineageGraph } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { ShowCommand } from '../../../components/command-block.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { QueryView } from '../../../components/query-view.tsx'
import { versionName } from '../../../fields/choice-fields.tsx'
import { useDraft } from '../../../hooks/use-draft.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand } from '../../../words/command-line.ts'
import { foldLineage, groupOf } from './fold-lineage.ts'
import { type LineageLayout, layOutLineage } from './lay-out-lineage.ts'
import { LineageDetails } from './lineage-details.tsx'
import { LineageDrawing } from './lineage-drawing.tsx'
import { LineageExport } from './lineage-export.tsx'
import { LineageTables } from './lineage-tables.tsx'

type Scope = 'object' | 'workspace'

/** What a version came from and everything made from it, from the file to the packs. */
export function LineageTab({ version }: { version: DatasetVersion }) {
  const { api } = useServices()
  const [scope, setScope] = useDraft<Scope>('lineage.scope', 'object')
  const object = scope === 'object' ? version.id : undefined
  const query = useQuery(api.lineage.graph.queryOptions({ input: object === undefined ? {} : { object } }))
  const scopeField = (
    <SegmentedControl
      aria-label="Extent of the lineage"
      value={scope}
      onChange={(value) => setScope(value as Scope)}
      data={[
        { value: 'object', label: 'This version' },
        { value: 'workspace', label: 'Whole workspace' },
      ]}
    />
  )
  return (
    <QueryView query={query} rows={12}>
      {(graph) =>
        graph.nodes.length === 0 ? (
          <div className="stack">
            <div className="row">{scopeField}</div>
            <EmptyState title="No lineage yet">
              Import a file: the file, the version made from it and everything that follows are drawn here.
            </EmptyState>
          </div>
        ) : (
          <LineageView
            key={`${version.id} ${scope}`}
            graph={graph}
            version={version}
            object={object}
            scopeField={scopeField}
          />
        )
      }
    </QueryView>
  )
}

interface ViewProps {
  readonly graph: LineageGraph
  readonly version: DatasetVersion
  readonly object: string | undefined
  readonly scopeField: React.ReactNode
}

function LineageView({ graph, version, object, scopeField }: ViewProps) {
  const workspace = useWorkspace()
  const [view, setView] = useDraft<'graph' | 'table'>('lineage.view', 'graph')
  const { layout, node, selected, select, openGroup, foldAgain } = useSelection(graph, version.id)
  const [zoom, setZoom] = useState<number | null>(null)
  const { ref, width, height } = useElementSize()
  const fit = zoomToFit(layout, width, height)
  const scale = zoom ?? Math.max(LEGIBLE_ZOOM, fit)
  const title = object === undefined ? 'Lineage of the workspace' : `Lineage of ${versionName(version)}`
  return (
    <div className="stack">
      <div className="row-between">
        <div className="row">
          {scopeField}
          <SegmentedControl
            aria-label="View of the lineage"
            value={view}
            onChange={(value) => setView(value as 'graph' | 'table')}
            data={[
              { value: 'graph', label: 'Graph' },
              { value: 'table', label: 'Table' },
            ]}
          />
          <span className="caption" role="status">
            {graph.nodes.length} objects, {graph.edges.length} links
          </span>
        </div>
        <div className="row">
          {view === 'graph' && <ZoomButtons scale={scale} fit={fit} onZoom={setZoom} />}
          <LineageExport layout={layout} title={title} source={sourceText(version, graph)} object={object} />
          <ShowCommand command={assayCommand('lineage', object === undefined ? [] : [object], [], workspace)} />
        </div>
      </div>
      <div className="lineage-grid">
        {view === 'table' ? (
          <LineageTables graph={graph} onSelect={select} />
        ) : (
          <div className="lineage-frame" ref={ref}>
            <LineageDrawing
              layout={layout}
              zoom={scale}
              origin={version.id}
              selected={selected}
              onSelect={select}
              onOpen={openGroup}
            />
          </div>
        )}
        <LineageDetails node={node} graph={graph} onSelect={select} onFold={foldAgain} onOpen={openGroup} />
      </div>
    </div>
  )
}

/** The chosen object and the groups that are opened. */
function useSelection(graph: LineageGraph, origin: string) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [selected, setSelected] = useState(origin)
  const shown = useMemo(() => foldLineage(graph, opened), [graph, opened])
  const layout = useMemo(() => layOutLineage(shown), [shown])
  const isSelected = ({ id }: { readonly id: string }) => id === selected
  const group = groupOf(graph, selected)
  const open = (id: string, then: string) => {
    setOpened(new Set([...opened, id]))
    setSelected(then)
  }
  return {
    shown,
    layout,
    selected,
    node: shown.nodes.find(isSelected) ?? graph.nodes.find(isSelected) ?? null,
    openGroup: (id: string) => open(id, shown.nodes.find((one) => one.id === id)?.folded[0] ?? origin),
    /** What lies in a folded group is opened to be seen. */
    select: (id: string) => {
      const hidden = shown.nodes.some((one) => one.id === id) ? null : groupOf(graph, id)
      if (hidden === null) setSelected(id)
      else open(hidden, id)
    },
    /** Folds the group of the chosen object; null if it has none that is open. */
    foldAgain:
      group === null || !opened.has(group)
        ? null
        : () => {
            setOpened(new Set([...opened].filter((id) => id !== group)))
            setSelected(group)
          },
  }
}

/** Below this the words of a node cannot be read: the frame scrolls instead, unless the person asks for less. */
const LEGIBLE_ZOOM = 0.8
const LEAST_ZOOM = 0.2
const MOST_ZOOM = 2
const ZOOM_STEP = 1.25

function ZoomButtons({ scale, fit, onZoom }: { scale: number; fit: number; onZoom: (zoom: number) => void }) {
  return (
    <div className="row" style={{ gap: 2 }}>
      <Tooltip label="Zoom out">
        <ActionIcon aria-label="Zoom out" onClick={() => onZoom(Math.max(LEAST_ZOOM, scale / ZOOM_STEP))}>
          <Minus size={16} />
        </ActionIcon>
      </Tooltip>
      <span className="caption number" style={{ width: 40, textAlign: 'center' }}>
        {Math.round(scale * 100)}%
      </span>
      <Tooltip label="Zoom in">
        <ActionIcon aria-label="Zoom in" onClick={() => onZoom(Math.min(MOST_ZOOM, scale * ZOOM_STEP))}>
          <Plus size={16} />
        </ActionIcon>
      </Tooltip>
      <Button variant="default" onClick={() => onZoom(fit)}>
        Fit
      </Button>
    </div>
  )
}

function zoomToFit(layout: LineageLayout, width: number, height: number): number {
  if (width === 0 || height === 0) return 1
  return Math.min(1, Math.max(LEAST_ZOOM, Math.min(width / layout.width, height / layout.height)))
}

function sourceText(version: DatasetVersion, graph: LineageGraph): string {
  return `${graph.nodes.length} objects, ${graph.edges.length} links. ${versionName(version)}, content hash ${version.contentHash.slice(0, 12)}.`
}
