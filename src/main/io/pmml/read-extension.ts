import { z } from 'zod'
import { scorecardModelSchema } from '../../../shared/contract/model.ts'
import { EXTENDER } from '../../core/deploy/pmml/pmml-characteristics.ts'
import { MODEL_EXTENSION, type ModelExtension } from '../../core/deploy/pmml/pmml-extension.ts'
import { parseStrictJson } from '../../core/deploy/strict-json.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import { badPmml } from './bad-pmml.ts'
import type { PmmlNode } from './parse-pmml-xml.ts'

const CHANGED = 'The part that Assay wrote for itself was changed. Export the model again, or import it as JSON.'

const extensionSchema = scorecardModelSchema
  .pick({
    formatVersion: true,
    preprocessing: true,
    target: true,
    factor: true,
    offset: true,
    scaling: true,
    intercept: true,
    developmentEventRate: true,
    calibration: true,
    riskBands: true,
  })
  .extend({
    characteristics: z.array(
      scorecardModelSchema.shape.characteristics.element.pick({
        name: true,
        description: true,
        coefficient: true,
        meanPoints: true,
        range: true,
      }),
    ),
  })

/**
 * What Assay wrote into its own file besides bins and points; null in the files of others.
 *
 * @param card - the scorecard element
 * @throws AppError `badData` if it is there but is not what Assay writes
 */
export function readExtension(card: PmmlNode): ModelExtension | null {
  const node = card.children.find(
    (child) =>
      child.name === 'Extension' &&
      child.attributes.get('extender') === EXTENDER &&
      child.attributes.get('name') === MODEL_EXTENSION,
  )
  if (node === undefined) return null
  const result = extensionSchema.safeParse(jsonOf(node))
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw badPmml(
    `has an extension that does not fit: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    node.line,
    CHANGED,
  )
}

function jsonOf(node: PmmlNode): unknown {
  try {
    return parseStrictJson(node.text)
  } catch (error) {
    if (!(error instanceof StatisticError)) throw error
    throw badPmml(`has an extension that is no JSON: ${error.message}`, node.line, CHANGED)
  }
}
