import { performance } from 'node:perf_hooks'
import type { BinnedVariable, EditedVariable, RegressionSpec } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { BinCandidates, BinEvaluation, BinSubject } from '../../jobs/binning/bin-protocol.ts'
import type { SignedInCall } from '../call.ts'
import { maskedColumns } from '../effective-privacy.ts'
import { explainingSpec, planTraining, type RegressionPlan } from '../training-plan.ts'
import { requireColumns } from './dataset-handlers.ts'

const MASKED = '(masked)'

/** What the bin editor shows after every edit. Nothing is stored. Levels of masked columns stay behind. */
export async function evaluateBins(
  input: RegressionSpec & { readonly columns?: readonly string[] | undefined },
  call: SignedInCall,
): Promise<BinEvaluation & { elapsedMs: number }> {
  const startedAt = performance.now()
  const plan = planTraining(input, call)
  requireCharacteristics(input.columns ?? [], 'columns', plan)
  const question = { subject: subjectOf(plan, call), columns: input.columns ?? null }
  const { elapsedMs: _inThread, ...evaluation } = await explainingSpec(
    call.state.bins.ask('evaluate', question, call.signal),
  )
  const masked = maskedColumns(call.workspace, plan.dataset)
  const variables = evaluation.variables.map((one) => (masked.has(one.variable.name) ? withoutLevels(one) : one))
  return { ...evaluation, variables, elapsedMs: performance.now() - startedAt }
}

/** Where the bins of one characteristic could be cut. Of a masked column, how many levels there are and nothing more. */
export async function binCandidates(
  input: RegressionSpec & { readonly column: string },
  call: SignedInCall,
): Promise<BinCandidates> {
  const plan = planTraining(input, call)
  requireCharacteristics([input.column], 'column', plan)
  const question = { subject: subjectOf(plan, call), column: input.column }
  const candidates = await explainingSpec(call.state.bins.ask('candidates', question, call.signal))
  if (!maskedColumns(call.workspace, plan.dataset).has(input.column)) return candidates
  return { ...candidates, minimum: null, maximum: null, prebins: [], levels: [] }
}

/** @throws AppError `badData` or `invalidInput` naming the column that has no bins */
function requireCharacteristics(names: readonly string[], field: string, { dataset, request }: RegressionPlan): void {
  requireColumns(dataset, names)
  const stranger = names.find((name) => !request.characteristics.includes(name))
  if (stranger === undefined) return
  throw new AppError('invalidInput', `Bins need a characteristic of the specification, got "${stranger}"`, {
    hint: 'Include the column, or give it the role feature.',
    place: { field, column: stranger },
  })
}

function subjectOf(plan: RegressionPlan, call: SignedInCall): BinSubject {
  return { request: plan.request, nErasedRows: call.workspace.datasets.nErasedRows(plan.dataset.id) }
}

function withoutLevels(edited: EditedVariable): EditedVariable {
  return { ...edited, variable: maskLevels(edited.variable), automatic: maskLevels(edited.automatic) }
}

/** Special codes were declared, and edges are of many; a level is what a person wrote. */
function maskLevels(variable: BinnedVariable): BinnedVariable {
  let nMasked = 0
  const bins = variable.bins.map((bin) => {
    if (bin.definition.kind !== 'levels') return bin
    const levels = bin.definition.levels.map(() => MASKED)
    return { ...bin, label: `${MASKED} ${++nMasked}`, definition: { kind: 'levels' as const, levels } }
  })
  return { ...variable, bins }
}
