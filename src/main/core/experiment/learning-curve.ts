import { stratifiedSplit } from '../random/stratified-split.ts'
import { StatisticError } from '../statistic-error.ts'
import { undefinedEstimate, undefinedReason } from '../stats/estimate.ts'
import type { LearningCurveReport } from './experiment-types.ts'
import type { ExperimentProgress, ExperimentRows, Learner } from './learner.ts'
import { aucOfScores } from './measure-scores.ts'

/**
 * Learning curve: AUC on fixed test rows and on the training rows, by the share of the development rows trained on.
 *
 * The rows of a smaller share are drawn at random within each class by the same seed; a share of 1 takes all. The two curves close up as
 * rows are added; where they still move, more data would help.
 *
 * @param rows - outcomes and development rows
 * @param test - rows the model is judged on (hold-out), none of them among the development rows
 * @param learner - method with parameters
 * @param plan - ascending shares in (0, 1] and the seed
 * @param onProgress - called before every fit
 * @throws StatisticError `invalidInput` if a share is not in (0, 1] or the shares do not ascend
 * @throws StatisticError `undefined` if there are no test rows
 * @see Perlich, Provost & Simonoff (2003), Tree induction vs. logistic regression: a learning-curve analysis, JMLR 4
 */
export function learningCurve(
  rows: ExperimentRows,
  test: Uint32Array,
  learner: Learner,
  plan: { readonly shares: readonly number[]; readonly seed: number },
  onProgress: ExperimentProgress = () => {},
): LearningCurveReport {
  checkShares(plan.shares)
  if (test.length === 0)
    throw new StatisticError('undefined', 'a learning curve needs hold-out rows to judge on, got none')
  const { yTrue, development } = rows
  const y = Uint8Array.from(development, (row) => yTrue[row]!)
  const yTest = Uint8Array.from(test, (row) => yTrue[row]!)
  const points = plan.shares.map((share, done) => {
    onProgress('Learning curve', done, plan.shares.length)
    const drawn = stratifiedSplit(y, share, plan.seed).development
    const training = drawn.map((i) => development[i]!)
    const yTraining = drawn.reduce((sum, i) => sum + y[i]!, 0)
    const about = { share, nRows: training.length, nEvents: yTraining }
    try {
      const fitted = learner(training, test)
      return {
        ...about,
        trainingAuc: aucOfScores(
          Uint8Array.from(training, (row) => yTrue[row]!),
          fitted.training.yScore,
        ),
        testAuc: aucOfScores(yTest, fitted.test.yScore),
        problem: null,
      }
    } catch (error) {
      const none = undefinedEstimate('of the fit', 'no model could be fitted')
      return { ...about, trainingAuc: none, testAuc: none, problem: undefinedReason(error) }
    }
  })
  onProgress('Learning curve', plan.shares.length, plan.shares.length)
  return { kind: 'learningCurve', points, nTest: test.length, statement: statementOf(points) }
}

function checkShares(shares: readonly number[]): void {
  shares.forEach((share, i) => {
    if (!(share > 0 && share <= 1 && (i === 0 || share > shares[i - 1]!))) {
      throw new StatisticError(
        'invalidInput',
        `a learning curve needs ascending shares in (0, 1], got ${shares.join(', ')}`,
      )
    }
  })
}

function statementOf(points: LearningCurveReport['points']): string {
  const fitted = points.filter(({ testAuc }) => testAuc.value !== null)
  const last = fitted.at(-1)
  const before = fitted.at(-2)
  if (last === undefined || before === undefined)
    return 'Too few points could be fitted to say whether more rows would help.'
  const gain = last.testAuc.value! - before.testAuc.value!
  const own = last.trainingAuc.value
  const gap = own === null ? '' : `; the model does ${ownRows(own - last.testAuc.value!)} on its own rows`
  return `From ${before.nRows} to ${last.nRows} rows the hold-out AUC changes by ${signed(gain)}${gap}.`
}

function ownRows(gap: number): string {
  const size = Math.abs(gap).toFixed(4)
  if (Number(size) === 0) return 'equally well'
  return `${size} ${gap < 0 ? 'worse' : 'better'}`
}

function signed(value: number): string {
  return value < 0 ? `−${Math.abs(value).toFixed(4)}` : `+${value.toFixed(4)}`
}
