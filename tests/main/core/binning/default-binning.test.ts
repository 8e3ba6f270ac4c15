import { expect, it } from 'vitest'
import { defaultBinning } from '../../../../src/main/core/binning/default-binning.ts'
import { binningParamsSchema } from '../../../../src/shared/contract/binning.ts'

it('binning that nobody asked for is that of the contract, with special codes as texts', () => {
  expect(defaultBinning()).toEqual(binningParamsSchema.parse({}))
  expect(defaultBinning([{ column: 'x', codes: [-9, 0.5] }]).specialCodes).toEqual([
    { column: 'x', codes: ['-9', '0.5'] },
  ])
})
