import { code, muted, paragraph, row, strong, table, textColumn } from '../inline.ts'
import type { PackContext } from '../pack-context.ts'
import type { PackBlock, RichText, TableRow } from '../pack-document.ts'
import type { PackProfile } from '../pack-profile.ts'
import { type TopicState, topicStates } from '../topic-states.ts'

const STATE_WORDS = { present: 'Evidence in this pack', inPart: 'In part', notAssessed: 'Not assessed' } as const

/** Sections 12 and 13: what is not assessed, and where each expectation of the profile is addressed. */
export function coverageBlocks(context: PackContext): PackBlock[] {
  const states = topicStates(context)
  const open = states.filter((state) => state.state !== 'present')
  return [
    { kind: 'heading', level: 1, number: '12', text: 'Matters not assessed', isOnNewPage: false },
    paragraph(
      'What this pack does not show, and what would complete it. Nothing here is implied to be in order or out of order.',
    ),
    table(
      'Matters not assessed, or only in part',
      [textColumn('Matter', 2), textColumn('State', 0), textColumn('Section', 0), textColumn('To complete', 4)],
      open.map((state) => row(state.label, stateCell(state.state), state.section, state.remedy)),
    ),
    ...profileBlocks(context.input.profile, states),
  ]
}

function profileBlocks(profile: PackProfile, states: readonly TopicState[]): PackBlock[] {
  const rows: TableRow[] = profile.sections.map((section) => {
    const topics = section.topics
      .map((topic) => states.find((state) => state.topic === topic))
      .filter((state) => state !== undefined)
    const sections = [
      ...new Set(topics.filter((state) => state.state !== 'notAssessed').map((state) => state.section)),
    ].sort((a, b) => Number(a) - Number(b))
    return row(
      [strong(section.title)],
      section.expectation,
      stateCell(overall(topics)),
      sections.length === 0 ? '–' : sections.join(', '),
    )
  })
  return [
    { kind: 'heading', level: 1, number: '13', text: 'Where each expectation is addressed', isOnNewPage: false },
    {
      kind: 'keyValues',
      rows: [
        { label: 'Profile', value: [`${profile.title}, profile version ${profile.version} `, code(profile.id)] },
        { label: 'Jurisdiction', value: [profile.jurisdiction] },
        { label: 'Effective', value: [effectivePeriod(profile)] },
        { label: 'Status', value: [profile.statusText] },
        {
          label: 'Source',
          value: [
            `${profile.source.publisher}: ${profile.source.title} (${profile.source.kind === 'secondary' ? 'from secondary sources' : 'primary source'})`,
          ],
        },
      ],
    },
    table(
      'Expectations of the profile',
      [textColumn('Expectation', 2), textColumn('In short', 4), textColumn('State', 0), textColumn('Section', 0)],
      rows,
      [
        [
          'The expectations are paraphrased for orientation. The table says where evidence stands, not whether it suffices.',
        ],
      ],
    ),
  ]
}

function effectivePeriod({ effectiveFrom, effectiveTo }: PackProfile): string {
  if (effectiveFrom === null)
    return effectiveTo === null ? 'in effect; the profile gives no date' : `until ${effectiveTo}`
  return effectiveTo === null ? `from ${effectiveFrom}` : `${effectiveFrom} to ${effectiveTo}`
}

function overall(topics: readonly TopicState[]): TopicState['state'] {
  if (topics.length > 0 && topics.every((state) => state.state === 'present')) return 'present'
  return topics.some((state) => state.state !== 'notAssessed') ? 'inPart' : 'notAssessed'
}

function stateCell(state: TopicState['state']): RichText {
  if (state === 'notAssessed') return [{ kind: 'verdict', verdict: 'notAssessed' }]
  return [state === 'inPart' ? muted(STATE_WORDS.inPart) : STATE_WORDS.present]
}
