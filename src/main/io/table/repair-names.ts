import type { IssueList } from './parse-issues.ts'

/**
 * Makes column names distinct and non-empty: `column_5` for an empty one, `name_2` for a repeated one. Every repair is listed.
 *
 * @param names - as they stand in the header
 * @param line - physical line of the header
 */
export function repairNames(names: readonly string[], line: number, issues: IssueList): string[] {
  // Names that stand in the file as they are keep their right to them.
  const taken = new Set(names)
  const used = new Set<string>()
  return names.map((name, index) => {
    if (name.trim() !== '' && !used.has(name)) {
      used.add(name)
      return name
    }
    const isEmpty = name.trim() === ''
    const stem = isEmpty ? `column_${index + 1}` : name
    let repaired = stem
    for (let n = 2; used.has(repaired) || (repaired !== name && taken.has(repaired)) || repaired === name; n++)
      repaired = `${stem}_${n}`
    used.add(repaired)
    issues.add(
      line,
      repaired,
      name,
      isEmpty ? 'the header cell is empty' : 'the name occurs more than once',
      `named ${repaired}`,
    )
    return repaired
  })
}
