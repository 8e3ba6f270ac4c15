import { code, muted, num, strong } from '../inline.ts'
import { nextGate, type PackContext } from '../pack-context.ts'
import type { KeyValueRow, PackBlock, PackDocument, RichText } from '../pack-document.ts'
import type { PackDecision } from '../pack-governance.ts'
import { clipped, dateOf, decisionName, listed, minuteOf, shortHash } from '../pack-words.ts'
import { keyFigures } from './key-figures.ts'

const MAX_POINTS = 7

/** The cover: what the pack is about and under which profile it was built. */
export function coverOf(context: PackContext): PackDocument['cover'] {
  const { input } = context
  const { model, dataset, profile, policy } = input
  const latest = newestDecision(input.decisions)
  const facts: KeyValueRow[] = [
    { label: 'Model', value: [`${model.name}, version ${model.version}`] },
    { label: 'Content hash', value: [code(model.contentHash)] },
    { label: 'Target', value: [`${model.target.column} = ${model.target.eventValue} is the event (bad)`] },
    {
      label: 'Development data',
      value: [
        `${dataset.name}, version ${dataset.version}: `,
        num(dataset.nRows, 'integer', context.datasetId),
        ' rows',
      ],
    },
    { label: 'Trained', value: [`${dateOf(model.createdAt)} by ${model.createdBy}`] },
    {
      label: 'Opinion',
      value: [
        latest === null
          ? 'No decision recorded'
          : `${decisionName(latest.decision)}, ${latest.gateTitle}, ${dateOf(latest.decidedAt)}`,
      ],
    },
    { label: 'Profile', value: [`${profile.title} (profile version ${profile.version})`] },
    { label: 'Policy', value: [`${policy.title}, version ${policy.version}`] },
    { label: 'Workspace', value: [input.workspaceName] },
    { label: 'Built with', value: [input.codeVersion] },
  ]
  return {
    eyebrow: 'Model governance pack',
    title: model.name,
    subtitle: `Version ${model.version} · ${shortHash(model.contentHash)}`,
    facts,
    notice: input.isSample ? 'Sample workspace: a demonstration on public data. Not a model in use.' : null,
    disclaimer: profile.wording.disclaimer,
  }
}

/** One page for those who decide: opinion, decision asked, key figures, open points. */
export function summaryBlocks(context: PackContext): PackBlock[] {
  return [
    { kind: 'heading', level: 1, number: '', text: 'Summary', isOnNewPage: true },
    opinionBlock(context),
    keyFigures(context),
    { kind: 'heading', level: 2, number: '', text: 'Points that need attention', isOnNewPage: false },
    { kind: 'bullets', items: openPoints(context) },
    { kind: 'pageBreak' },
    { kind: 'contents' },
  ]
}

function opinionBlock(context: PackContext): PackBlock {
  const { input } = context
  const latest = newestDecision(input.decisions)
  const asked = decisionAsked(context)
  if (latest === null) return { kind: 'opinion', tone: 'open', word: 'No decision recorded', lines: [asked] }
  const tones = { approved: 'approved', approvedWithConditions: 'conditional', notApproved: 'refused' } as const
  const own = latest.isOwnModel ? ' The approver also trained the model.' : ''
  const lines: RichText[] = [
    [
      strong(latest.gateTitle),
      `: decided by ${latest.decidedBy} (${latest.role}) on ${minuteOf(latest.decidedAt)}.${own} `,
      { kind: 'reference', evidenceId: latest.id },
    ],
    [strong('Reason: '), clipped(latest.reason, 320)],
  ]
  if (latest.conditions !== null) lines.push([strong('Conditions: '), clipped(latest.conditions, 320)])
  if (isOutdated(latest, context))
    lines.push([
      strong('Evidence has changed since this decision; '),
      'it was taken on other evidence than this pack shows.',
    ])
  lines.push(asked)
  return { kind: 'opinion', tone: tones[latest.decision], word: decisionName(latest.decision), lines }
}

function decisionAsked(context: PackContext): RichText {
  const next = nextGate(context.input)
  if (next === null && context.input.evaluations.length > 0)
    return [strong('Decision asked: '), 'none; every gate of the policy has an approval.']
  if (next === null)
    return [strong('Decision asked: '), 'none; no gate has been evaluated. Evaluate a gate of the policy.']
  const open = next.allowedDecisions.map((decision) => decisionName(decision))
  return [strong('Decision asked: '), `${next.title}. Open to the approver: ${listed(open, 'or')}.`]
}

/** How the checks of all evaluated gates came out. */
function countsLine({ input }: PackContext): RichText {
  const checks = input.evaluations.flatMap((evaluation) => evaluation.checks)
  const counts = (['breach', 'investigate', 'notAssessed', 'withinTolerance'] as const).flatMap((verdict): RichText => {
    const count = checks.filter((check) => check.verdict === verdict).length
    return count === 0 ? [] : [{ kind: 'verdict', verdict }, ` ${count}   `]
  })
  if (counts.length === 0) return ['No gate has been evaluated.']
  return ['Checks of the evaluated gates:  ', ...counts]
}

function openPoints(context: PackContext): RichText[] {
  const { input } = context
  const points: RichText[] = []
  for (const entry of context.register.filter((one) => one.hashCheck === 'differs')) {
    points.push([
      { kind: 'verdict', verdict: 'breach' },
      ` The content hash of ${entry.kind.toLowerCase()} ${entry.id} does not agree with its value.`,
    ])
  }
  for (const evaluation of input.evaluations) {
    for (const check of evaluation.checks.filter((one) => one.verdict !== 'withinTolerance')) {
      const place = check.isRequired ? evaluation.title : `${evaluation.title}, advisory check`
      points.push([
        { kind: 'verdict', verdict: check.verdict },
        `: ${check.label} (${place})${check.reason === '' ? '' : `: ${clipped(check.reason, 140)}`}`,
      ])
    }
  }
  for (const warning of context.fit?.payload.warnings ?? [])
    points.push(['Fit: ', clipped(warning, 160), ' ', { kind: 'reference', evidenceId: context.fit?.id ?? '' }])
  if (input.decisions.some((decision) => decision.isOwnModel))
    points.push(['The approver of at least one gate also trained the model: approval is not independent.'])
  const shown = [countsLine(context), ...points.slice(0, MAX_POINTS)]
  if (points.length > MAX_POINTS)
    shown.push([muted(`${points.length - MAX_POINTS} further points in sections 10 and 11.`)])
  shown.push(['Findings by severity: not recorded; this release keeps no register of findings.'])
  shown.push(['What this pack does not assess is listed in section 12; nothing is assumed in its place.'])
  return shown
}

/** True when the newest evaluation of the decision's gate rests on other evidence. */
function isOutdated(decision: PackDecision, context: PackContext): boolean {
  const now = context.input.evaluations.find((evaluation) => evaluation.gateId === decision.gateId)
  return now !== undefined && now.evidenceManifestHash !== decision.evidenceManifestHash
}

function newestDecision(decisions: readonly PackDecision[]): PackDecision | null {
  return decisions.reduce<PackDecision | null>(
    (newest, one) => (newest === null || one.decidedAt >= newest.decidedAt ? one : newest),
    null,
  )
}
