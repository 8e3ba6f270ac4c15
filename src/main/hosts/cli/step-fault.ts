import type { Step } from '../../../shared/contract/index.ts'
import type { Client } from '../local-client.ts'

export interface StepFault {
  /** Index of the step, from 0. */
  readonly step: number
  readonly expression: string
  /** Character the fault stands at, from 0. */
  readonly position: number
}

/** The first step whose expression does not hold, and where; null if no expression is at fault at one place. */
export async function findStepFault(
  client: Client,
  dataset: string,
  steps: readonly Step[],
): Promise<StepFault | null> {
  for (const [index, step] of steps.entries()) {
    const expression = expressionOf(step)
    if (expression === null) continue
    const { problem } = await client.expression.check({ dataset, steps: steps.slice(0, index), expression })
    if (problem === null) continue
    return problem.position === null ? null : { step: index, expression, position: problem.position }
  }
  return null
}

function expressionOf(step: Step): string | null {
  switch (step.kind) {
    case 'derive':
    case 'weight':
      return step.expression
    case 'filter':
      return step.keep
    case 'exclude':
      return step.where
    default:
      return null
  }
}
