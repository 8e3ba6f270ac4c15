import type { DatasetVersion } from '../../../shared/contract/index.ts'

/** What the person has set for a training; kept per dataset while they look elsewhere. */
export interface TrainingChoices {
  readonly name: string
  readonly excluded: readonly string[]
  readonly seed: number
  readonly developmentPercent: number
  readonly maxBins: number
  readonly minBinPercent: number
  readonly trend: 'auto' | 'none'
  readonly keepLevels: boolean
  readonly minInformationValue: number
  readonly dropWrongSigns: boolean
  readonly targetPoints: number
  readonly targetOdds: number
  readonly pointsToDoubleOdds: number
}

/** The defaults of the contract, shown as they are. */
export const DEFAULT_CHOICES: TrainingChoices = {
  name: '',
  excluded: [],
  seed: 1,
  developmentPercent: 70,
  maxBins: 6,
  minBinPercent: 5,
  trend: 'auto',
  keepLevels: false,
  minInformationValue: 0.02,
  dropWrongSigns: true,
  targetPoints: 600,
  targetOdds: 19,
  pointsToDoubleOdds: 50,
}

/** Columns that may become characteristics. */
export function candidateColumns(dataset: DatasetVersion) {
  return dataset.columns.filter((column) => column.role === 'feature')
}

/** The parameters as the door takes them; the same text goes into a parameter file for the command line. */
export function trainingParams(choices: TrainingChoices) {
  return {
    developmentShare: choices.developmentPercent / 100,
    binning: {
      maxBins: choices.maxBins,
      minBinShare: choices.minBinPercent / 100,
      trend: choices.trend,
      keepLevels: choices.keepLevels,
    },
    scaling: {
      targetPoints: choices.targetPoints,
      targetOdds: choices.targetOdds,
      pointsToDoubleOdds: choices.pointsToDoubleOdds,
    },
    minInformationValue: choices.minInformationValue,
    dropWrongSigns: choices.dropWrongSigns,
  }
}

/** The input of a training. */
export function trainingInput(datasetId: string, choices: TrainingChoices) {
  return {
    dataset: datasetId,
    ...(choices.name.trim() === '' ? {} : { name: choices.name.trim() }),
    exclude: [...choices.excluded],
    seed: choices.seed,
    params: trainingParams(choices),
  }
}

/** True when the parameters differ from the defaults, so that the command needs a parameter file. */
export function hasOwnParams(choices: TrainingChoices): boolean {
  return JSON.stringify(trainingParams(choices)) !== JSON.stringify(trainingParams(DEFAULT_CHOICES))
}
