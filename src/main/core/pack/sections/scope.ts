import { code, heading, muted, num, paragraph, row, strong, table, textColumn } from '../inline.ts'
import type { PackContext } from '../pack-context.ts'
import type { PackBlock, RichText } from '../pack-document.ts'
import { dateOf, distinct, listed } from '../pack-words.ts'

/** Sections 1 and 2: what the pack covers, who did what, and what the model is for. */
export function scopeBlocks(context: PackContext): PackBlock[] {
  const { input } = context
  const { profile } = input
  return [
    { kind: 'heading', level: 1, number: '1', text: 'Scope and independence', isOnNewPage: true },
    { kind: 'paragraph', style: 'lead', text: [profile.wording.introduction] },
    paragraph(
      'This pack brings together what has been recorded about one model version: the data it was developed on, how it was built, how it performs, ' +
        'how it treats groups of applicants, and what was decided. Every figure carries a mark such as [E1]; appendix E says which evidence the mark stands for, with its content hash. ' +
        'Where something has not been assessed, the pack says so.',
    ),
    paragraph(`Profile status: ${profile.statusText} `, profile.wording.thresholds),
    heading(2, '1.1', 'Who did what'),
    rolesTable(context),
    heading(2, '1.2', 'Independence'),
    ...independenceBlocks(context),
    ...purposeBlocks(context),
  ]
}

function rolesTable(context: PackContext): PackBlock {
  const { input } = context
  const rows = [
    row('Imported the data', input.dataset.createdBy, dateOf(input.dataset.createdAt), [code(input.dataset.id)]),
    row('Trained the model', input.model.createdBy, dateOf(input.model.createdAt), [code(input.model.id)]),
    ...input.evidence.map((item) =>
      row(`Ran: ${item.title}`, item.createdBy, dateOf(item.createdAt), [{ kind: 'reference', evidenceId: item.id }]),
    ),
    ...input.decisions.map((item) =>
      row(`Decided: ${item.gateTitle}`, `${item.decidedBy} (${item.role})`, dateOf(item.decidedAt), [
        { kind: 'reference', evidenceId: item.id },
      ]),
    ),
  ]
  const owner = row('Business owner', [muted('Not recorded')], '', '')
  return table(
    'People and records',
    [textColumn('What', 3), textColumn('Person', 2), textColumn('Date', 0), textColumn('Record', 0)],
    [...rows, owner],
  )
}

function independenceBlocks(context: PackContext): PackBlock[] {
  const { input } = context
  const { createdBy } = input.model
  const own = input.decisions.filter((decision) => decision.isOwnModel)
  const assessments = [...context.validations, ...context.fairness, ...context.explanations]
  const others = distinct(assessments.map((item) => item.createdBy).filter((person) => person !== createdBy))
  const blocks: PackBlock[] = []
  if (own.length > 0) {
    const gates = listed(distinct(own.map((decision) => decision.gateTitle)))
    const people = listed(distinct(own.map((decision) => decision.decidedBy)))
    blocks.push({
      kind: 'note',
      tone: 'attention',
      title: 'Approval is not independent',
      text: [
        `${people} decided ${gates} and also trained the model. The pack records this openly; an independent approval has not been shown.`,
      ],
    })
  } else if (input.decisions.length > 0) {
    const people = listed(distinct(input.decisions.map((decision) => decision.decidedBy)))
    blocks.push(
      paragraph(
        `The model was trained by ${createdBy}; the decisions were taken by ${people}. No approver trained the model.`,
      ),
    )
  } else {
    blocks.push(paragraph('No decision has been recorded, so independence of approval is not assessed.'))
  }
  if (assessments.length === 0)
    blocks.push(
      paragraph(
        'No validation, fairness or explainability evidence exists, so independence of validation is not assessed.',
      ),
    )
  else if (others.length === 0)
    blocks.push(
      paragraph(
        `All assessments were run by ${createdBy}, who trained the model. Independent validation has not been shown.`,
      ),
    )
  else
    blocks.push(
      paragraph(
        `Assessments were run by ${listed(others)} besides the developer ${createdBy}.`.replace(
          ' besides the developer',
          assessments.some((item) => item.createdBy === createdBy)
            ? ' besides the developer'
            : ', not by the developer',
        ),
      ),
    )
  return blocks
}

function purposeBlocks(context: PackContext): PackBlock[] {
  const { model, scorecard } = context.input
  const target: RichText = [`${model.target.column} = ${model.target.eventValue}`, ' is the event (default, "bad")']
  return [
    { kind: 'heading', level: 1, number: '2', text: 'Purpose, use, population and limits', isOnNewPage: false },
    {
      kind: 'keyValues',
      rows: [
        {
          label: 'What the model estimates',
          value: ['The probability of the event within the period the target column covers, as points and as PD'],
        },
        { label: 'Target', value: target },
        {
          label: 'Event rate in development',
          value: [num(scorecard.developmentEventRate, 'percent2', context.modelId)],
        },
        {
          label: 'Population',
          value: [
            `Cases like those of ${model.datasetName}; similarity to the population to be scored is not assessed`,
          ],
        },
        { label: 'Direction', value: ['Points run against risk: higher points mean safer cases'] },
      ],
    },
    {
      kind: 'note',
      tone: 'neutral',
      title: 'Intended use, restrictions, owner and tier: not assessed',
      text: [
        strong('To record: '),
        'in which decisions the model may be used and in which not; its business owner; its exposure, purpose and the tier that follows.',
      ],
    },
  ]
}
