import type {
  ColumnPrivacy,
  ColumnSchema,
  DatasetVersion,
  JobResult,
  Step,
  StepLog,
  Target,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ColumnTypes } from '../../core/expression/expression.ts'
import type { Column } from '../../core/frame/frame.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import { checkSteps } from '../../core/steps/plan-steps.ts'
import { columnAddedBy } from '../../core/steps/step.ts'
import { StepError } from '../../core/steps/step-error.ts'
import type { JobControl } from '../../jobs/job-types.ts'
import { type MadeVersion, typeOf } from '../../jobs/tasks/made-version.ts'
import type { AuditedCall } from '../call.ts'
import { requireUnerased } from '../dataset-family.ts'
import { canonicalTarget, describeVersion, versionSummary } from '../dataset-version-record.ts'
import { effectivePrivacy, inheritedPrivacy } from '../effective-privacy.ts'
import { discardingOnError, originalsFor, stageColumns } from '../store-version.ts'
import { requireColumns } from './dataset-handlers.ts'
import { specialCodesOf } from './import-handlers.ts'

type ColumnChange = {
  readonly column: string
  readonly role?: ColumnSchema['role'] | undefined
  readonly specialCodes?: string[] | undefined
}

interface DeriveInput {
  readonly dataset: string
  readonly name?: string | undefined
  readonly steps: Step[]
  readonly columns: readonly ColumnChange[]
  readonly target?: Target | null | undefined
}

interface DerivePlan {
  readonly parent: DatasetVersion
  readonly name: string
  readonly steps: Step[]
  readonly changes: ReadonlyMap<string, ColumnChange>
  readonly target: Target | null
}

/** Starts the making of a new version from another one, by steps and by changes of roles. The old one stays as it is. */
export function deriveDataset(input: DeriveInput, call: AuditedCall): { jobId: string } {
  const plan = planDerivation(input, call)
  const { parent, steps } = plan
  return call.commit(() => {
    const what =
      steps.length === 0 ? 'Change roles of' : `Apply ${steps.length} step${steps.length === 1 ? '' : 's'} to`
    const jobId = call.state.jobs.start({
      kind: 'dataset.derive',
      title: `${what} ${parent.name}`,
      createdBy: call.session.userName,
      run: (job) => runDerivation(plan, job, call),
    })
    return { value: { jobId }, object: parent.id }
  })
}

function planDerivation(input: DeriveInput, call: AuditedCall): DerivePlan {
  const parent = call.workspace.datasets.get(input.dataset)
  const { steps } = input
  if (steps.length === 0 && input.columns.length === 0 && input.target === undefined) {
    throw new AppError('invalidInput', 'A new version needs at least one step or change, got none', {
      hint: 'Add a step, or change the role of a column.',
      place: { field: 'steps' },
    })
  }
  requireSteps(parent, steps)
  const made = new Set(steps.flatMap((step) => columnAddedBy(step) ?? []))
  requireColumns(
    parent,
    [...input.columns.map(({ column }) => column), ...(input.target ? [input.target.column] : [])].filter(
      (name) => !made.has(name),
    ),
  )
  requireTargetSaid(input, parent)
  return {
    parent,
    name: input.name ?? parent.name,
    steps,
    changes: new Map(input.columns.map((change) => [change.column, change])),
    target: input.target === undefined ? parent.target : input.target,
  }
}

/** A column becomes the target, or stops being it, only together with its event value. */
function requireTargetSaid({ columns, target }: DeriveInput, parent: DatasetVersion): void {
  const name = target === undefined ? parent.target?.column : target?.column
  const wrong = columns.find(({ column, role }) => role !== undefined && (role === 'target') !== (column === name))
  if (wrong === undefined || (wrong.role !== 'target' && wrong.column !== name)) return
  throw new AppError('invalidInput', `The target needs its event value, got only a role for "${wrong.column}"`, {
    hint: 'Name another target with its event value, or none.',
    place: { field: 'target' },
  })
}

/** @throws AppError `invalidInput` with the step and the character the fault stands at */
export function requireSteps(parent: DatasetVersion, steps: readonly Step[]): void {
  try {
    checkSteps(expressionTypes(parent), steps)
  } catch (cause) {
    if (!(cause instanceof StatisticError)) throw cause
    const position = cause instanceof StepError ? cause.position : null
    const at = position === null ? '' : ` at character ${position + 1}`
    const hint = cause instanceof StepError ? cause.hint : null
    throw new AppError('invalidInput', `${capitalised(cause.message)}${at}`, {
      ...(hint === null ? {} : { hint }),
      place: { field: 'steps', ...(position === null ? {} : { position }) },
      cause,
    })
  }
}

/** The types expressions see. */
export function expressionTypes(version: DatasetVersion): ColumnTypes {
  return new Map(version.columns.map(({ name, type }) => [name, type === 'numeric' ? ('number' as const) : type]))
}

async function runDerivation(plan: DerivePlan, job: JobControl, call: AuditedCall): Promise<() => JobResult> {
  const { workspace, state } = call
  const { datasets } = workspace
  const { parent, name } = plan
  const setId = datasets.beginChunkSet()
  const nErased = datasets.nErasedRows(parent.id)
  try {
    const made = await job.inWorker<MadeVersion & { stepLog: StepLog[] }>('deriveVersion', {
      datasetVersionId: parent.id,
      steps: plan.steps,
      targetColumn: plan.target?.column ?? null,
      specialCodes: specialCodesOf(parent.columns.map((column) => ({ ...column, ...codesSaid(plan, column.name) }))),
    })
    requireSomeRows(made, plan)
    job.report('Storing', null, made.nRows)
    await stageColumns(workspace, setId, made.columns, job.signal)
    const columns = describeColumns(plan, made, effectivePrivacy(workspace, parent))
    const known = datasets.tokensIn(datasets.setIdOf(parent.id))
    made.columns.forEach((cells, index) => {
      if (columns[index]!.privacy?.treatment === 'pseudonymise' && cells.kind === 'text')
        datasets.writeOriginals(setId, index, originalsFor(cells.levels, known))
    })
    const describe = (number: number) => describeDerived(plan, made, columns, number, call)
    // What is wrong with it shows before the commit, while the staged columns can still be taken away.
    describe(1)
    return discardingOnError([setId], call, () => {
      requireUnerased(workspace, parent, nErased)
      const version = describe(datasets.nextVersion(name))
      const same = datasets.findByHash(name, version.contentHash)
      if (same !== null) {
        datasets.discardChunkSet(setId)
        const summary = `Nothing new: equal to version ${same.version} of ${same.name}`
        return { kind: 'datasetVersion', id: same.id, path: null, summary }
      }
      datasets.insert(version, made.profile, setId)
      state.appendEvent(call, 'dataset.create', 'done', { object: version.id, after: version.contentHash })
      return { kind: 'datasetVersion', id: version.id, path: null, summary: versionSummary(version) }
    })
  } catch (error) {
    if (state.isCurrent(workspace)) datasets.discardChunkSet(setId)
    throw error
  }
}

function describeDerived(
  { name, parent, steps, target }: DerivePlan,
  made: MadeVersion & { readonly stepLog: StepLog[] },
  columns: ColumnSchema[],
  number: number,
  { state, session }: AuditedCall,
): DatasetVersion {
  return describeVersion(
    {
      name,
      nRows: made.nRows,
      target: target === null ? null : canonicalTarget(target, columns),
      source: parent.source,
      parent: { id: parent.id, kind: steps.length === 0 ? 'roles' : 'derive' },
      steps,
      stepLog: made.stepLog,
      appended: null,
      template: null,
      dialect: parent.dialect,
      columns,
      issues: [],
      nIssues: 0,
      valuesHash: made.valuesHash,
      targetCounts: made.targetCounts,
    },
    { version: number, createdAt: state.now.toISOString(), createdBy: session.userName },
  )
}

function describeColumns(
  plan: DerivePlan,
  made: MadeVersion,
  privacy: ReadonlyMap<string, ColumnPrivacy>,
): ColumnSchema[] {
  const inherited = inheritedPrivacy(plan.steps, privacy)
  const before = new Map(plan.parent.columns.map((column) => [column.name, column]))
  const steps = new Map(plan.steps.map((step) => [columnAddedBy(step), step]))
  return made.columns.map((cells, index) => {
    const { nMissing, nDistinct } = made.profile[index]!
    const known = before.get(cells.name)
    const step = steps.get(cells.name)
    const change = plan.changes.get(cells.name)
    const base: ColumnSchema = known ?? newColumn(cells, step)
    return {
      ...base,
      nMissing,
      nDistinct,
      role: roleOf(plan, cells.name, change?.role ?? base.role),
      specialCodes: change?.specialCodes ?? base.specialCodes,
      privacy: inherited.get(cells.name) ?? null,
    }
  })
}

function codesSaid({ changes }: DerivePlan, name: string): Partial<Pick<ColumnSchema, 'specialCodes'>> {
  const specialCodes = changes.get(name)?.specialCodes
  return specialCodes === undefined ? {} : { specialCodes }
}

function roleOf({ target }: DerivePlan, name: string, role: ColumnSchema['role']): ColumnSchema['role'] {
  if (target?.column === name) return 'target'
  // Another column is the target now.
  return role === 'target' ? 'ignore' : role
}

function newColumn(cells: Column, step: Step | undefined): ColumnSchema {
  const type = typeOf(cells)
  return {
    name: cells.name,
    type,
    role: roleMadeBy(step),
    reason: `${type}: made by ${step?.kind === 'derive' ? 'an expression' : `a ${step?.kind ?? 'step'} step`}`,
    nMissing: 0,
    nDistinct: 0,
    nUnparsed: 0,
    dateFormat: cells.kind === 'text' ? (cells.dateFormat ?? null) : null,
    specialCodes: [],
    privacy: null,
  }
}

function roleMadeBy(step: Step | undefined): ColumnSchema['role'] {
  switch (step?.kind) {
    case 'split':
    case 'outOfTime':
    case 'folds':
      return 'sample'
    case 'weight':
      return 'weight'
    case 'derive':
      return step.role ?? 'feature'
    default:
      return 'feature'
  }
}

function requireSomeRows(made: MadeVersion & { readonly stepLog: readonly StepLog[] }, plan: DerivePlan): void {
  if (made.nRows > 0) return
  const emptied = made.stepLog.findIndex((entry) => entry.nBefore > 0 && entry.nAfter === 0)
  throw new AppError('badData', `Step ${emptied + 1} leaves no row of ${plan.parent.name}`, {
    hint: 'Check its condition: rows for which it is missing are left out by a filter.',
    place: { field: 'steps' },
  })
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
