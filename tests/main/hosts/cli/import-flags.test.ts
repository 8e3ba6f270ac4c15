import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { nameOfFile } from '../../../../src/main/hosts/cli/import-files.ts'
import { addDecisionFlags, type DecisionFlags, decisionsOf } from '../../../../src/main/hosts/cli/import-flags.ts'

function parse(...argv: string[]): ReturnType<typeof decisionsOf> {
  const command = addDecisionFlags(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
  return decisionsOf(command.parse(argv, { from: 'user' }).opts<DecisionFlags>())
}

describe('decisions on the command line', () => {
  it('says nothing of what is not given', () => {
    expect(parse()).toEqual({ sensitive: [], columns: [], options: {} })
  })

  it('reads every read option', () => {
    const { options } = parse(
      ...['--format', 'csv', '--sheet', 'S', '--delimiter', 'tab', '--quote', "'", '--escape', 'backslash'],
      ...['--decimal', ',', '--thousands', 'space', '--encoding', 'latin-1', '--no-header', '--skip-lines', '2'],
      ...['--comment', '#', '--ragged', 'repair', '--missing', '-', '--missing', ''],
      ...['--type', 'a=b=text', '--type', 'd=date', '--date-format', 'd=DD/MM/YYYY', '--date-format', 'e=YYYY-MM'],
    )
    expect(options).toEqual({
      format: 'csv',
      sheet: 'S',
      delimiter: '\t',
      quote: "'",
      escape: 'backslash',
      decimal: ',',
      thousands: ' ',
      encoding: 'latin-1',
      hasHeader: false,
      skipLines: 2,
      comment: '#',
      raggedRows: 'repair',
      missing: ['-', ''],
      types: [
        { column: 'a=b', type: 'text' },
        { column: 'd', type: 'date', dateFormat: 'DD/MM/YYYY' },
        { column: 'e', type: 'date', dateFormat: 'YYYY-MM' },
      ],
    })
  })

  it('tells none from nothing said', () => {
    expect(parse('--thousands', 'none', '--comment', 'none', '--header').options).toEqual({
      thousands: null,
      comment: null,
      hasHeader: true,
    })
  })

  it('gathers what is said of one column', () => {
    const said = parse(
      ...['--special', 'age=8888', '--role', 'age=sensitive', '--special', 'age=9999', '--unit', 'age=years'],
      ...['--privacy', 'mail=email:pseudonymise', '--privacy', 'x=none', '--describe', 'mail=where a = b'],
    )
    expect(said.columns).toEqual([
      { column: 'age', role: 'sensitive', specialCodes: ['8888', '9999'], unit: 'years' },
      { column: 'mail', privacy: { class: 'email', treatment: 'pseudonymise' }, description: 'where a = b' },
      { column: 'x', privacy: null },
    ])
  })

  it.each([
    [['--role', 'age=nope'], 'ROLE'],
    [['--role', '=feature'], 'COL=ROLE'],
    [['--role', 'age=target'], '--target COL --event VALUE'],
    [['--privacy', 'mail=email'], 'CLASS:TREATMENT'],
    [['--privacy', 'mail=email:nope'], 'TREATMENT'],
    [['--privacy', 'mail'], 'COL=CLASS'],
    [['--special', '8888'], 'COL=VALUE'],
    [['--describe', '=x'], 'COL=TEXT'],
    [['--thousands', ';'], 'none'],
    [['--decimal', ';'], '. or ,'],
    [['--format', 'pdf'], 'csv or xlsx'],
    [['--type', 'a=number'], 'numeric or text or date'],
    [['--type', 'a=text', '--date-format', 'a=YYYY'], '--date-format needs a date column'],
    [['--sensitive', 'age', '--role', 'age=feature'], 'needs one role, got sensitive and feature'],
    [['--target', 'y', '--event', '1', '--role', 'y=weight'], 'needs one role, got target and weight'],
    [['--role', 'a=date', '--role', 'a=weight'], 'needs one role, got date and weight'],
    [['--event', '1'], '--event needs --target'],
    [['--target', 'y'], '--target needs --event'],
  ])('refuses %j', (argv, message) => {
    expect(() => parse(...argv)).toThrow(message)
  })

  it('lets one role be said twice', () => {
    expect(parse('--sensitive', 'age', '--role', 'age=sensitive').sensitive).toEqual(['age'])
  })
})

it.each([
  ['/a/loans.csv', 'loans'],
  ['loans.CSV.GZ', 'loans'],
  ['loans.2024.parquet', 'loans.2024'],
  ['loans', 'loans'],
  ['.csv', '.csv'],
])('names the dataset of %s %s', (file, name) => {
  expect(nameOfFile(file)).toBe(name)
})
