import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GERMAN_CREDIT } from '../helpers/test-app.ts'
import { Bench, expectJsonRefusal, expectRefusal } from './assay-process.ts'

const IS_WINDOWS = process.platform === 'win32'
const N_ROWS = 400

let bench: Bench
let before: Awaited<ReturnType<Bench['kept']>>

/** A target that depends on x, and other columns beside them. */
function table(columns: Readonly<Record<string, (row: number) => string>>, target: (row: number) => string): string {
  const names = Object.keys(columns)
  const rows = Array.from({ length: N_ROWS }, (_, row) =>
    [String((row * 37) % 101), ...names.map((name) => columns[name]!(row)), target(row)].join(','),
  )
  return `${['x', ...names, 'y'].join(',')}\n${rows.join('\n')}\n`
}

const isBad = (row: number): boolean => (row * 37) % 101 > 60 !== (row % 7 === 0)
const outcome = (row: number): string => (isBad(row) ? '1' : '0')

beforeAll(async () => {
  bench = new Bench()
  await bench.fill()
  const target = ['--target', 'y', '--event', '1']
  const holes = bench.file(
    'holes.csv',
    table({}, (row) => (row % 9 === 4 ? '' : outcome(row))),
  )
  await bench.json(['import', holes, '--name', 'Holes', ...target])
  const flat = bench.file('flat.csv', table({ seven: () => '7', empty: () => '' }, outcome))
  await bench.json(['import', flat, '--name', 'Flat', ...target])
  before = await bench.kept()
}, 60_000)

afterAll(() => bench.dispose())

describe('a file that cannot be imported', () => {
  const german = ['--target', 'credit', '--event']
  const files: [string, () => string | Uint8Array, string[], number, RegExp][] = [
    ['no bytes', () => '', [], 65, /is empty.*hint: /],
    ['a header and no rows', () => 'a,b\n', [], 65, /has a header and no rows; hint: /],
    ['a row too long', () => 'a,b\n1,2\n3,4,5\n', [], 65, /needs 2 cells in every row.* got 3 in line 3; hint: /],
    ['an open quote', () => 'a,b\n1,"2\n', [], 65, /quote that is never closed in line 2; hint: /],
    ['bytes of Latin-1', () => Buffer.from('a,b\n1,caf\xe9\n', 'latin1'), [], 65, /0xE9 in line 2; hint: .*--encoding/],
    ['a PDF', () => '%PDF-1.7\n1 0 obj\n', [], 65, /is a PDF document.*hint: /],
    ['compressed bytes', () => Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), [], 65, /.*gzip.*hint: /i],
    ['one class', () => table({}, () => '1'), ['--target', 'y', '--event', '1'], 65, /needs two classes.*hint: /],
    [
      'an empty target',
      () => table({}, () => ''),
      ['--target', 'y', '--event', '1'],
      65,
      /missing in every row; hint: /,
    ],
    ['wrong event', () => readFileSync(GERMAN_CREDIT), [...german, '9'], 65, /never has.* "9"; hint: .*"1", "2"/],
    [
      'wrong target',
      () => readFileSync(GERMAN_CREDIT),
      ['--target', 'creditt', '--event', '2'],
      65,
      /"creditt"; hint: /,
    ],
    [
      'a sensitive target',
      () => readFileSync(GERMAN_CREDIT),
      [...german, '2', '--sensitive', 'credit'],
      2,
      /needs one role.*hint: /,
    ],
  ]
  it.each(files)('%s', async (_name, content, options, code, message) => {
    const path = bench.file('bad.csv', content())
    expectRefusal(await bench.run(['import', path, '--name', 'Bad', ...options]), code, message)
  })

  const places: [string, () => string, number, RegExp][] = [
    ['that is missing', () => bench.path('nowhere.csv'), 66, /no file nowhere\.csv; hint: /],
    ['that is a folder', () => bench.folder, 65, /needs to be a file, got the folder .*hint: /],
  ]
  it.each(places)('%s', async (_name, path, code, message) => {
    expectRefusal(await bench.run(['import', path(), '--name', 'Bad']), code, message)
  })

  it.skipIf(IS_WINDOWS)('that is a pipe or a device (POSIX only)', async () => {
    const pipe = bench.path('pipe')
    execFileSync('mkfifo', [pipe])
    for (const path of [pipe, '/dev/zero']) {
      expectRefusal(await bench.run(['import', path, '--name', 'Bad']), 65, /ordinary file, got .*hint: /)
    }
    expectRefusal(await bench.run(['verify', '/dev/zero']), 65, /ordinary file, got .*hint: /)
    expectRefusal(await bench.run(['datasets', '--password-file', '/dev/zero']), 65, /is too long; hint: /)
  })
})

describe('training that cannot work', () => {
  const cases: [string, string[], number, RegExp][] = [
    ['missing outcomes', ['Holes'], 65, /value in every row.* row \d+; hint: .*rejectInference.*knownOnly/],
    [
      'everything left out',
      ['Flat', '--exclude', 'x', '--exclude', 'seven', '--exclude', 'empty'],
      2,
      /got none; hint: /,
    ],
    ['nothing but constants', ['Flat', '--exclude', 'x'], 65, /got none of 2.* seven: .* empty: /],
    ['a constant as target', ['Flat', '--target', 'seven', '--event', '7'], 65, /events and non-events.*hint: /],
    ['an unknown column left out', ['Flat', '--exclude', 'z'], 65, /no column "z"; hint: Its columns are: x, seven/],
    ['an ambiguous id', ['dv_'], 2, /ambiguous: 3 ids begin with it; hint: /],
    ['a wrong seed', ['Flat', '--seed', '-1'], 2, /whole number.*hint: /],
  ]
  it.each(cases)('%s', async (_name, [dataset, ...options], code, message) => {
    expectRefusal(await bench.run(['train', 'scorecard', '--dataset', dataset!, ...options]), code, message)
  })

  const params: [string, string, RegExp][] = [
    ['an unknown parameter', '{"colour":1}', /"colour"; hint: /],
    ['a value out of range', '{"scaling":{"pointsToDoubleOdds":0}}', /scaling\.pointsToDoubleOdds: .*hint: /],
    ['no JSON', '{', /not JSON; hint: /],
  ]
  it.each(params)('parameters with %s', async (_name, text, message) => {
    const path = bench.file('params.json', text)
    expectRefusal(await bench.run(['train', 'scorecard', '--dataset', 'Flat', '--params', path]), 65, message)
  })
})

describe('questions that have no answer', () => {
  const subject = ['--model', 'Card', '--dataset', 'German']
  const cases: [string, string[], number, RegExp][] = [
    [
      'the target as sensitive attribute',
      ['fairness', ...subject, '--sensitive', 'credit'],
      2,
      /than the target.*hint: /,
    ],
    ['too many groups', ['fairness', ...subject, '--sensitive', 'credit_amount'], 65, /at most 50 groups.*hint: /],
    ['row 0', ['explain', ...subject, '--row', '0'], 2, /1 or more.*hint: /],
    ['a row beyond the end', ['explain', ...subject, '--row', '1001'], 66, /1000 rows, got row 1001; hint: /],
    [
      'a model on other columns',
      ['validate', '--model', 'Card', '--dataset', 'Flat'],
      65,
      /no column "credit".*hint: /,
    ],
    ['an unknown procedure', ['call', 'dataset.burn'], 2, /no procedure "dataset\.burn"; hint: /],
    ['broken JSON', ['call', 'dataset.get', '{'], 2, /not JSON; hint: /],
    ['JSON of a wrong shape', ['call', 'dataset.rows', '[1]'], 2, /expected object.*hint: /],
    ['an unknown option', ['datasets', '--password', 'x'], 2, /unknown option.*hint: /],
  ]
  it.each(cases)('%s', async (_name, argv, code, message) => {
    expectRefusal(await bench.run(argv), code, message)
  })

  it.each([
    [['import', 'nowhere.csv', '--name', 'X'], 66, 'notFound'],
    [['datasets', '--frob'], 2, 'usage'],
    [['call', 'dataset.rows', '{"dataset":"Flat","offset":-1,"limit":5}'], 2, 'invalidInput'],
  ] as const)('--json says it in one document: %s', async (argv, code, errorCode) => {
    expectJsonRefusal(await bench.run([...argv, '--json']), code, errorCode)
  })
})

describe('outputs', () => {
  const score = (input: string, output: string) =>
    bench.run(['score', '--model', 'Card', '--in', input, '--out', output])

  it('never replace the input, by whatever name', async () => {
    const input = bench.file('in.csv', readFileSync(GERMAN_CREDIT))
    expectRefusal(await score(input, input), 2, /another file than the input.*hint: /)
    if (IS_WINDOWS) return
    symlinkSync(input, bench.path('link.csv'))
    expectRefusal(await score(input, bench.path('link.csv')), 2, /another file than the input.*hint: /)
    expect(readFileSync(input)).toEqual(readFileSync(GERMAN_CREDIT))
  })

  it('leave a file of the user alone whose name ends in .partial', async () => {
    const input = bench.file('scored.csv.partial', readFileSync(GERMAN_CREDIT))
    expect(await score(input, bench.path('files', 'scored.csv'))).toMatchObject({ code: 0 })
    expect(readFileSync(input)).toEqual(readFileSync(GERMAN_CREDIT))
  })

  it('need a place: no folder, no missing folder, no part of a path, no name without end', async () => {
    mkdirSync(bench.path('a-folder'))
    expectRefusal(await score(GERMAN_CREDIT, bench.path('a-folder')), 73, /got the folder a-folder; hint: /)
    expectRefusal(await score(GERMAN_CREDIT, bench.path('none', 'x.csv')), 73, /x\.csv cannot be written.*hint: /)
    expectRefusal(await score(GERMAN_CREDIT, `${GERMAN_CREDIT}/x.csv`), 73, /x\.csv cannot be written.*hint: /)
    expectRefusal(await score(GERMAN_CREDIT, bench.path(`${'n'.repeat(300)}.csv`)), 73, /hint: /)
    expectRefusal(
      await bench.run(['model', 'export', 'Card', '--format', 'json', '--out', bench.path('a-folder')]),
      73,
      /got the folder a-folder; hint: /,
    )
  })

  it('never replace the database of the workspace', async () => {
    const output = bench.path('workspace', 'assay.db')
    expectRefusal(await bench.run(['pack', '--model', 'Card', '--out', output]), 2, /outside of workspace.*hint: /)
  })

  it.skipIf(IS_WINDOWS)('never replace a pipe or a device (POSIX only)', async () => {
    const pipe = bench.path('out-pipe')
    execFileSync('mkfifo', [pipe])
    expectRefusal(await score(GERMAN_CREDIT, pipe), 73, /got a device or a pipe: out-pipe; hint: /)
  })

  it('of an earlier run stay when scoring fails half-way', async () => {
    const output = bench.path('files', 'kept.csv')
    writeFileSync(output, 'from before')
    const lines = readFileSync(GERMAN_CREDIT, 'utf8').trimEnd().split('\n')
    const ragged = bench.file('ragged.csv', [...lines.slice(0, 900), 'a,b'].join('\n'))
    expectRefusal(await score(ragged, output), 65, /got 2 in line 901; hint: /)
    const narrow = bench.file('narrow.csv', lines.map((line) => line.split(',').slice(1).join(',')).join('\n'))
    expectRefusal(await score(narrow, output), 65, /needs the column "status".*hint: /)
    expect(readFileSync(output, 'utf8')).toBe('from before')
    expect(existsSync(`${output}.assay.partial`)).toBe(false)
  })

  it('are the same for another column order, CRLF, a byte order mark and extra columns', async () => {
    const rows = readFileSync(GERMAN_CREDIT, 'utf8').trimEnd().split('\n').slice(0, 50)
    const turned = rows.map((line, row) => [row === 0 ? 'extra' : "=cmd|' /C calc'!A0", ...line.split(',').reverse()])
    const path = bench.file('turned.csv', `\ufeff${turned.map((cells) => cells.join(',')).join('\r\n')}\r\n`)
    expect(await score(bench.file('plain.csv', `${rows.join('\n')}\n`), bench.path('plain-out.csv'))).toMatchObject({
      code: 0,
    })
    expect(await score(path, bench.path('turned-out.csv'))).toMatchObject({ code: 0 })
    const added = (name: string, nColumns: number) =>
      readFileSync(bench.path(name), 'utf8')
        .trimEnd()
        .split(/\r?\n/)
        .map((line) => line.split(',').slice(nColumns).join(','))
    expect(added('turned-out.csv', 22)).toEqual(added('plain-out.csv', 21))
    expect(readFileSync(bench.path('turned-out.csv'), 'utf8')).toContain("\r\n'=cmd|' /C calc'!A0,")
  })
})

describe('a PDF that is no pack', () => {
  it.each([
    ['another PDF', '%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF', 65],
    ['an empty file', '', 65],
  ])('%s', async (_name, content, code) => {
    expectRefusal(await bench.run(['verify', bench.file('foreign.pdf', content)]), code, /hint: /)
  })
})

describe('all these refusals', () => {
  it('kept nothing, and left an audit log that verifies', async () => {
    expect(await bench.kept()).toEqual(before)
    expect(await bench.json(['audit', 'verify'])).toMatchObject({ ok: true })
  })
})

describe('column names from another world', () => {
  const ESCAPE = '\u001b[31m'
  const names = ['__proto__', 'constructor', '', 'x', 'x', 'w'.repeat(5000), 'a\nb', '😀', '\u202eevil', `red${ESCAPE}`]
  const formula = "=cmd|' /C calc'!A0"

  it('go from import to training, scoring, explanation and pack', async () => {
    const quoted = [...names, formula, '(y.*)[$^'].map((name) => `"${name}"`).join(',')
    const rows = Array.from({ length: N_ROWS }, (_, row) =>
      [
        ...names.map((_name, column) => String((row * (column + 3)) % 11)),
        isBad(row) ? '+low' : '@high',
        outcome(row),
      ].join(),
    )
    const path = bench.file('weird.csv', `${quoted}\n${rows.join('\n')}\n`)
    const options = ['--target', '(y.*)[$^', '--event', '1', '--sensitive', '__proto__']
    const version = await bench.json<{ columns: { name: string; role: string }[] }>([
      'import',
      path,
      '--name',
      'W',
      ...options,
    ])
    const read = version.columns.map((column) => column.name)
    expect(read).toEqual([...names.slice(0, 2), 'column_3', 'x', 'x_2', ...names.slice(5), formula, '(y.*)[$^'])
    expect(version.columns[0]).toMatchObject({ name: '__proto__', role: 'sensitive' })

    const trained = await bench.run(['train', 'scorecard', '--dataset', 'W', '--name', '__proto__'])
    expect({ code: trained.code, isSafe: isSafeForTerminals(trained.out) }).toEqual({ code: 0, isSafe: true })
    const explained = await bench.run(['explain', '--model', '__proto__', '--dataset', 'W', '--row', '1'])
    expect({ code: explained.code, isSafe: isSafeForTerminals(explained.out) }).toEqual({ code: 0, isSafe: true })

    const output = bench.path(IS_WINDOWS ? 'weird-out.csv' : `weird-${ESCAPE}out.csv`)
    const said = await bench.run(['score', '--model', '__proto__', '--in', path, '--out', output])
    expect({ code: said.code, isSafe: isSafeForTerminals(said.out) }).toEqual({ code: 0, isSafe: true })
    const scored = readFileSync(output, 'utf8')
    expect(scored).toContain(`'${formula},`)
    expect(scored).toMatch(/,'(\+low|@high),[01],/)
    expect(scored).not.toMatch(/(^|,)[=+@]/m)

    const pdf = bench.path('weird.pdf')
    expect(await bench.run(['pack', '--model', '__proto__', '--out', pdf])).toMatchObject({ code: 0 })
    expect(await bench.json(['verify', pdf])).toMatchObject({ ok: true, problems: [] })
  }, 60_000)
})

/** Nothing that a terminal would obey: no escapes, no turning of the direction of writing. */
function isSafeForTerminals(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return !/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(text)
}
