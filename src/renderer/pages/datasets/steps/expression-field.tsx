import { Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import type { Cell, ExpressionProblem } from '../../../../shared/contract/index.ts'
import type { Step } from '../../../../shared/contract/step.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { ErrorState, sentence } from '../../../components/error-state.tsx'
import { placeInText } from './expression-text.ts'

type ValueType = 'number' | 'text' | 'boolean' | 'date'

export interface ExpressionFieldProps {
  readonly dataset: string
  /** Steps before it, whose columns it may use. */
  readonly steps: readonly Step[]
  readonly label: string
  readonly expression: string
  readonly onChange: (expression: string) => void
  readonly input: RefObject<HTMLTextAreaElement | null>
  /** The type it must have; null for any. */
  readonly wanted: ValueType | null
}

const CHECK_DELAY_MS = 300
const TYPE_WORDS: Readonly<Record<ValueType, string>> = {
  number: 'number',
  text: 'text',
  boolean: 'true or false',
  date: 'date',
}

/** The check of an expression as it is typed, a moment behind. */
export function useExpressionCheck(dataset: string, steps: readonly Step[], expression: string) {
  const { api } = useServices()
  const [settled] = useDebouncedValue(expression, CHECK_DELAY_MS)
  return useQuery({
    ...api.expression.check.queryOptions({
      input: { dataset, steps: [...steps], expression: settled },
      enabled: settled.trim() !== '',
      placeholderData: keepPreviousData,
    }),
    // Cells of the first rows are not kept once they are out of sight.
    gcTime: 0,
  })
}

/** An expression with its check: what is wrong and where, its type, and its value on the first rows. */
export function ExpressionField(props: ExpressionFieldProps) {
  const { expression, wanted } = props
  const check = useExpressionCheck(props.dataset, props.steps, expression)
  const isBlank = expression.trim() === ''
  const result = isBlank ? undefined : check.data
  const wrongType = result?.type && wanted !== null && result.type !== wanted ? result.type : null
  return (
    <div className="stack" style={{ gap: 8 }}>
      <Textarea
        ref={props.input}
        className="expression-input"
        label={props.label}
        value={expression}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        maxLength={10_000}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={(result?.problem ?? wrongType) !== null && result !== undefined}
      />
      {check.error !== null && <ErrorState error={check.error} onRetry={() => void check.refetch()} />}
      <div aria-live="polite">
        {isBlank && (
          <p className="caption" style={{ margin: 0 }}>
            Checked while you type, on the first rows of this version.
          </p>
        )}
        {result?.problem && <Problem expression={expression} problem={result.problem} input={props.input} />}
        {wrongType !== null && wanted !== null && (
          <p className="caption" style={{ margin: 0, color: 'var(--assay-breach)' }}>
            It must be {TYPE_WORDS[wanted]}, this is {TYPE_WORDS[wrongType]}.
          </p>
        )}
        {result?.type && wrongType === null && (
          <p className="caption" style={{ margin: 0 }}>
            ● Fits. Gives {TYPE_WORDS[result.type]}
            {result.columns.length === 0 ? '' : `, from ${result.columns.join(', ')}`}.
            {result.rows.length === 0 && result.columns.length > 0
              ? ' Values are not shown: it uses a masked column.'
              : ''}
          </p>
        )}
      </div>
      {result !== undefined && result.rows.length > 0 && <FirstRows columns={result.columns} rows={result.rows} />}
    </div>
  )
}

function Problem(props: { expression: string; problem: ExpressionProblem; input: ExpressionFieldProps['input'] }) {
  const { expression, problem } = props
  const place = problem.position === null ? null : placeInText(expression, problem.position)
  const goThere = () => {
    const at = Math.min(problem.position ?? 0, expression.length)
    props.input.current?.focus()
    props.input.current?.setSelectionRange(at, Math.min(at + 1, expression.length))
  }
  return (
    <div className="stack" style={{ gap: 4 }}>
      {place !== null && <pre className="caret-lines">{`${place.line}\n${' '.repeat(place.before)}^`}</pre>}
      <p style={{ margin: 0, color: 'var(--assay-breach)' }}>
        {sentence(problem.message)}{' '}
        {place !== null && (
          <button type="button" className="plain-button link-button" onClick={goThere}>
            {place.lineNumber > 1 ? `Go to line ${place.lineNumber}, ` : 'Go to '}
            character {place.before + 1}
          </button>
        )}
      </p>
      {problem.hint !== null && (
        <p className="caption" style={{ margin: 0 }}>
          {sentence(problem.hint)}
        </p>
      )}
    </div>
  )
}

interface Row {
  readonly index: number
  readonly cells: readonly Cell[]
  readonly value: Cell | boolean
}

function FirstRows({ columns, rows }: { columns: readonly string[]; rows: readonly Omit<Row, 'index'>[] }) {
  const shown: readonly Column<Row>[] = [
    { id: 'row', header: 'Row', isNumeric: true, text: (row) => String(row.index + 1) },
    ...columns.map(
      (name, index): Column<Row> => ({
        id: `column ${name}`,
        header: name,
        text: (row) => cellText(row.cells[index] ?? null),
        isNumeric: typeof rows[0]?.cells[index] === 'number',
        clip: 140,
      }),
    ),
    {
      id: 'value',
      header: 'Value',
      isNumeric: rows.some((row) => typeof row.value === 'number'),
      text: (row) => cellText(row.value),
      cell: (row) => (
        <strong>{typeof row.value === 'number' ? formatNumber(row.value, 'number') : cellText(row.value)}</strong>
      ),
      clip: 180,
    },
  ]
  return (
    <DataTable
      label="The expression on the first rows"
      columns={shown}
      rows={rows.map((row, index) => ({ ...row, index }))}
      rowKey={(row) => String(row.index)}
      maxHeight={190}
      hasTools={false}
    />
  )
}

function cellText(cell: Cell | boolean): string {
  return cell === null ? 'missing' : String(cell)
}
