import { readFileSync } from 'node:fs'

export interface GoldenFigures {
  readonly selected: number
  readonly rejected: number
  readonly air: number
  readonly fisher: number
  readonly yates: number
  readonly shortfall: number
  readonly lower?: number
  readonly upper?: number
}

interface GoldenGroups {
  readonly reference: [number, number]
  readonly groups: Record<string, GoldenFigures>
}

interface FairnessGolden {
  readonly hmdaRace: GoldenGroups
  readonly hmdaSex: GoldenGroups
  readonly adultSex: GoldenGroups
  readonly german: {
    readonly groups: {
      readonly count: number
      readonly selected: number
      readonly rateNonEvents: number
      readonly rateEvents: number
      readonly smd: number
      readonly rocAuc: number
      readonly paid: number
    }[]
    readonly equalizedOddsDifference: number
  }
}

export const fairnessGolden = JSON.parse(
  readFileSync(new URL('../../../golden/fairness-python.json', import.meta.url), 'utf8'),
) as FairnessGolden
