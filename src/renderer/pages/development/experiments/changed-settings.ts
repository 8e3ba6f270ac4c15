import { DEFAULT_BOOSTING, DEFAULT_SPEC } from '../draft-methods.ts'

/** One thing that was set otherwise than by default. */
export interface ChangedSetting {
  readonly path: string
  readonly value: string
}

/** The settings of a run that differ from the defaults of a training, by path; what the form does not know is kept. */
export function changedSettings(parameters: Readonly<Record<string, unknown>>): readonly ChangedSetting[] {
  const { spec, ...rest } = parameters
  const settings = isRecord(spec) ? { ...spec, ...rest } : rest
  const { dataset: _, ...own }: Readonly<Record<string, unknown>> = settings
  return differences(own, own.method === 'gbdt' ? DEFAULT_BOOSTING : DEFAULT_SPEC, '')
}

function differences(value: unknown, standard: unknown, path: string): ChangedSetting[] {
  if (JSON.stringify(value) === JSON.stringify(standard)) return []
  if (!isRecord(value)) return [{ path, value: valueText(value) }]
  return Object.entries(value).flatMap(([key, inner]) =>
    differences(inner, isRecord(standard) ? standard[key] : undefined, path === '' ? key : `${path}.${key}`),
  )
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
  return JSON.stringify(value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
