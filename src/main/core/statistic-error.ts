export type StatisticErrorKind = 'invalidInput' | 'undefined'

/**
 * The one error of the pure core.
 *
 * `invalidInput`: the caller broke the contract. `undefined`: the input is fine but the statistic does not exist for it
 * (an AUC with one class, say). Message grammar: `<function> <needs|has|is> <condition>, got <value>`.
 */
export class StatisticError extends Error {
  readonly kind: StatisticErrorKind

  constructor(kind: StatisticErrorKind, message: string) {
    super(message)
    this.name = 'StatisticError'
    this.kind = kind
  }
}
