import { gbdtParamsSchema, scorecardParamsSchema } from '../../../shared/contract/index.ts'
import type { DraftSpec } from './use-development-draft.ts'

type Read<Params> =
  | { readonly isRead: true; readonly params: Params }
  | { readonly isRead: false; readonly problem: string }

/** The parameters that a file holds for the method of this specification; a name that no parameter has is refused. */
export function paramsOfFile<Spec extends DraftSpec>(text: string, spec: Spec): Read<Spec['params']> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { isRead: false, problem: 'The file is not JSON.' }
  }
  const schema = spec.method === 'gbdt' ? gbdtParamsSchema : scorecardParamsSchema
  const read = schema.strict().safeParse(value)
  if (read.success) return { isRead: true, params: read.data as Spec['params'] }
  const issue = read.error.issues[0]
  const place = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `
  const other = spec.method === 'gbdt' ? 'of boosted trees' : 'of a regression'
  return { isRead: false, problem: `${place}${issue?.message ?? 'not understood'}. It needs the parameters ${other}.` }
}
