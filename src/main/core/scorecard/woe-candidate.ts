import { assignBins } from '../binning/assign-bin.ts'
import type { BinnedVariable } from '../binning/binned-variable.ts'
import type { Column } from '../frame/frame.ts'
import type { Candidate } from './candidate.ts'

/**
 * A characteristic as its weight of evidence (WoE): one column.
 *
 * @param variable - binned on the sample
 * @param column - its values, shape (nSamples,)
 */
export function woeCandidate(variable: BinnedVariable, column: Column): Candidate {
  const woeOfBin = Float64Array.from(variable.bins, (bin) => bin.woe)
  const bins = assignBins(variable, column)
  const woe = new Float64Array(bins.length)
  for (let row = 0; row < woe.length; row++) woe[row] = woeOfBin[bins[row]!]!
  return {
    name: variable.name,
    variable,
    terms: [{ name: variable.name, kind: 'woe', bin: null, column: woe }],
    line: null,
  }
}
