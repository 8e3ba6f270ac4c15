import type { EChartsOption } from 'echarts'
import type { ColumnDrift } from '../shared/contract/data-report.ts'
import type { StabilityReport } from '../shared/contract/evidence.ts'
import type { ChartTable } from './chart-table.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { Plain } from './plain.ts'
import {
  stabilityBandsHeight,
  stabilityBandsOption,
  stabilityBandsTable,
  stabilityBandsTitle,
} from './stability-bands.ts'

type Drift = Plain<ColumnDrift>

/** Shares of both samples side by side per bin, and what each bin adds to the index. */
export function driftBinsOption(drift: Drift, theme: ChartTheme): EChartsOption {
  return stabilityBandsOption(asStability(drift), theme, 'Expected')
}

/** As high as its bins need. */
export function driftBinsHeight(drift: Drift, theme: ChartTheme, width: number): number {
  return stabilityBandsHeight(asStability(drift), theme, width)
}

/** States the index; where a bin is empty in one sample, the one that counts it as half a row. */
export function driftBinsTitle(drift: Drift): string {
  const title = stabilityBandsTitle(asStability(drift))
  return drift.populationStabilityIndex.value === null && drift.smoothedPopulationStabilityIndex.value !== null
    ? `${title}, an empty bin counted as half a row`
    : title
}

/** The table of bins. */
export function driftBinsTable(drift: Drift): ChartTable {
  return stabilityBandsTable(asStability(drift))
}

function asStability(drift: Drift): Plain<StabilityReport> {
  const { populationStabilityIndex: exact, smoothedPopulationStabilityIndex: smoothed } = drift
  return {
    name: drift.column,
    populationStabilityIndex: exact.value === null ? smoothed : exact,
    nExpected: drift.nExpected,
    nActual: drift.nActual,
    bands: drift.bins,
    noDriftLimit: drift.noDriftLimit,
  }
}
