import type { Decision, Verdict } from './contract/governance.ts'

/** Words, shapes and direction of the field's verdicts; used alike on screen, in the pack and on the command line. */
export const VERDICT_WORDS: Record<Verdict, { readonly shape: string; readonly word: string }> = {
  withinTolerance: { shape: '●', word: 'Within tolerance' },
  investigate: { shape: '▲', word: 'Investigate' },
  breach: { shape: '■', word: 'Breach' },
  notAssessed: { shape: '◇', word: 'Not assessed' },
}

export const DECISION_WORDS: Record<Decision['decision'], string> = {
  approved: 'Approved',
  approvedWithConditions: 'Approved with conditions',
  notApproved: 'Not approved',
}
