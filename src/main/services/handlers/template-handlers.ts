import type { ImportDecisions, ImportTemplate } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'

export function listTemplates(_input: unknown, call: SignedInCall): ImportTemplate[] {
  return call.workspace.notes.templates()
}

/** Saves decisions under a name; an older template of that name is replaced. */
export function saveTemplate(input: { name: string; decisions: ImportDecisions }, call: AuditedCall): ImportTemplate {
  const { workspace, state, session } = call
  const before = workspace.notes.template(input.name)
  const template = { ...input, createdAt: state.now.toISOString(), createdBy: session.userName }
  return call.commit(() => {
    workspace.notes.saveTemplate(template)
    return {
      value: template,
      object: `import template ${input.name}`,
      before: before === null ? null : contentHash(before.decisions),
      after: contentHash(input.decisions),
    }
  })
}

export function removeTemplate(input: { name: string }, call: AuditedCall): Record<string, never> {
  return call.commit(() => {
    if (!call.workspace.notes.removeTemplate(input.name)) throw noTemplate(input.name, call)
    return { value: {}, object: `import template ${input.name}` }
  })
}

/** The template of that name. @throws AppError `notFound` */
export function findTemplate(name: string, call: SignedInCall): ImportTemplate {
  const template = call.workspace.notes.template(name)
  if (template === null) throw noTemplate(name, call)
  return template
}

function noTemplate(name: string, call: SignedInCall): AppError {
  const known = call.workspace.notes.templates().map((template) => template.name)
  return new AppError('notFound', `There is no import template "${name}"`, {
    hint: known.length === 0 ? 'None has been saved yet.' : `Known: ${known.slice(0, 5).join(', ')}.`,
  })
}
