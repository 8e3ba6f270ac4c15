import { readFileSync } from 'node:fs'

const [header = '', ...lines] = readFileSync(
  new URL('../../../../resources/demo/german-credit.csv', import.meta.url),
  'utf8',
)
  .trim()
  .split(/\r?\n/)
const names = header.split(',')

/** Texts of one column of the shipped German Credit data. */
export function germanColumn(name: string): string[] {
  const index = names.indexOf(name)
  if (index < 0) throw new Error(`german credit has no column ${name}`)
  return lines.map((line) => line.split(',')[index]!)
}

/** Outcomes of German Credit: 1 = bad. */
export function germanOutcomes(): Uint8Array {
  return Uint8Array.from(germanColumn('credit'), (text) => (text === '2' ? 1 : 0))
}
