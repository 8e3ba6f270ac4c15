import { StatisticError } from '../../../../src/main/core/statistic-error.ts'

/** Kind of the StatisticError a computation throws; `nothing` if it returns. Other errors pass through. */
export function thrownKind(compute: () => unknown): 'invalidInput' | 'undefined' | 'nothing' {
  try {
    compute()
  } catch (error) {
    if (error instanceof StatisticError) return error.kind
    throw error
  }
  return 'nothing'
}
