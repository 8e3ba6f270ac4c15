import { SegmentedControl, Tabs } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ChartSpec } from '../../../charts/describe-chart.ts'
import type { SampleName, SampleReport, ValidationReport } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { MetricCard } from '../../components/metric-card.tsx'
import { ChartFigure } from '../../metrics/chart-figure.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'
import { intervalText, SAMPLE_WORDS } from '../../words/estimates.ts'
import { GainsTable } from './gains-table.tsx'
import { MeasuresTable } from './measures-table.tsx'
import { StabilityView } from './stability-view.tsx'

/** The report: main figures, then charts and tables by question. */
export function ValidationResult({ report, source }: { report: ValidationReport; source: string }) {
  const first = report.samples.find((sample) => sample.sample !== 'development') ?? report.samples[0]
  const [chosen, setChosen] = useState<SampleName>(first?.sample ?? 'development')
  const sample = report.samples.find((item) => item.sample === chosen) ?? first
  if (sample === undefined) return null
  return (
    <>
      <div className="row-between">
        <p className="caption" style={{ margin: 0 }}>
          {SAMPLE_WORDS[sample.sample]} sample: n = {formatNumber(sample.nRows, 'integer')},{' '}
          {formatNumber(sample.nEvents, 'integer')} bad ({formatNumber(sample.eventRate, 'percent1')}). In brackets: 95%
          confidence intervals. {source}
        </p>
        <SegmentedControl
          aria-label="Sample"
          data={report.samples.map((item) => ({ value: item.sample, label: SAMPLE_WORDS[item.sample] }))}
          value={sample.sample}
          onChange={(value) => setChosen(value as SampleName)}
        />
      </div>
      <MainFigures sample={sample} report={report} />
      <Tabs defaultValue="discrimination" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="discrimination">Discrimination</Tabs.Tab>
          <Tabs.Tab value="calibration">Calibration</Tabs.Tab>
          <Tabs.Tab value="distribution">Distribution and gains</Tabs.Tab>
          <Tabs.Tab value="stability">Stability</Tabs.Tab>
          <Tabs.Tab value="measures">All measures</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="discrimination">
          <Charts names={['rocCurve', 'ksCurve']} report={report} sample={sample} source={source} />
        </Tabs.Panel>
        <Tabs.Panel value="calibration">
          <div className="columns-2">
            <Charts names={['calibrationCurve']} report={report} sample={sample} source={source} />
            <MeasuresTable report={report} title="Calibration measures" only={CALIBRATION} />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="distribution">
          <div className="stack" style={{ gap: 16 }}>
            <Charts names={['scoreDistribution', 'gainsCurve']} report={report} sample={sample} source={source} />
            <GainsTable sample={sample} />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="stability">
          <StabilityView report={report} source={source} />
        </Tabs.Panel>
        <Tabs.Panel value="measures">
          <MeasuresTable report={report} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

const CALIBRATION = [
  'calibrationInTheLarge',
  'calibrationIntercept',
  'calibrationSlope',
  'expectedCalibrationError',
  'hosmerLemeshow',
  'brierScore',
  'logLoss',
] as const

type ChartName = 'rocCurve' | 'ksCurve' | 'calibrationCurve' | 'scoreDistribution' | 'gainsCurve'

function Charts({
  names,
  report,
  sample,
  source,
}: {
  names: readonly ChartName[]
  report: ValidationReport
  sample: SampleReport
  source: string
}) {
  const key = names.join()
  const specs = useMemo(
    () => key.split(',').map((name) => specOf(name as ChartName, report, sample)),
    [key, report, sample],
  )
  return (
    <div className="figures">
      {specs.map((spec) => (
        <ChartFigure key={spec.name} spec={spec} source={source} />
      ))}
    </div>
  )
}

function specOf(name: ChartName, report: ValidationReport, sample: SampleReport): ChartSpec {
  switch (name) {
    case 'rocCurve':
    case 'calibrationCurve':
    case 'gainsCurve':
      return { name, samples: report.samples }
    case 'ksCurve':
      return { name, sample }
    case 'scoreDistribution':
      return { name, sample, cutOff: null }
  }
}

function MainFigures({ sample, report }: { sample: SampleReport; report: ValidationReport }) {
  const stability = report.scoreStability?.populationStabilityIndex ?? null
  return (
    <div className="cards cards-narrow">
      <MetricCard
        label={<MetricInfo metric="rocAuc" label="AUC" />}
        value={formatNumber(sample.rocAuc.value, 'auc')}
        detail={intervalText(sample.rocAuc, 'auc')}
      />
      <MetricCard
        label={<MetricInfo metric="gini" label="Gini" />}
        value={formatNumber(sample.gini.value, 'percent1')}
        detail={intervalText(sample.gini, 'percent1')}
      />
      <MetricCard
        label={<MetricInfo metric="ksStatistic" label="KS" />}
        value={formatNumber(sample.ksStatistic.value, 'percent1')}
        detail={sample.ksPoints === null ? undefined : `at ${formatNumber(sample.ksPoints, 'points')} points`}
      />
      <MetricCard
        label={<MetricInfo metric="brierScore" label="Brier score" />}
        value={formatNumber(sample.brierScore.value, 'index3')}
        detail="lower is better"
      />
      <MetricCard
        label={<MetricInfo metric="hosmerLemeshow" label="H–L test, p" />}
        value={formatNumber(sample.hosmerLemeshow.pValue, 'pValue')}
        detail={
          sample.hosmerLemeshow.pValue === null
            ? (sample.hosmerLemeshow.reason ?? undefined)
            : `χ² ${formatNumber(sample.hosmerLemeshow.statistic, 'odds')}, ${sample.hosmerLemeshow.degreesOfFreedom ?? '–'} df`
        }
      />
      <MetricCard
        label={<MetricInfo metric="calibrationInTheLarge" label="Mean PD − bad rate" />}
        value={formatNumber(sample.calibrationInTheLarge.value, 'pp2')}
        detail="percentage points"
      />
      <MetricCard
        label={<MetricInfo metric="populationStabilityIndex" label="PSI, score" />}
        value={stability === null ? '–' : formatNumber(stability.value, 'index3')}
        detail={stability === null ? 'One sample only' : 'against development'}
      />
    </div>
  )
}
