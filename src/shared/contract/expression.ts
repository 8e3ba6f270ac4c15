import { oc } from '@orpc/contract'
import { z } from 'zod'
import { cellSchema } from './dataset.ts'
import { countSchema, refSchema } from './primitives.ts'
import { stepSchema } from './step.ts'

/** What is wrong with an expression, and where. */
export const expressionProblemSchema = z.object({
  message: z.string(),
  /** Character the problem stands at, from 0; null if it is no one place. */
  position: countSchema.nullable(),
  hint: z.string().nullable(),
})

export const expressionContract = {
  /** Checks an expression against a data set and shows it on the first rows. */
  check: oc
    .input(
      z.object({
        dataset: refSchema,
        /** Steps before it, whose columns it may use. */
        steps: z.array(stepSchema).max(200).default([]),
        expression: z.string().max(10_000),
      }),
    )
    .output(
      z.object({
        problem: expressionProblemSchema.nullable(),
        type: z.enum(['number', 'text', 'boolean', 'date']).nullable(),
        /** Columns used. */
        columns: z.array(z.string()),
        /** Cells of the columns used and the value, of the first rows. */
        rows: z.array(z.object({ cells: z.array(cellSchema), value: z.union([cellSchema, z.boolean()]) })),
      }),
    ),
  /** The functions of the language and the domain features offered as templates. */
  reference: oc.output(
    z.object({
      functions: z.array(z.object({ name: z.string(), signature: z.string(), description: z.string() })),
      features: z.array(
        z.object({
          name: z.string(),
          label: z.string(),
          template: z.string(),
          slots: z.array(z.object({ name: z.string(), description: z.string() })),
          description: z.string(),
          unit: z.string(),
        }),
      ),
    }),
  ),
}

export type ExpressionProblem = z.infer<typeof expressionProblemSchema>
