import type { GbdtParams } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { plural } from '../../../words/estimates.ts'

/** One short line per part of the form of boosted trees: what holds there. */
export function boostingSummary(params: GbdtParams, weightColumn: string | null) {
  const { scaling, specialCodes, monotone, interactions } = params
  const percent = (share: number) => formatNumber(share, 'percent1').replace('.0%', '%')
  return {
    constraints: join([
      monotone.length === 0 ? 'no direction set' : plural(monotone.length, 'direction'),
      interactions.length === 0 ? null : plural(interactions.length, 'interaction group'),
    ]),
    shape: join([
      params.maxDepth === null ? 'any depth' : `depth ${params.maxDepth}`,
      `L2 ${formatNumber(params.l2, 'number')}`,
      params.l1 > 0 ? `L1 ${formatNumber(params.l1, 'number')}` : null,
      `${params.maxBins} bins`,
    ]),
    sampling: join([
      params.rowShare === 1 && params.columnShare === 1 ? 'all rows and columns' : null,
      params.rowShare === 1 ? null : `${percent(params.rowShare)} of rows`,
      params.columnShare === 1 ? null : `${percent(params.columnShare)} of columns`,
      params.permutations === 0 ? 'no shuffling' : `shuffled ${params.permutations} times`,
    ]),
    codes: specialCodes.length === 0 ? 'those of the dataset' : specialCodes.map(({ column }) => column).join(', '),
    weights: join([
      params.classBalance === 'balanced' ? 'goods and bads balanced' : null,
      params.weights === 'role' && weightColumn !== null ? `weighed by ${weightColumn}` : 'every row counts 1',
      params.offsetColumn === null ? null : `offset ${params.offsetColumn}`,
      params.rejectInference.method === 'knownOnly' ? 'known outcomes only' : null,
    ]),
    points: join([`${scaling.targetPoints} at ${scaling.targetOdds}:1`, `PDO ${scaling.pointsToDoubleOdds}`]),
  }
}

function join(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(', ')
}
