import type { Step } from '../../../../shared/contract/step.ts'
import type { StepKind } from './step-words.ts'

/** A step while it is written: every field of every kind, as text. */
export interface StepDraft {
  readonly kind: StepKind
  readonly name: string
  readonly expression: string
  readonly reason: string
  readonly description: string
  readonly unit: string
  readonly role: string
  readonly developmentShare: string
  readonly stratifyBy: string
  readonly seed: string
  readonly dateColumn: string
  readonly from: string
  readonly k: string
}

const BLANK: Omit<StepDraft, 'kind'> = {
  name: '',
  expression: '',
  reason: '',
  description: '',
  unit: '',
  role: '',
  developmentShare: '70',
  stratifyBy: '',
  seed: '1',
  dateColumn: '',
  from: '',
  k: '5',
}
const NAMES: Partial<Record<StepKind, string>> = {
  split: 'sample',
  outOfTime: 'sample',
  folds: 'fold',
  weight: 'weight',
}

/** An empty step of a kind, with its usual name. */
export function newDraft(kind: StepKind): StepDraft {
  return { ...BLANK, kind, name: NAMES[kind] ?? '', developmentShare: kind === 'outOfTime' ? '' : '70' }
}

/** A step ready to be edited. */
export function draftOf(step: Step): StepDraft {
  const draft = newDraft(step.kind)
  switch (step.kind) {
    case 'derive':
      return {
        ...draft,
        name: step.name,
        expression: step.expression,
        description: step.description,
        unit: step.unit,
        role: step.role ?? '',
      }
    case 'weight':
      return { ...draft, name: step.name, expression: step.expression }
    case 'filter':
      return { ...draft, expression: step.keep, reason: step.reason }
    case 'exclude':
      return { ...draft, expression: step.where, reason: step.reason }
    case 'split':
      return { ...draft, name: step.name, ...drawTexts(step) }
    case 'outOfTime':
      return { ...draft, name: step.name, dateColumn: step.dateColumn, from: step.from, ...drawTexts(step) }
    case 'folds':
      return {
        ...draft,
        name: step.name,
        k: String(step.k),
        stratifyBy: step.stratifyBy ?? '',
        seed: String(step.seed),
      }
  }
}

type Read<T> = T | { readonly problem: string }

/** The step a draft says, or what it lacks. */
export function stepOf(
  draft: StepDraft,
  taken: readonly string[],
): { readonly step: Step } | { readonly problem: string } {
  const { kind } = draft
  const name = draft.name.trim()
  if (kind !== 'filter' && kind !== 'exclude') {
    if (name === '') return { problem: 'The new column needs a name' }
    if (taken.includes(name)) return { problem: `A column is called ${name} already` }
  }
  switch (kind) {
    case 'derive':
    case 'weight':
    case 'filter':
    case 'exclude':
      return expressionStep(draft, kind, name)
    case 'split': {
      const share = readShare(draft.developmentShare)
      if (typeof share === 'object') return share
      return withDraw(draft, (draw) => ({ kind, name, developmentShare: share, ...draw }))
    }
    case 'outOfTime': {
      if (draft.dateColumn === '') return { problem: 'Choose the column of dates' }
      if (!/^\d{4}-\d\d(-\d\d)?$/.test(draft.from.trim())) {
        return { problem: 'The first day out of time is written 2024-01-01 or 2024-01' }
      }
      const share = draft.developmentShare.trim() === '' ? null : readShare(draft.developmentShare)
      if (typeof share === 'object' && share !== null) return share
      const { dateColumn } = draft
      const from = draft.from.trim()
      return withDraw(draft, (draw) => ({ kind, name, dateColumn, from, developmentShare: share, ...draw }))
    }
    case 'folds': {
      const k = Number(draft.k)
      if (!Number.isInteger(k) || k < 2 || k > 100) return { problem: `Folds are 2 to 100, got ${draft.k || 'none'}` }
      return withDraw(draft, (draw) => ({ kind, name, k, ...draw }))
    }
  }
}

function expressionStep(
  draft: StepDraft,
  kind: 'derive' | 'weight' | 'filter' | 'exclude',
  name: string,
): { readonly step: Step } | { readonly problem: string } {
  const expression = draft.expression.trim()
  const reason = draft.reason.trim()
  if (expression === '') return { problem: 'Write an expression' }
  switch (kind) {
    case 'derive': {
      const { role } = draft
      const described = { description: draft.description.trim(), unit: draft.unit.trim() }
      const step = { kind, name, expression, ...described, ...(role === '' ? {} : { role }) }
      return { step: step as Step }
    }
    case 'weight':
      return { step: { kind, name, expression } }
    case 'filter':
    case 'exclude':
      if (reason === '') return { problem: 'Say why: the reason stays with the version' }
      return { step: kind === 'filter' ? { kind, keep: expression, reason } : { kind, where: expression, reason } }
  }
}

function withDraw(
  draft: StepDraft,
  make: (draw: { stratifyBy: string | null; seed: number }) => Step,
): { readonly step: Step } | { readonly problem: string } {
  const seed = Number(draft.seed)
  if (draft.seed.trim() === '' || !Number.isInteger(seed) || seed < 0 || seed > 4_294_967_295) {
    return { problem: `The seed is a whole number from 0 to 4294967295, got ${draft.seed || 'none'}` }
  }
  return { step: make({ stratifyBy: draft.stratifyBy === '' ? null : draft.stratifyBy, seed }) }
}

/** A share typed in percent. */
function readShare(text: string): Read<number> {
  const percent = Number(text.trim().replace('%', ''))
  if (text.trim() === '' || !(percent > 0 && percent < 100)) {
    return { problem: `The development share lies between 0% and 100%, got ${text || 'none'}` }
  }
  return Math.round(percent * 1e6) / 1e8
}

function drawTexts(step: { developmentShare: number | null; stratifyBy: string | null; seed: number }) {
  return {
    developmentShare: step.developmentShare === null ? '' : String(Math.round(step.developmentShare * 1e8) / 1e6),
    stratifyBy: step.stratifyBy ?? '',
    seed: String(step.seed),
  }
}
