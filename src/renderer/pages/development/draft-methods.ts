import {
  gbdtParamsSchema,
  type Method,
  scorecardParamsSchema,
  trainingPlanSchema,
} from '../../../shared/contract/index.ts'
import type { DraftContent, DraftSpec } from './draft-keeper.ts'

/** A specification of a scorecard or a logistic regression, without its data set. */
export type RegressionPlan = Extract<DraftSpec, { method: 'scorecard' | 'logistic' }>
/** A specification of boosted trees, without its data set. */
export type BoostingPlan = Extract<DraftSpec, { method: 'gbdt' }>

/** The defaults of the contract, per learner. */
export const DEFAULT_SPEC: RegressionPlan = regressionPlan(trainingPlanSchema.parse({}))
export const DEFAULT_BOOSTING: BoostingPlan = boostingPlan(trainingPlanSchema.parse({ method: 'gbdt' }))

/** The default specification of the learner that this one is of. */
export function defaultOf(spec: DraftSpec): DraftSpec {
  return spec.method === 'gbdt' ? DEFAULT_BOOSTING : DEFAULT_SPEC
}

/** The regression of the draft: the specification itself, or the one put aside with what is shared taken from it. */
export function regressionOf({ spec, aside }: DraftContent): RegressionPlan {
  if (spec.method !== 'gbdt') return spec
  return withShared(aside === undefined || aside.method === 'gbdt' ? DEFAULT_SPEC : aside, spec)
}

/** The trees of the draft: the specification itself, or the one put aside with what is shared taken from it. */
export function boostingOf({ spec, aside }: DraftContent): BoostingPlan {
  if (spec.method === 'gbdt') return spec
  return withShared(aside?.method === 'gbdt' ? aside : DEFAULT_BOOSTING, spec)
}

/** The draft with another regression, in the place where it stands. */
export function withRegression(content: DraftContent, next: RegressionPlan): DraftContent {
  if (next === regressionOf(content)) return content
  return content.spec.method === 'gbdt' ? putAside(content, next) : { ...content, spec: next }
}

/** The draft with other trees, in the place where they stand. */
export function withBoosting(content: DraftContent, next: BoostingPlan): DraftContent {
  if (next === boostingOf(content)) return content
  return content.spec.method === 'gbdt' ? { ...content, spec: next } : putAside(content, next)
}

/** The draft with another method: target, columns, seed and share of the development sample stay, the rest is what that method last had. */
export function withMethod(content: DraftContent, method: Method): DraftContent {
  const { spec } = content
  if (spec.method === method) return content
  if (method !== 'gbdt') {
    const next = { ...regressionOf(content), method }
    return spec.method === 'gbdt' ? { ...content, spec: next, aside: spec } : { ...content, spec: next }
  }
  return { ...content, spec: boostingOf(content), aside: spec }
}

/** The draft with this method and these parameters, as an experiment found them; null if they are none of the method. */
export function withParams(content: DraftContent, method: Method, params: unknown): DraftContent | null {
  const next = withMethod(content, method)
  if (next.spec.method === 'gbdt') {
    const read = gbdtParamsSchema.safeParse(params)
    return read.success ? { ...next, spec: { ...next.spec, params: read.data } } : null
  }
  const read = scorecardParamsSchema.safeParse(params)
  return read.success ? { ...next, spec: { ...next.spec, params: read.data } } : null
}

/** What is put aside does not change what is shared: that is the specification's to say. */
function putAside(content: DraftContent, next: DraftSpec): DraftContent {
  const { target, include, exclude, seed } = next
  const shared = {
    exclude,
    seed,
    ...(target === undefined ? {} : { target }),
    ...(include === undefined ? {} : { include }),
  }
  return { ...content, spec: { ...content.spec, ...shared }, aside: next }
}

function withShared<Plan extends DraftSpec>(plan: Plan, from: DraftSpec): Plan {
  const { target: _target, include: _include, ...own } = plan
  const { target, include, exclude, seed } = from
  return {
    ...own,
    exclude,
    seed,
    ...(target === undefined ? {} : { target }),
    ...(include === undefined ? {} : { include }),
    params: { ...plan.params, developmentShare: from.params.developmentShare },
  } as Plan
}

function regressionPlan(spec: DraftSpec): RegressionPlan {
  if (spec.method === 'gbdt') throw new Error('regressionPlan needs a regression')
  return spec
}

function boostingPlan(spec: DraftSpec): BoostingPlan {
  if (spec.method !== 'gbdt') throw new Error('boostingPlan needs boosted trees')
  return spec
}
