import { Button, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { FitReport, ModelVersion, ScorecardModel } from '../../../shared/contract/index.ts'
import { formatInstant, formatNumber } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { HashText, KeyValues } from '../../components/key-values.tsx'
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
import { METHOD_WORDS, ORIGIN_WORDS } from './model-words.ts'
import { ScorecardTable } from './scorecard-table.tsx'

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
  model: ScorecardModel
  fit: FitReport
  tab: string
}) {
  const workspace = useWorkspace()
  const dataset = useDatasetName(version)
  const [, navigate] = useLocation()
  const [, choose] = useDraft<string | null>('choice.model', null)
  const [isExporting, setExporting] = useState(false)
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
              Bins and fit
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
      <Tabs
        value={tab}
        onChange={(value) => navigate(`/models/${version.id}/${value ?? 'scorecard'}`)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="scorecard">Scorecard</Tabs.Tab>
          <Tabs.Tab value="coefficients">Coefficients</Tabs.Tab>
          <Tabs.Tab value="calibration">Calibration</Tabs.Tab>
          <Tabs.Tab value="cut-off">Cut-off</Tabs.Tab>
          <Tabs.Tab value="exclusions">Left out ({fit.exclusions.length})</Tabs.Tab>
          <Tabs.Tab value="parameters">Parameters and hashes</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="scorecard">
          <ScorecardTable model={model} />
        </Tabs.Panel>
        <Tabs.Panel value="coefficients">
          <CoefficientsTable coefficients={fit.coefficients} />
        </Tabs.Panel>
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
          <Parameters version={version} />
        </Tabs.Panel>
      </Tabs>
      <ExportDialog version={version} isOpen={isExporting} onClose={() => setExporting(false)} />
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

function Parameters({ version }: { version: ModelVersion }) {
  const { binning, scaling, selection, rejectInference } = version.params
  const edited = binning.manual.map(({ column }) => column)
  return (
    <div className="columns-2">
      <KeyValues
        items={[
          ['Model id', <code key="id">{version.id}</code>],
          ['Model hash', <code key="hash">{version.contentHash}</code>],
          ['Dataset id', <code key="data">{version.datasetVersionId}</code>],
          ['Dataset hash', <code key="datahash">{version.datasetHash}</code>],
          ['Fit evidence', <code key="fit">{version.fitEvidenceId}</code>],
          ['Code version', <code key="code">{version.codeVersion}</code>],
          ['Seed', String(version.seed)],
          ['Made', `${formatInstant(version.createdAt)} UTC by ${version.createdBy}`],
        ]}
      />
      <KeyValues
        items={[
          ['Development share', formatNumber(version.params.developmentShare, 'percent1')],
          ['Bins at most', String(binning.maxBins)],
          ['Pre-bins at most', String(binning.maxPrebins)],
          ['Smallest bin', formatNumber(binning.minBinShare, 'percent1')],
          ['Least bads and goods per bin', `${binning.minEvents} and ${binning.minNonEvents}`],
          ['Trend', binning.trend],
          ['Text levels', binning.keepLevels ? 'each its own bin' : 'merged'],
          ['Least information value', formatNumber(version.params.minInformationValue, 'number')],
          ['Bins set by hand', edited.length === 0 ? 'none' : edited.join(', ')],
          [
            'Penalties',
            `ridge ${formatNumber(version.params.l2, 'number')}, lasso ${formatNumber(version.params.l1, 'number')}`,
          ],
          ['Selection', selection.method === 'none' ? 'none' : `${selection.method} by ${selection.criterion}`],
          ['Weights', version.params.weights === 'role' ? 'column of that role, if any' : 'not used'],
          ['Offset', version.params.offsetColumn ?? 'none'],
          ['Missing values', scaling.missing === undefined ? 'points of their own bin' : scaling.missing.rule],
          ['Reject inference', rejectInference.method],
          ['Wrong signs', version.params.dropWrongSigns ? 'left out, weakest first' : 'kept'],
          [
            'Scaling',
            `${scaling.targetPoints} points at ${scaling.targetOdds} good to 1 bad, PDO ${scaling.pointsToDoubleOdds}, rounding: ${scaling.rounding}`,
          ],
        ]}
      />
    </div>
  )
}
