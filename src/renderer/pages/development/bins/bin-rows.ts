import type { Bin, BinDefinition, EditedVariable, ManualBins } from '../../../../shared/contract/index.ts'
import { definitionText } from './bin-words.ts'
import { isEditable } from './edit-bins.ts'

/** One line of the editor's table. */
export interface BinRow {
  readonly definition: BinDefinition
  readonly label: string
  /** Figures in development; null while they are being computed. */
  readonly bin: Bin | null
  readonly holdoutRate: number | null
  readonly points: number | null
  readonly note: string
}

/**
 * The bins to show: those of the answer when it is about the present edit, else the bins just made, with the figures of those
 * that have not changed, so that the next edit need not wait.
 */
export function binRows(answer: EditedVariable, pending: ManualBins | null, isFresh: boolean): BinRow[] {
  if (isFresh || pending === null) return answer.variable.bins.map((_, index) => answeredRow(answer, index))
  const known = new Map(answer.variable.bins.map((bin, index) => [keyOf(bin.definition), index]))
  const own = answer.variable.bins.filter((bin) => !isEditable(bin.definition))
  const wanted = [
    ...pending.bins,
    ...own.map((bin) => ({
      definition: bin.definition,
      note: bin.definition.kind === 'missing' ? pending.missingNote : '',
    })),
  ]
  return wanted.map(({ definition, note = '' }) => {
    const index = known.get(keyOf(definition))
    if (index === undefined)
      return { definition, label: definitionText(definition), bin: null, holdoutRate: null, points: null, note }
    return { ...answeredRow(answer, index), note }
  })
}

/** Bad rate of each bin in the hold-out sample; null where no case fell into it. */
export function holdoutRates(answer: EditedVariable): (number | null)[] | null {
  return answer.holdout?.map(({ count, events }) => (count === 0 ? null : events / count)) ?? null
}

function answeredRow(answer: EditedVariable, index: number): BinRow {
  const bin = answer.variable.bins[index] as Bin
  return {
    definition: bin.definition,
    label: bin.label,
    bin,
    holdoutRate: holdoutRates(answer)?.[index] ?? null,
    points: answer.points?.[index] ?? null,
    note: bin.note ?? '',
  }
}

/** The same for definitions that take the same values. */
function keyOf(definition: BinDefinition): string {
  switch (definition.kind) {
    case 'interval':
      return `i ${definition.lower} ${definition.upper}`
    case 'levels':
      return `l ${JSON.stringify([...definition.levels].sort())}`
    case 'special':
      return `s ${JSON.stringify([...definition.codes].sort())}`
    case 'missing':
    case 'unseen':
      return definition.kind
  }
}
