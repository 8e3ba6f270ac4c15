import {
  cellLabel,
  code,
  heading,
  muted,
  notAssessed,
  num,
  numberColumn,
  paragraph,
  row,
  strong,
  table,
  textColumn,
} from '../inline.ts'
import { checkSource, type PackContext } from '../pack-context.ts'
import type { PackBlock, PackNumberFormat, RichText, TableRow } from '../pack-document.ts'
import type { CheckResult, PackDecision, PackGateEvaluation, Verdict } from '../pack-governance.ts'
import { counted, dateOf, decisionName, minuteOf } from '../pack-words.ts'

const INTEGRAL = new Set(['largestAdditivityResidual'])
const PERCENT = new Set(['gini', 'ksStatistic'])

/** Sections 9 to 11: monitoring, findings, gates and approvals. */
export function governanceBlocks(context: PackContext): PackBlock[] {
  return [
    { kind: 'heading', level: 1, number: '9', text: 'Monitoring plan and triggers', isOnNewPage: false },
    notAssessed(
      'Monitoring plan, overrides and triggers for re-validation',
      'Name measures, limits, frequency and the person who acts; record decisions taken against the score; state the events and dates that call for a new validation. The limits of the policy in section 11 can serve as a start.',
    ),
    { kind: 'heading', level: 1, number: '10', text: 'Findings and responses', isOnNewPage: false },
    ...findingBlocks(context),
    { kind: 'heading', level: 1, number: '11', text: 'Governance and approvals', isOnNewPage: false },
    paragraph(
      `Limits come from ${context.input.policy.title}, version ${context.input.policy.version}, in force since ${context.input.policy.effectiveFrom}; the model was trained on ${dateOf(context.input.model.createdAt)}. The policy’s hash identifies them. `,
      { kind: 'reference', evidenceId: context.policyId },
    ),
    ...gateBlocks(context),
    ...decisionBlocks(context),
  ]
}

function findingBlocks(context: PackContext): PackBlock[] {
  const flagged = context.input.evaluations.flatMap((evaluation) =>
    evaluation.checks.filter((check) => check.verdict !== 'withinTolerance').map((check) => ({ check, evaluation })),
  )
  const blocks: PackBlock[] = []
  if (context.input.evaluations.length === 0)
    blocks.push(paragraph('No gate has been evaluated, so the policy has marked nothing.'))
  else if (flagged.length === 0) blocks.push(paragraph('Every check of the evaluated gates is within tolerance.'))
  else {
    const rows = flagged.map(({ check, evaluation }) =>
      row([{ kind: 'verdict', verdict: check.verdict }], evaluation.title, check.label, againstLimit(check, context)),
    )
    blocks.push(
      table(
        'Points the policy marks',
        [textColumn('Verdict', 0), textColumn('Gate', 1), textColumn('Check', 2), textColumn('Value against limit', 2)],
        rows,
      ),
    )
  }
  blocks.push(
    notAssessed(
      'Findings, responses and effective challenge',
      'This release keeps no register of findings. Record findings with severity, owner, due date, response and any disagreement, and who challenged the model.',
    ),
  )
  return blocks
}

/** "0.795 against ≥ 0.9; age: ≤ 25". */
function againstLimit(check: CheckResult, context: PackContext): RichText {
  const { format, limitFormat, sign } = printing(check)
  return [
    num(check.value, format, checkSource(check, context), check.limit),
    ` against ${sign}`,
    num(check.limit, limitFormat, context.policyId),
    ...(check.reason === '' ? [] : [`; ${check.reason}`]),
    ...(check.isRequired ? [] : ['; advisory']),
  ]
}

function gateBlocks(context: PackContext): PackBlock[] {
  if (context.input.evaluations.length === 0)
    return [
      heading(2, '11.1', 'Gates'),
      notAssessed('Gates', 'No gate of the policy has been evaluated. Open Governance and evaluate one.'),
    ]
  return [
    heading(2, '11.1', 'Gates'),
    ...context.input.evaluations.flatMap((evaluation) => evaluationBlocks(evaluation, context)),
  ]
}

function evaluationBlocks(evaluation: PackGateEvaluation, context: PackContext): PackBlock[] {
  const counts = (['breach', 'investigate', 'notAssessed', 'withinTolerance'] as const).map(
    (verdict) => [verdict, evaluation.checks.filter((check) => check.verdict === verdict).length] as const,
  )
  const footer: RichText[] = [
    [
      'Outcome: ',
      { kind: 'verdict', verdict: evaluation.outcome },
      '. ',
      countText(counts),
      '. Evidence manifest ',
      code(evaluation.evidenceManifestHash),
    ],
  ]
  for (const blocker of evaluation.blockers) footer.push([blocker.endsWith('.') ? blocker : `${blocker}.`])
  return [
    table(
      evaluation.title,
      [
        textColumn('Check', 3),
        numberColumn('Value'),
        numberColumn('Limit'),
        numberColumn('Breach beyond'),
        textColumn('Required', 0),
        textColumn('Verdict', 0),
      ],
      evaluation.checks.map((check) => checkRow(check, context)),
      [[evaluation.purpose], ...footer],
    ),
  ]
}

function countText(counts: readonly (readonly [Verdict, number])[]): string {
  const words = {
    breach: 'breach',
    investigate: 'to investigate',
    notAssessed: 'not assessed',
    withinTolerance: 'within tolerance',
  }
  return counts
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${words[verdict]}`)
    .join(', ')
}

/** How a check's value and limits are printed. */
function printing(check: CheckResult) {
  const format = formatOf(check.metric)
  return {
    format,
    limitFormat: format === 'percent1' || format === 'pp2' ? format : ('number' as const),
    sign: check.comparator === 'atLeast' ? '≥ ' : '≤ ',
  }
}

function formatOf(metric: CheckResult['metric']): PackNumberFormat {
  if (PERCENT.has(metric)) return 'percent1'
  if (metric === 'calibrationInTheLarge') return 'pp2'
  if (INTEGRAL.has(metric)) return 'number'
  return metric === 'hosmerLemeshowP' || metric === 'largestCoefficientP' ? 'pValue' : 'ratio3'
}

function checkRow(check: CheckResult, context: PackContext): TableRow {
  const { format, limitFormat, sign } = printing(check)
  return row(
    cellLabel(check.label),
    num(check.value, format, checkSource(check, context), check.limit),
    [sign, num(check.limit, limitFormat, context.policyId)],
    [num(check.breachLimit, limitFormat, context.policyId)],
    check.isRequired ? 'yes' : 'no',
    [{ kind: 'verdict', verdict: check.verdict }],
  )
}

function decisionBlocks(context: PackContext): PackBlock[] {
  const { decisions } = context.input
  if (decisions.length === 0)
    return [
      heading(2, '11.2', 'Decisions'),
      notAssessed('Decisions', 'No decision has been recorded for this model version.'),
    ]
  return [
    heading(2, '11.2', 'Decisions'),
    ...decisions.flatMap((decision) => oneDecision(decision, context)),
    heading(2, '11.3', 'Approvals'),
    paragraph('Entries of the audit log; the hash binds the decision to its evidence, policy and model.'),
    {
      kind: 'signatures',
      rows: decisions.map((decision) => ({
        person: decision.decidedBy,
        role: decision.role,
        meaning: `${decision.gateTitle}: ${decisionName(decision.decision)}`,
        at: minuteOf(decision.decidedAt),
        hash: decision.contentHash,
      })),
    },
  ]
}

function oneDecision(decision: PackDecision, context: PackContext): PackBlock[] {
  const now = context.input.evaluations.find((evaluation) => evaluation.gateId === decision.gateId)
  const isOutdated = now !== undefined && now.evidenceManifestHash !== decision.evidenceManifestHash
  const isOtherModel = decision.modelHash !== context.input.model.contentHash
  const marks: RichText = decision.evidenceIds
    .filter((id) => context.register.some((entry) => entry.id === id))
    .flatMap((id, index) => [...(index === 0 ? [] : [muted(' · ')]), { kind: 'reference' as const, evidenceId: id }])
  const rows = [
    {
      label: 'Decision',
      value: [strong(decisionName(decision.decision)), ' ', { kind: 'reference' as const, evidenceId: decision.id }],
    },
    { label: 'By', value: [`${decision.decidedBy} (${decision.role}), ${minuteOf(decision.decidedAt)}`] },
    { label: 'Reason', value: [decision.reason] },
    ...(decision.conditions === null ? [] : [{ label: 'Conditions', value: [decision.conditions] }]),
    {
      label: 'Independence',
      value: [
        decision.isOwnModel ? strong('The approver also trained the model') : 'The approver did not train the model',
      ],
    },
    { label: 'Evidence read', value: marks.length === 0 ? [muted('none')] : marks },
    {
      label: 'Checks then',
      value: [
        counted(decision.evaluation.checks.length, 'check', 'checks'),
        ', outcome ',
        { kind: 'verdict' as const, verdict: decision.evaluation.outcome },
      ],
    },
    { label: 'Policy', value: [`${decision.policyId}, version ${decision.policyVersion}`] },
    ...(isOutdated ? [{ label: 'Since then', value: [strong('Evidence has changed since this decision')] }] : []),
    ...(isOtherModel
      ? [{ label: 'Model', value: [strong('The decision was taken on a model with another content hash')] }]
      : []),
  ]
  return [heading(3, '', `${decision.gateTitle}, ${decision.decidedAt.slice(0, 10)}`), { kind: 'keyValues', rows }]
}
