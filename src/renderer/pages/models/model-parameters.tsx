import type { ReactNode } from 'react'
import type { GbdtParams, ModelVersion, ScorecardParams } from '../../../shared/contract/index.ts'
import { formatInstant, formatNumber } from '../../../shared/format.ts'
import { KeyValues } from '../../components/key-values.tsx'
import { DIRECTION_WORDS } from '../development/constraints/constraint-words.ts'

/** Everything needed to make the version again: parameters, seed and hashes. */
export function ModelParameters({ version }: { version: ModelVersion }) {
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
      <KeyValues items={version.method === 'gbdt' ? boostingItems(version.params) : regressionItems(version.params)} />
    </div>
  )
}

type Items = readonly (readonly [string, ReactNode])[]

function regressionItems(params: ScorecardParams): Items {
  const { binning, scaling, selection, rejectInference } = params
  const edited = binning.manual.map(({ column }) => column)
  return [
    ['Development share', formatNumber(params.developmentShare, 'percent1')],
    ['Bins at most', String(binning.maxBins)],
    ['Pre-bins at most', String(binning.maxPrebins)],
    ['Smallest bin', formatNumber(binning.minBinShare, 'percent1')],
    ['Least bads and goods per bin', `${binning.minEvents} and ${binning.minNonEvents}`],
    ['Trend', binning.trend],
    ['Text levels', binning.keepLevels ? 'each its own bin' : 'merged'],
    ['Least information value', formatNumber(params.minInformationValue, 'number')],
    ['Bins set by hand', edited.length === 0 ? 'none' : edited.join(', ')],
    ['Penalties', `ridge ${formatNumber(params.l2, 'number')}, lasso ${formatNumber(params.l1, 'number')}`],
    ['Selection', selection.method === 'none' ? 'none' : `${selection.method} by ${selection.criterion}`],
    ['Weights', params.weights === 'role' ? 'column of that role, if any' : 'not used'],
    ['Offset', params.offsetColumn ?? 'none'],
    ['Missing values', scaling.missing === undefined ? 'points of their own bin' : scaling.missing.rule],
    ['Reject inference', rejectInference.method],
    ['Wrong signs', params.dropWrongSigns ? 'left out, weakest first' : 'kept'],
    ['Scaling', `${scalingText(scaling)}, rounding: ${scaling.rounding}`],
  ]
}

function boostingItems(params: GbdtParams): Items {
  const { earlyStopping: stopping, categorical, scaling } = params
  const directions = params.monotone.map(({ column, direction }) => `${column} ${DIRECTION_WORDS[direction].mark}`)
  return [
    ['Development share', formatNumber(params.developmentShare, 'percent1')],
    ['Trees at most', String(params.maxTrees)],
    ['Learning rate', formatNumber(params.learningRate, 'number')],
    ['Leaves per tree', String(params.maxLeaves)],
    ['Depth', params.maxDepth === null ? 'any' : `at most ${params.maxDepth}`],
    ['Least in a leaf', `${params.minChildCount} rows, weight ${formatNumber(params.minChildWeight, 'number')}`],
    ['Least gain of a split', formatNumber(params.minSplitGain, 'number')],
    ['Penalties', `L2 ${formatNumber(params.l2, 'number')}, L1 ${formatNumber(params.l1, 'number')}`],
    ['Bins per number', String(params.maxBins)],
    [
      'Drawn for each tree',
      `${formatNumber(params.rowShare, 'percent1')} of rows, ${formatNumber(params.columnShare, 'percent1')} of characteristics`,
    ],
    ['Early stopping', stoppingText(stopping)],
    ['Directions', directions.length === 0 ? 'none' : directions.join(', ')],
    [
      'Interaction groups',
      params.interactions.length === 0 ? 'none' : params.interactions.map((group) => group.join(' + ')).join('; '),
    ],
    [
      'Levels',
      `rarer than ${categorical.minLevelCount} rows count as missing; smoothing ${formatNumber(categorical.smoothing, 'number')}, L2 ${formatNumber(categorical.l2, 'number')}`,
    ],
    ['Goods and bads', params.classBalance === 'balanced' ? 'weighed equally' : 'as they are'],
    ['Weights', params.weights === 'role' ? 'column of that role, if any' : 'not used'],
    ['Offset', params.offsetColumn ?? 'none'],
    ['Shuffles for importance', String(params.permutations)],
    ['Scaling', scalingText(scaling)],
  ]
}

function stoppingText(stopping: GbdtParams['earlyStopping']): string {
  if (stopping.sample === 'none') return 'none'
  const rows =
    stopping.sample === 'holdout'
      ? 'the hold-out sample'
      : `${formatNumber(stopping.share, 'percent1')} of the development rows`
  return `after ${stopping.patience} trees without better ${stopping.metric === 'rocAuc' ? 'AUC' : 'log loss'} on ${rows}`
}

function scalingText(scaling: Pick<ScorecardParams['scaling'], 'targetPoints' | 'targetOdds' | 'pointsToDoubleOdds'>) {
  return `${scaling.targetPoints} points at ${scaling.targetOdds} good to 1 bad, PDO ${scaling.pointsToDoubleOdds}`
}
