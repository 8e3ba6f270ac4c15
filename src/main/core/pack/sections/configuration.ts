import { canonicalJson } from '../../governance/canonical-json.ts'
import { code, num } from '../inline.ts'
import type { PackContext } from '../pack-context.ts'
import type { KeyValueRow, PackBlock } from '../pack-document.ts'
import type { BinnedVariable, ScorecardParams } from '../pack-input.ts'
import { clipped } from '../pack-words.ts'
import { growingRows } from './growing-rows.ts'

/** Appendix C: everything that decided the training, in words and as it was stored. */
export function configurationBlocks(context: PackContext): PackBlock[] {
  const { model } = context.input
  const id = context.modelId
  const { scaling } = model.params
  return [
    { kind: 'heading', level: 1, number: 'C', text: 'Configuration', isOnNewPage: false },
    {
      kind: 'keyValues',
      rows: [
        { label: 'Development share', value: [num(model.params.developmentShare, 'percent1', id)] },
        { label: 'Seed', value: [num(model.seed, 'integer', id)] },
        ...(model.method === 'gbdt' ? growingRows(model.params, id) : binningRows(model.params, id)),
        {
          label: 'Scaling',
          value: [
            num(scaling.targetPoints, 'points', id),
            ' points at ',
            num(scaling.targetOdds, 'number', id),
            ':1, ',
            num(scaling.pointsToDoubleOdds, 'points', id),
            ' points to double the odds, rounding ',
            scaling.rounding,
          ],
        },
        { label: 'All parameters', value: [code(clipped(canonicalJson(model.params), 1500))] },
      ],
    },
  ]
}

function binningRows(params: ScorecardParams, id: string): KeyValueRow[] {
  const { binning } = params
  return [
    {
      label: 'Bins at most',
      value: [num(binning.maxBins, 'integer', id), ' from ', num(binning.maxPrebins, 'integer', id), ' pre-bins'],
    },
    {
      label: 'Smallest bin',
      value: [
        num(binning.minBinShare, 'percent1', id),
        ' of the sample, ',
        num(binning.minEvents, 'integer', id),
        ' bad, ',
        num(binning.minNonEvents, 'integer', id),
        ' good',
      ],
    },
    {
      label: 'Trend of the bad rate',
      value: [trendName(binning.trend), ...binning.trends.map((one) => `; ${one.column}: ${one.trend}`)],
    },
    {
      label: 'Special codes',
      value: [
        binning.specialCodes.length === 0
          ? 'none'
          : binning.specialCodes.map((one) => `${one.column}: ${one.codes.join(', ')}`).join('; '),
      ],
    },
    { label: 'Smallest information value', value: [num(params.minInformationValue, 'number', id)] },
    { label: 'Ridge penalty', value: [num(params.l2, 'number', id)] },
    {
      label: 'Wrong signs',
      value: [params.dropWrongSigns ? 'characteristics with a wrong sign are left out, weakest first' : 'kept'],
    },
  ]
}

function trendName(trend: BinnedVariable['trend']): string {
  if (trend === 'auto')
    return 'automatic: rising or falling; one turn only on very strong evidence (BIC lower by more than 10)'
  return trend === 'none' ? 'none asked for' : trend
}
