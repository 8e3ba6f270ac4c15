import type { Estimate } from '../../stats/estimate.ts'
import { muted, num, numberColumn, table, textColumn } from '../inline.ts'
import type { PackContext } from '../pack-context.ts'
import type { PackBlock, PackNumberFormat, RichText, TableRow } from '../pack-document.ts'
import type { PackSampleName, SampleReport } from '../pack-evidence.ts'
import type { CheckResult, PolicyCheck, Verdict } from '../pack-governance.ts'
import { sampleName } from '../pack-words.ts'

interface Figure {
  readonly metric: string
  readonly label: string
  readonly sample: PackSampleName | null
  readonly format: PackNumberFormat
  readonly estimate: Pick<Estimate, 'value' | 'lower' | 'upper'>
  readonly evidenceId: string
}

interface Judgement {
  /** Null when the policy sets no limit for the figure. */
  readonly verdict: Verdict | null
  readonly limit: number | null
  readonly comparator: CheckResult['comparator'] | null
}

/** More would push the summary over its page; the rest stands in the section on fairness. */
const MAX_FAIRNESS_FIGURES = 6

const SEVERITY: Readonly<Record<Verdict, number>> = { withinTolerance: 0, investigate: 1, breach: 2, notAssessed: 3 }

/** The figures a committee reads first, each with interval, limit, verdict in words and its own source. */
export function keyFigures(context: PackContext): PackBlock {
  const fairness = fairnessFigures(context).sort((a, b) => (a.estimate.value ?? 0) - (b.estimate.value ?? 0))
  const figures = [
    ...validationFigures(context),
    ...fitFigures(context),
    ...fairness.slice(0, MAX_FAIRNESS_FIGURES),
    ...explanationFigures(context),
  ]
  if (figures.length === 0) {
    return {
      kind: 'note',
      tone: 'neutral',
      title: 'Key figures: not assessed',
      text: ['No evidence exists for this model version. Run training, validation, fairness and explainability.'],
    }
  }
  const rows = figures.map((figure) => figureRow(figure, judgementOf(figure, context), context))
  const built = table(
    'Key figures',
    [
      textColumn('Measure', 2),
      textColumn('Sample', 0),
      numberColumn('Value'),
      numberColumn('95% interval'),
      numberColumn('Policy limit'),
      textColumn('Verdict', 0),
    ],
    rows,
  )
  return { ...built, evidenceId: null }
}

function figureRow(figure: Figure, judgement: Judgement, context: PackContext): TableRow {
  const { lower, upper, value } = figure.estimate
  const interval: RichText =
    lower === null || upper === null
      ? ['–']
      : [
          num(lower, figure.format, figure.evidenceId, judgement.limit),
          ' to ',
          num(upper, figure.format, figure.evidenceId, judgement.limit),
        ]
  const limit: RichText =
    judgement.limit === null
      ? ['–']
      : [
          judgement.comparator === 'atLeast' ? '≥ ' : '≤ ',
          num(judgement.limit, limitFormat(figure.format), context.policyId),
        ]
  return {
    role: 'body',
    cells: [
      [figure.label],
      [figure.sample === null ? '–' : sampleName(figure.sample)],
      [num(value, figure.format, figure.evidenceId, judgement.limit)],
      interval,
      limit,
      judgement.verdict === null ? [muted('No limit set')] : [{ kind: 'verdict', verdict: judgement.verdict }],
    ],
  }
}

/** Limits are short decimals: printed as they stand, percentages as percentages. */
function limitFormat(format: PackNumberFormat): PackNumberFormat {
  return format.startsWith('percent') || format.startsWith('pp') ? format : 'number'
}

/**
 * The policy's checks of the figure applied to its exact value: the strictest verdict counts. A gate reads the worst figure of
 * its kind only, so the figures of other evidence would otherwise stand here without a verdict.
 */
function judgementOf(figure: Figure, context: PackContext): Judgement {
  const checks = context.input.policy.gates.flatMap((gate) =>
    gate.checks.filter((check) => check.metric === figure.metric && (check.sample ?? null) === figure.sample),
  )
  const judged = checks.map((check) => ({ check, verdict: verdictOf(figure.estimate.value, check) }))
  const worst = judged.reduce<(typeof judged)[number] | null>(
    (a, b) => (a === null || SEVERITY[b.verdict] > SEVERITY[a.verdict] ? b : a),
    null,
  )
  if (worst === null) return { verdict: null, limit: null, comparator: null }
  return { verdict: worst.verdict, limit: worst.check.limit, comparator: worst.check.comparator }
}

function verdictOf(value: number | null, check: PolicyCheck): Verdict {
  if (value === null) return 'notAssessed'
  const holds = (limit: number) => (check.comparator === 'atLeast' ? value >= limit : value <= limit)
  if (holds(check.limit)) return 'withinTolerance'
  return holds(check.breachLimit) ? 'investigate' : 'breach'
}

function validationFigures(context: PackContext): Figure[] {
  const evidence = context.validations[0]
  if (evidence === undefined) return []
  const { samples, scoreStability } = evidence.payload
  const tested = samples.find((report) => report.sample !== 'development') ?? samples[0]
  const figures = tested === undefined ? [] : sampleFigures(tested, evidence.id)
  if (scoreStability === null) return figures
  const stability = scoreStability.populationStabilityIndex
  return [
    ...figures,
    {
      metric: 'populationStabilityIndex',
      label: 'Score PSI',
      sample: null,
      format: 'index3',
      estimate: stability,
      evidenceId: evidence.id,
    },
  ]
}

function sampleFigures(report: SampleReport, evidenceId: string): Figure[] {
  const { sample } = report
  const pValue = { value: report.hosmerLemeshow.pValue, lower: null, upper: null }
  return [
    { metric: 'rocAuc', label: 'AUC', sample, format: 'auc', estimate: report.rocAuc, evidenceId },
    { metric: 'gini', label: 'Gini', sample, format: 'percent1', estimate: report.gini, evidenceId },
    { metric: 'ksStatistic', label: 'KS', sample, format: 'percent1', estimate: report.ksStatistic, evidenceId },
    { metric: 'brierScore', label: 'Brier score', sample, format: 'ratio3', estimate: report.brierScore, evidenceId },
    { metric: 'hosmerLemeshowP', label: 'Hosmer–Lemeshow p', sample, format: 'pValue', estimate: pValue, evidenceId },
    {
      metric: 'calibrationInTheLarge',
      label: 'Mean PD minus bad rate',
      sample,
      format: 'pp2',
      estimate: report.calibrationInTheLarge,
      evidenceId,
    },
  ]
}

function fitFigures({ fit }: PackContext): Figure[] {
  if (fit === null) return []
  const factors = fit.payload.coefficients
    .filter((one) => one.name !== 'Intercept')
    .map((one) => one.varianceInflationFactor)
  if (factors.length < 2) return []
  const known = factors.filter((factor) => factor !== null)
  const value = known.length < factors.length ? null : Math.max(...known)
  return [
    {
      metric: 'largestVarianceInflationFactor',
      label: 'Largest variance inflation factor',
      sample: null,
      format: 'odds',
      estimate: { value, lower: null, upper: null },
      evidenceId: fit.id,
    },
  ]
}

function fairnessFigures(context: PackContext): Figure[] {
  return context.fairness.flatMap((evidence) =>
    evidence.payload.bases.flatMap((basis) => {
      const readable = basis.groups.filter(
        (group) => !group.isReference && group.isSufficient && group.adverseImpactRatio.value !== null,
      )
      const lowest = readable.sort((a, b) => (a.adverseImpactRatio.value ?? 0) - (b.adverseImpactRatio.value ?? 0))[0]
      if (lowest === undefined) return []
      const isDecision = basis.basis === 'decision'
      return [
        {
          metric: isDecision ? 'lowestAdverseImpactRatio' : 'lowestOutcomeImpactRatio',
          label: `Lowest AIR, ${isDecision ? 'decision' : 'outcome'}: ${evidence.payload.grouping.column} ${lowest.group}`,
          sample: null,
          format: 'ratio3' as const,
          estimate: lowest.adverseImpactRatio,
          evidenceId: evidence.id,
        },
      ]
    }),
  )
}

function explanationFigures(context: PackContext): Figure[] {
  const evidence = context.explanations[0]
  if (evidence === undefined) return []
  const estimate = { value: evidence.payload.largestAdditivityResidual, lower: null, upper: null }
  return [
    {
      metric: 'largestAdditivityResidual',
      label: 'Largest additivity residual, points',
      sample: null,
      format: 'number',
      estimate,
      evidenceId: evidence.id,
    },
  ]
}
