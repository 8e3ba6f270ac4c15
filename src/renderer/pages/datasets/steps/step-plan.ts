import type { ColumnRole, Target } from '../../../../shared/contract/index.ts'
import type { Step } from '../../../../shared/contract/step.ts'
import { KIND_WORDS, stepName } from './step-words.ts'

interface PlanContent {
  readonly steps: readonly Step[]
  /** Roles to be, by column. */
  readonly roles: Readonly<Record<string, ColumnRole>>
  /** Another target; null for none; undefined while it stays. */
  readonly target?: Target | null
}

/** What is to be done to a version, not yet done, and the way back. */
export interface StepPlan extends PlanContent {
  readonly history: readonly { readonly name: string; readonly before: PlanContent }[]
}

export const EMPTY_PLAN: StepPlan = { steps: [], roles: {}, history: [] }
export const MAX_STEPS = 200
const MAX_HISTORY = 50

/** True while there is nothing to make a version of. */
export function isPlanEmpty(plan: StepPlan): boolean {
  return plan.steps.length === 0 && Object.keys(plan.roles).length === 0 && plan.target === undefined
}

/** Adds a step at the end, or puts it in the place of another one. */
export function putStep(plan: StepPlan, step: Step, place: number | null): StepPlan {
  if (place === null) return changed(plan, `add ${stepName(step)}`, { steps: [...plan.steps, step] })
  const steps = plan.steps.map((old, index) => (index === place ? step : old))
  return changed(plan, `edit ${stepName(step)}`, { steps })
}

export function addSteps(plan: StepPlan, steps: readonly Step[]): StepPlan {
  return changed(plan, `paste ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`, {
    steps: [...plan.steps, ...steps].slice(0, MAX_STEPS),
  })
}

export function removeStep(plan: StepPlan, place: number): StepPlan {
  const step = plan.steps[place]
  if (step === undefined) return plan
  return changed(plan, `remove ${stepName(step)}`, { steps: plan.steps.filter((_, index) => index !== place) })
}

/** Moves a step by one place; the plan as it is where there is no such place. */
export function moveStep(plan: StepPlan, place: number, by: -1 | 1): StepPlan {
  const step = plan.steps[place]
  const other = plan.steps[place + by]
  if (step === undefined || other === undefined) return plan
  const steps = [...plan.steps]
  steps[place] = other
  steps[place + by] = step
  return changed(plan, `move ${stepName(step)}`, { steps })
}

/** Gives a column another role, or its own one back. */
export function setRole(plan: StepPlan, column: string, role: ColumnRole, own: ColumnRole): StepPlan {
  const others = Object.fromEntries(Object.entries(plan.roles).filter(([name]) => name !== column))
  return changed(plan, `role of ${column}`, { roles: role === own ? others : { ...others, [column]: role } })
}

/** Names another target; undefined leaves it as it is. */
export function setTarget(plan: StepPlan, target: Target | null | undefined): StepPlan {
  const { target: _, ...rest } = plan
  const next = { ...rest, ...(target === undefined ? {} : { target }) }
  // A value typed letter by letter is one change.
  const isTyping = target != null && plan.target?.column === target.column && lastPlanChange(plan) === 'change target'
  return { ...next, history: isTyping ? plan.history : remembered(plan, 'change target') }
}

export function clearPlan(plan: StepPlan): StepPlan {
  return { steps: [], roles: {}, history: remembered(plan, 'remove everything') }
}

/** Takes the last change back. */
export function undoPlan(plan: StepPlan): StepPlan {
  const last = plan.history.at(-1)
  return last === undefined ? plan : { ...last.before, history: plan.history.slice(0, -1) }
}

/** What undo would take back; null if there is nothing. */
export function lastPlanChange(plan: StepPlan): string | null {
  return plan.history.at(-1)?.name ?? null
}

/** The plan as `dataset.derive` takes it. */
export function deriveInput(plan: StepPlan, dataset: string, name: string) {
  return {
    dataset,
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    steps: [...plan.steps],
    columns: Object.entries(plan.roles).map(([column, role]) => ({ column, role })),
    ...(plan.target === undefined ? {} : { target: plan.target }),
  }
}

/** Steps as they are copied: JSON, one array. */
export function stepsToJson(steps: readonly Step[]): string {
  return JSON.stringify(steps, null, 2)
}

/** Fields each kind cannot do without. */
const NEEDED: Readonly<Record<Step['kind'], readonly string[]>> = {
  derive: ['name', 'expression'],
  filter: ['keep', 'reason'],
  exclude: ['where', 'reason'],
  split: [],
  outOfTime: ['dateColumn', 'from'],
  folds: ['k'],
  weight: ['expression'],
}
const DEFAULTS: Readonly<Record<Step['kind'], Record<string, unknown>>> = {
  derive: { description: '', unit: '' },
  filter: {},
  exclude: {},
  split: { name: 'sample', developmentShare: 0.7, stratifyBy: null, seed: 1 },
  outOfTime: { name: 'sample', developmentShare: null, stratifyBy: null, seed: 1 },
  folds: { name: 'fold', stratifyBy: null, seed: 1 },
  weight: { name: 'weight' },
}

/** Reads pasted steps: an array, or an object that holds one. The door checks the rest when they are applied. */
export function stepsFromJson(text: string): { readonly steps: readonly Step[] } | { readonly problem: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { problem: 'What was pasted is no JSON. Copy steps here or take a file written for “assay derive”.' }
  }
  const list = isRecord(value) && Array.isArray(value.steps) ? value.steps : Array.isArray(value) ? value : [value]
  const steps: Step[] = []
  for (const [index, item] of list.entries()) {
    if (!isRecord(item) || typeof item.kind !== 'string' || !Object.hasOwn(KIND_WORDS, item.kind)) {
      return { problem: `Step ${index + 1} needs a kind: ${Object.keys(KIND_WORDS).join(', ')}` }
    }
    const kind = item.kind as Step['kind']
    const lacking = NEEDED[kind].find((field) => item[field] === undefined || item[field] === '')
    if (lacking !== undefined) return { problem: `Step ${index + 1} (${kind}) needs “${lacking}”` }
    steps.push({ ...DEFAULTS[kind], ...item } as unknown as Step)
  }
  return steps.length === 0 ? { problem: 'There is no step in what was pasted' } : { steps }
}

function changed(plan: StepPlan, name: string, change: Partial<PlanContent>): StepPlan {
  return { ...plan, ...change, history: remembered(plan, name) }
}

function remembered(plan: StepPlan, name: string): StepPlan['history'] {
  const { history, ...before } = plan
  return [...history, { name, before }].slice(-MAX_HISTORY)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
