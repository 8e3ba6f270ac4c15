import type { CreditModel } from '../../model/credit-model.ts'
import type { Calibration } from '../../scorecard/scorecard-model.ts'
import type { Dialect } from './sql-dialect.ts'
import { caseOf, type When } from './sql-pieces.ts'

/** A column the query adds: its SQL over the columns before it, and its name. */
export interface AddedColumn {
  readonly sql: string
  readonly name: string
  /** Whether later columns read it many times. */
  readonly isReadOften?: boolean
}

/** Beyond this size of the log odds the exponential over- or underflows in some database; the PD is 0 or 1 to within 10^−304. */
const FARTHEST = 700
const MOST_LINEAR = 8
/** A coefficient smaller than this adds nothing to the log odds; PostgreSQL would raise an error where its product is too small. */
const LEAST_COEFFICIENT = 1e-200

/**
 * The columns from points to PD, one stage each, with the alias `t` for the stage before: log odds of the event, and what the
 * calibration makes of them.
 *
 *     log odds = −(points − offset) / factor, of trees their margin
 *     PD = 1 / (1 + exp(−log odds)), 0 or 1 beyond ±700
 */
export function probabilityColumns(model: CreditModel, dialect: Dialect): AddedColumn[] {
  const number = (value: number): string => dialect.number(Math.abs(value) < LEAST_COEFFICIENT ? 0 : value)
  const eta =
    model.kind === 'treeModel'
      ? 't.assay_margin'
      : `-(t.assay_points - ${number(model.offset + 0)}) / ${number(model.factor)}`
  const { calibration } = model
  const logOdds = (sql: string): AddedColumn => ({ sql, name: 'assay_log_odds' })
  const pd = { sql: logistic('t.assay_log_odds', dialect), name: 'assay_pd' }
  if (calibration === undefined) return [logOdds(eta), pd]
  switch (calibration.method) {
    case 'platt':
      return [logOdds(`${number(calibration.intercept + 0)} + ${number(calibration.slope + 0)} * (${eta})`), pd]
    case 'shift':
      return [logOdds(`${eta} + ${number(calibration.intercept + 0)}`), pd]
    case 'beta': {
      const raw = { sql: eta, name: 'assay_raw_log_odds', isReadOften: true }
      return [raw, logOdds(betaLogOdds(calibration, 't.assay_raw_log_odds', dialect)), pd]
    }
    case 'isotonic': {
      const raw = { sql: logistic('t.assay_log_odds', dialect), name: 'assay_raw_pd', isReadOften: true }
      return [logOdds(eta), raw, { sql: isotonic(calibration.knots, 't.assay_raw_pd', dialect), name: 'assay_pd' }]
    }
  }
}

function logistic(eta: string, dialect: Dialect): string {
  const { number, functions } = dialect
  const [one, low, high] = [number(1), number(-FARTHEST), number(FARTHEST)]
  // The log odds are written once only: a planner may put their whole SQL in every place they are read.
  return `${one} / (${one} + EXP(${functions.least!(functions.greatest!(`-${eta}`, low), high)}))`
}

function betaLogOdds(calibration: Extract<Calibration, { method: 'beta' }>, eta: string, dialect: Dialect): string {
  const number = (value: number): string => dialect.number(Math.abs(value) < LEAST_COEFFICIENT ? 0 : value)
  const ln = dialect.key === 'sqlserver' ? 'LOG' : 'LN'
  // ln(1 + e^x), safe for every argument.
  const softPlus = (x: string): string =>
    caseOf(
      [
        [`${x} > ${number(FARTHEST)}`, x],
        [`${x} < ${number(-FARTHEST)}`, number(0)],
        [`${x} > ${number(0)}`, `${x} + ${ln}(${number(1)} + EXP(-(${x})))`],
      ],
      `${ln}(${number(1)} + EXP(${x}))`,
      '  ',
    )
  const { a, b, c } = calibration
  return `${number(c + 0)} - ${number(a + 0)} * (${softPlus(`(-${eta})`)}) + ${number(b + 0)} * (${softPlus(eta)})`
}

type Knots = Extract<Calibration, { method: 'isotonic' }>['knots']

/** Linear between knots; a knot itself, also the last of several at one place, gives its own PD. */
function isotonic(knots: Knots, p: string, dialect: Dialect): string {
  const { number } = dialect
  const inside = (x: number): number => Math.max(0, Math.min(1, x))
  const piece = (right: number): string => {
    const from = knots[right - 1]!
    const to = knots[right]!
    const [low, high] = [inside(from.calibrated), inside(to.calibrated)]
    if (low === high) return number(low + 0)
    const share = `(${p} - ${number(from.probability + 0)}) / ${number(to.probability - from.probability)}`
    return `${number(from.calibrated + 0)} + ${share} * ${number(to.calibrated - from.calibrated)}`
  }
  const last = number(inside(knots.at(-1)!.calibrated) + 0)
  // Halved again and again, so that few comparisons are made and no CASE grows beyond what a database takes.
  const between = (low: number, high: number): string => {
    if (high - low > MOST_LINEAR) {
      const middle = (low + high) >>> 1
      const head = between(low, middle)
      return `CASE WHEN ${p} < ${number(knots[middle - 1]!.probability + 0)} THEN ${head} ELSE ${between(middle, high)} END`
    }
    const whens: When[] = []
    for (let right = low; right < high; right++) {
      if (right > 0 && knots[right]!.probability === knots[right - 1]!.probability) continue
      const value = right === 0 ? number(inside(knots[0]!.calibrated) + 0) : piece(right)
      whens.push([`${p} < ${number(knots[right]!.probability + 0)}`, value])
    }
    return caseOf(whens, high < knots.length ? 'NULL' : last, '  ')
  }
  return `CASE WHEN ${p} IS NULL THEN NULL ELSE ${between(0, knots.length)} END`
}
