import type { Client } from '../local-client.ts'
import { renderTable } from './table.ts'

type CheckedExpression = Awaited<ReturnType<Client['expression']['check']>>
type Reference = Awaited<ReturnType<Client['expression']['reference']>>

const SHOWN_ROWS = 5

/** The line of an expression the fault stands in, and a caret under the character. */
export function markedExpression(expression: string, position: number): [line: string, mark: string] {
  const start = expression.lastIndexOf('\n', position - 1) + 1
  const end = expression.indexOf('\n', position)
  const line = expression.slice(start, end < 0 ? undefined : end)
  // One cell per character; what the terminal shows wider moves the caret, so such characters are counted, not measured.
  const before = [...expression.slice(start, position)].length
  return [`  ${line}`, `  ${' '.repeat(before)}^`]
}

/** What an expression gives on the first rows, or what is wrong with it and where. */
export function expressionText(expression: string, { problem, type, columns, rows }: CheckedExpression): string {
  if (problem !== null) {
    const mark = problem.position === null ? [] : markedExpression(expression, problem.position)
    return [...mark, `problem: ${problem.message}${problem.hint === null ? '' : `; hint: ${problem.hint}`}`].join('\n')
  }
  const head = `${type ?? 'missing'}, from ${columns.length === 0 ? 'no column' : columns.join(', ')}`
  if (rows.length === 0) return `${head}\nNo row is shown: it uses a masked column.`
  const text = (value: unknown): string => (value === null ? '(missing)' : String(value))
  const table = renderTable(
    [...columns.map((header) => ({ header })), { header: 'value' }],
    rows.slice(0, SHOWN_ROWS).map(({ cells, value }) => [...cells.map(text), text(value)]),
  )
  return `${head}\n\n${table}`
}

export function referenceText({ functions, features }: Reference): string {
  const calls = renderTable(
    [{ header: 'function' }, { header: 'gives' }],
    functions.map(({ signature, description }) => [signature, description]),
  )
  const templates = renderTable(
    [{ header: 'feature' }, { header: 'expression' }, { header: 'unit' }],
    features.map(({ label, template, unit }) => [label, template, unit]),
  )
  return `${calls}\n\n${templates}`
}
