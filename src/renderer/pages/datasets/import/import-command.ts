import { assayCommand, type CommandWorkspace } from '../../../words/command-line.ts'
import type { ImportInput } from './import-choices.ts'

/** The command that imports the file just so. */
export function importCommand(input: ImportInput, workspace: CommandWorkspace): string {
  const { options } = input
  const settings = input.columns
  return assayCommand(
    'import',
    [input.path || 'FILE'],
    [
      ['name', input.name || 'NAME'],
      ['template', input.template],
      ['append', input.append !== undefined],
      ['key', input.append?.key ?? []],
      ['target', input.target?.column],
      ['event', input.target?.eventValue],
      ['sensitive', settings.filter(({ role }) => role === 'sensitive').map(({ column }) => column)],
      [
        'role',
        settings.flatMap(({ column, role }) =>
          role === undefined || role === 'sensitive' ? [] : [`${column}=${role}`],
        ),
      ],
      ['special', settings.flatMap(({ column, specialCodes = [] }) => specialCodes.map((code) => `${column}=${code}`))],
      [
        'privacy',
        settings.flatMap(({ column, privacy }) => (privacy ? [`${column}=${privacy.class}:${privacy.treatment}`] : [])),
      ],
      ['describe', settings.flatMap(({ column, description }) => (description ? [`${column}=${description}`] : []))],
      ['unit', settings.flatMap(({ column, unit }) => (unit ? [`${column}=${unit}`] : []))],
      ['format', options.format],
      ['sheet', options.sheet],
      ['delimiter', options.delimiter === '\t' ? 'tab' : options.delimiter],
      ['quote', options.quote],
      ['escape', options.escape],
      ['decimal', options.decimal],
      ['thousands', options.thousands === null ? 'none' : options.thousands],
      ['encoding', options.encoding],
      ['header', options.hasHeader === true],
      ['no-header', options.hasHeader === false],
      ['skip-lines', options.skipLines === undefined ? null : String(options.skipLines)],
      ['comment', options.comment === null ? 'none' : options.comment],
      ['ragged', options.raggedRows],
      ['missing', options.missing ?? []],
      [
        'type',
        (options.types ?? []).flatMap(({ column, type, dateFormat }) =>
          dateFormat === undefined ? [`${column}=${type}`] : [],
        ),
      ],
      [
        'date-format',
        (options.types ?? []).flatMap(({ column, dateFormat }) =>
          dateFormat === undefined ? [] : [`${column}=${dateFormat}`],
        ),
      ],
    ],
    workspace,
  )
}
