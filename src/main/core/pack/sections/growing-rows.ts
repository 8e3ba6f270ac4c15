import { num } from '../inline.ts'
import type { KeyValueRow } from '../pack-document.ts'
import type { GbdtParams } from '../pack-input.ts'

/** What was asked of the growing of trees, in words. @param id - source of the numbers */
export function growingRows(params: GbdtParams, id: string): KeyValueRow[] {
  return [
    {
      label: 'Trees at most',
      value: [num(params.maxTrees, 'integer', id), ', learning rate ', num(params.learningRate, 'number', id)],
    },
    {
      label: 'Size of a tree',
      value: [
        num(params.maxLeaves, 'integer', id),
        ' leaves at most, ',
        ...(params.maxDepth === null
          ? ['no limit on the depth']
          : [num(params.maxDepth, 'integer', id), ' splits on the way to a leaf at most']),
      ],
    },
    {
      label: 'Smallest leaf',
      value: [
        num(params.minChildCount, 'integer', id),
        ' rows, sum of hessians ',
        num(params.minChildWeight, 'number', id),
        ', gain of a split ',
        num(params.minSplitGain, 'number', id),
      ],
    },
    {
      label: 'Penalties on leaf values',
      value: ['ridge ', num(params.l2, 'number', id), ', lasso ', num(params.l1, 'number', id)],
    },
    { label: 'Bins per characteristic', value: [num(params.maxBins, 'integer', id), ' at most, and one for missing'] },
    {
      label: 'Drawn for each tree',
      value: [
        num(params.rowShare, 'percent1', id),
        ' of the rows, ',
        num(params.columnShare, 'percent1', id),
        ' of the characteristics',
      ],
    },
    {
      label: 'Class balance',
      value: [
        params.classBalance === 'balanced'
          ? 'events weigh as much as non-events in all; the PD is too high until calibrated'
          : 'none',
      ],
    },
    ...levelRows(params, id),
    ...constraintRows(params),
    {
      label: 'Special codes',
      value: [
        params.specialCodes.length === 0
          ? 'none'
          : `as missing: ${params.specialCodes.map(({ column, codes }) => `${column}: ${codes.join(', ')}`).join('; ')}`,
      ],
    },
    stoppingRow(params, id),
  ]
}

function levelRows({ categorical }: GbdtParams, id: string): KeyValueRow[] {
  return [
    {
      label: 'Levels',
      value: [
        'rarer than ',
        num(categorical.minLevelCount, 'integer', id),
        ' count as missing; smoothing ',
        num(categorical.smoothing, 'number', id),
        ', further ridge ',
        num(categorical.l2, 'number', id),
      ],
    },
  ]
}

function constraintRows({ monotone, interactions }: GbdtParams): KeyValueRow[] {
  return [
    {
      label: 'Direction of the PD',
      value: [
        monotone.length === 0
          ? 'no constraint'
          : monotone.map(({ column, direction }) => `${column}: ${direction}`).join('; '),
      ],
    },
    {
      label: 'Interactions',
      value: [
        interactions.length === 0
          ? 'all characteristics may meet in a tree'
          : `only within groups: ${interactions.map((group) => group.join(' + ')).join('; ')}; characteristics of no group form one more`,
      ],
    },
  ]
}

const SAMPLES = {
  none: '',
  validation: 'a part of the development rows set aside',
  holdout: 'the hold-out rows, which are then no independent judge any more',
} as const

function stoppingRow({ earlyStopping }: GbdtParams, id: string): KeyValueRow {
  const { sample, share, patience, metric } = earlyStopping
  if (sample === 'none') return { label: 'Early stopping', value: ['none'] }
  return {
    label: 'Early stopping',
    value: [
      'after ',
      num(patience, 'integer', id),
      ` trees without better ${metric === 'logLoss' ? 'log loss' : 'AUC'} on ${SAMPLES[sample]}`,
      ...(sample === 'validation' ? [' (', num(share, 'percent1', id), ')'] : []),
    ],
  }
}
