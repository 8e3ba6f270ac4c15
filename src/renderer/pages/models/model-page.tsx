import { Button, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { CreditModel, FitReport, ModelVersion, TreeModel } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { HashText } from '../../components/key-values.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { versionName } from '../../fields/choice-fields.tsx'
import { useDatasetName } from '../../fields/use-dataset-name.ts'
import { useDraft } from '../../hooks/use-draft.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand } from '../../words/command-line.ts'
import { plural } from '../../words/estimates.ts'
import { CalibrationView } from './calibration/calibration-view.tsx'
import { CoefficientsTable } from './coefficients-table.tsx'
import { CutOffView } from './cut-off/cut-off-view.tsx'
import { ExportDialog } from './export/export-dialog.tsx'
import { ModelParameters } from './model-parameters.tsx'
import { METHOD_WORDS, ORIGIN_WORDS } from './model-words.ts'
import { ScorecardTable } from './scorecard-table.tsx'
import { DependenceView } from './trees/dependence-view.tsx'
import { namesByStrength, TreeResult } from './trees/tree-result.tsx'
import { TreeViewer } from './trees/tree-viewer.tsx'

/** One model version: its scorecard, coefficients, exclusions and everything needed to make it again. */
export function ModelPage({ id, tab }: { id: string; tab: string }) {
  const { api } = useServices()
  const query = useQuery(api.model.get.queryOptions({ input: { model: id }, staleTime: Number.POSITIVE_INFINITY }))
  return (
    <div className="page">
      {query.data === undefined && <PageHeader title="Model" />}
      <QueryView query={query} rows={12}>
        {(data) => <ModelView {...data} tab={tab} />}
      </QueryView>
    </div>
  )
}

function ModelView({
  version,
  model,
  fit,
  tab,
}: {
  version: ModelVersion
  model: CreditModel
  fit: FitReport
  tab: string
}) {
  const workspace = useWorkspace()
  const dataset = useDatasetName(version)
  const [, navigate] = useLocation()
  const [, choose] = useDraft<string | null>('choice.model', null)
  const [isExporting, setExporting] = useState(false)
  const isTrees = model.kind === 'treeModel'
  const first = isTrees ? 'overview' : 'scorecard'
  const shown = isTrees === tab in TREE_TABS || tab in COMMON_TABS ? tab : first
  const [shownCommand] = useState(() => assayCommand('model show', [version.id], [], workspace))
  return (
    <>
      <PageHeader
        title={versionName(version)}
        object={<HashText hash={version.contentHash} />}
        description={`${METHOD_WORDS[version.method]}, ${plural(version.nCharacteristics, 'characteristic')}, ${ORIGIN_WORDS[version.origin.kind]} on ${dataset}; bad means ${version.target.column} = ${version.target.eventValue}`}
        command={shownCommand}
        actions={
          <>
            <Button variant="default" component={Link} href={`/development/${version.id}`}>
              {isTrees ? 'Training result' : 'Bins and fit'}
            </Button>
            <Button variant="default" onClick={() => setExporting(true)}>
              Export
            </Button>
            <Button component={Link} href="/validation" onClick={() => choose(version.id)}>
              Validate
            </Button>
          </>
        }
      />
      <Tabs value={shown} onChange={(value) => navigate(`/models/${version.id}/${value ?? first}`)} keepMounted={false}>
        <Tabs.List mb="md">
          {Object.entries({ ...(isTrees ? TREE_TABS : SCORECARD_TABS), ...COMMON_TABS }).map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {value === 'exclusions' ? `${label} (${fit.exclusions.length})` : label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {model.kind === 'treeModel' ? (
          <TreePanels version={version} model={model} fit={fit} />
        ) : (
          <>
            <Tabs.Panel value="scorecard">
              <ScorecardTable model={model} />
            </Tabs.Panel>
            <Tabs.Panel value="coefficients">
              <CoefficientsTable coefficients={fit.coefficients} />
            </Tabs.Panel>
          </>
        )}
        <Tabs.Panel value="calibration">
          <CalibrationView key={version.id} version={version} model={model} />
        </Tabs.Panel>
        <Tabs.Panel value="cut-off">
          <CutOffView key={version.id} version={version} />
        </Tabs.Panel>
        <Tabs.Panel value="exclusions">
          <DataTable
            label="Characteristics left out"
            columns={EXCLUSIONS}
            rows={fit.exclusions}
            rowKey={(row) => row.name}
            hasSearch
            empty="No characteristic was left out."
          />
        </Tabs.Panel>
        <Tabs.Panel value="parameters">
          <ModelParameters version={version} />
        </Tabs.Panel>
      </Tabs>
      <ExportDialog version={version} isOpen={isExporting} onClose={() => setExporting(false)} />
    </>
  )
}

const SCORECARD_TABS: Readonly<Record<string, string>> = { scorecard: 'Scorecard', coefficients: 'Coefficients' }
const TREE_TABS: Readonly<Record<string, string>> = {
  overview: 'Overview',
  trees: 'Trees',
  dependence: 'Dependence',
}
const COMMON_TABS: Readonly<Record<string, string>> = {
  calibration: 'Calibration',
  'cut-off': 'Cut-off',
  exclusions: 'Left out',
  parameters: 'Parameters and hashes',
}

function TreePanels({ version, model, fit }: { version: ModelVersion; model: TreeModel; fit: FitReport }) {
  return (
    <>
      <Tabs.Panel value="overview">
        <div className="stack" style={{ gap: 16 }}>
          <TreeResult version={version} model={model} fit={fit} />
        </div>
      </Tabs.Panel>
      <Tabs.Panel value="trees">
        <TreeViewer model={model} />
      </Tabs.Panel>
      <Tabs.Panel value="dependence">
        <DependenceView key={version.id} version={version} model={model} names={namesByStrength(model, fit)} />
      </Tabs.Panel>
    </>
  )
}

const EXCLUSIONS: readonly Column<FitReport['exclusions'][number]>[] = [
  { id: 'name', header: 'Characteristic', value: (row) => row.name, text: (row) => row.name },
  {
    id: 'iv',
    header: 'IV',
    isNumeric: true,
    value: (row) => row.informationValue,
    text: (row) => formatNumber(row.informationValue, 'index3'),
  },
  { id: 'reason', header: 'Reason', value: (row) => row.reason, text: (row) => row.reason, wrap: true },
]
