import { type SearchDimension, searchDimensionSchema } from './contract/experiment.ts'

const RANGE = /^(-?[\d.]+(?:e[-+]?\d+)?)\.\.(-?[\d.]+(?:e[-+]?\d+)?)(?::(linear|log|integer))?$/i

/** What may follow the path: values or a range, as people type them. */
export const DIMENSION_GRAMMAR = 'V1,V2,… or MIN..MAX[:log|:integer]'

/** What a search over boosted trees varies where nobody says. */
export const BOOSTING_DIMENSIONS: readonly SearchDimension[] = [
  { path: 'learningRate', range: { minimum: 0.01, maximum: 0.3, scale: 'log' } },
  { path: 'maxLeaves', range: { minimum: 7, maximum: 63, scale: 'integer' } },
  { path: 'minChildCount', range: { minimum: 5, maximum: 100, scale: 'integer' } },
  { path: 'l2', range: { minimum: 0.1, maximum: 30, scale: 'log' } },
  { path: 'rowShare', range: { minimum: 0.5, maximum: 1, scale: 'linear' } },
  { path: 'columnShare', range: { minimum: 0.5, maximum: 1, scale: 'linear' } },
]

/** A dimension of a search from its path and the text typed for it; null if the text means nothing. */
export function parseSearchDimension(path: string, text: string): SearchDimension | null {
  const range = RANGE.exec(text.trim())
  const parsed = searchDimensionSchema.safeParse(
    range === null
      ? { path, values: text.split(',').map((value) => settingOf(value.trim())) }
      : {
          path,
          range: { minimum: Number(range[1]), maximum: Number(range[2]), scale: range[3]?.toLowerCase() ?? 'linear' },
        },
  )
  return text.trim() === '' || !parsed.success ? null : parsed.data
}

/** The text that means a dimension; the reverse of {@link parseSearchDimension}. */
export function searchDimensionText({ values, range }: SearchDimension): string {
  if (range === undefined) return (values ?? []).map(String).join(',')
  return `${range.minimum}..${range.maximum}${range.scale === 'linear' ? '' : `:${range.scale}`}`
}

function settingOf(text: string): number | string | boolean | null {
  if (text === 'true' || text === 'false') return text === 'true'
  if (text === 'null') return null
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}
