import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DatasetContent, RowsAsWholes, RowsByKey } from '../../../../src/main/core/data-report/diff-types.ts'
import { diffVersions } from '../../../../src/main/core/data-report/diff-versions.ts'
import { type Column, createFrame, type Frame, takeFrameRows } from '../../../../src/main/core/frame/frame.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'
import golden from '../../../golden/data-report.json' with { type: 'json' }
import { numberColumn, readTaiwan, textColumn } from './real-data.ts'

function content(frame: Frame, role = 'feature'): DatasetContent {
  return { frame, columns: [...frame.columns.values()].map(({ name, kind }) => ({ name, type: kind, role })) }
}

const version = (...columns: Column[]) => content(createFrame(columns))

describe('diffVersions against pandas', () => {
  const taiwan = readTaiwan(['EDUCATION'])
  const backwards = takeFrameRows(
    taiwan,
    Array.from({ length: 1400 }, (_, i) => 1499 - i),
  )
  const ids = backwards.columns.get('ID')!
  const columns = [...backwards.columns.values()].map((column) =>
    column.name === 'AGE' && column.kind === 'numeric' && ids.kind === 'numeric'
      ? { ...column, values: column.values.map((value, i) => (ids.values[i]! % 3 === 0 ? value + 1 : value)) }
      : column,
  )
  const before = content(
    takeFrameRows(
      taiwan,
      Array.from({ length: 1400 }, (_, i) => i),
    ),
  )
  const after = version(...columns)

  it('by key', () => {
    const rows = diffVersions(before, after, ['ID']).rows as RowsByKey
    const { nAdded, nRemoved, nChanged, nSameRows } = golden.diff
    expect(rows).toMatchObject({ matching: 'key', nAdded, nRemoved, nChanged, nUnchanged: nSameRows })
    expect(Object.fromEntries(rows.columns.map(({ column, nChanged }) => [column, nChanged]))).toEqual(
      golden.diff.columns,
    )
    expect(rows.columns.find(({ column }) => column === 'AGE')!.keys).toHaveLength(100)
    expect(rows.removedKeys[0]).toEqual([1])
  })

  it('as wholes', () => {
    const diff = diffVersions(before, after)
    const { nSameRows } = golden.diff
    expect(diff.rows).toMatchObject({
      matching: 'wholeRow',
      nUnchanged: nSameRows,
      nAdded: 1400 - nSameRows,
      nRemoved: 1400 - nSameRows,
      reason: 'no key column was named',
    })
    expect(diff.drift.columns).toHaveLength(25)
  })
})

describe('the schema', () => {
  it('tells what was added, removed, changed and moved', () => {
    const before = version(numberColumn('a', [1]), numberColumn('b', [1]), textColumn('c', ['1']))
    const after = content(
      createFrame([textColumn('c', ['1']), textColumn('b', ['1']), numberColumn('d', [1])]),
      'target',
    )
    const diff = diffVersions(before, after)
    expect(diff.schema).toEqual({
      added: ['d'],
      removed: ['a'],
      changed: [
        { column: 'c', before: { type: 'text', role: 'feature' }, after: { type: 'text', role: 'target' } },
        { column: 'b', before: { type: 'numeric', role: 'feature' }, after: { type: 'text', role: 'target' } },
      ],
      isReordered: true,
    })
    expect(diff.comparedColumns).toEqual(['c'])
    expect(diffVersions(before, before).schema).toEqual({ added: [], removed: [], changed: [], isReordered: false })
  })
})

describe('the rows', () => {
  it('are matched by several key columns, missing keys included', () => {
    const before = version(
      textColumn('k', ['a', 'a', 'b', null]),
      numberColumn('l', [1, 2, 1, null]),
      numberColumn('x', [10, 20, null, 40]),
    )
    const after = version(
      textColumn('k', [null, 'b', 'a', 'c']),
      numberColumn('l', [null, 1, 1, 1]),
      numberColumn('x', [40, 30, 10, 50]),
    )
    const rows = diffVersions(before, after, ['k', 'l']).rows
    expect(rows).toEqual({
      matching: 'key',
      nAdded: 1,
      nRemoved: 1,
      nChanged: 1,
      nUnchanged: 2,
      addedKeys: [['c', 1]],
      removedKeys: [['a', 2]],
      columns: [{ column: 'x', nChanged: 1, keys: [['b', 1]] }],
    })
  })

  it('are compared as wholes where the key fails, and say why', () => {
    const once = version(numberColumn('k', [1, 2]))
    const twice = version(numberColumn('k', [1, 1, 2]))
    const reasonOf = (before: DatasetContent, after: DatasetContent, key: string) =>
      (diffVersions(before, after, [key]).rows as RowsAsWholes).reason
    expect(reasonOf(twice, once, 'k')).toBe(
      'the key needs to be unique in both versions, got 1 repeated in the first version',
    )
    expect(reasonOf(once, twice, 'k')).toContain('got 1 repeated in the second version')
    expect(reasonOf(once, once, 'z')).toBe('the key needs columns of both versions with one type, got "z"')
    expect(diffVersions(once, twice).rows).toMatchObject({ nAdded: 1, nRemoved: 0, nUnchanged: 2 })
    const other = version(textColumn('t', ['a']))
    expect(diffVersions(once, other).rows).toMatchObject({ nAdded: 1, nRemoved: 2, nUnchanged: 0 })
  })

  it('tell −0 from 0, and no missing number from another', () => {
    const odd = new Float64Array(new BigUint64Array([0x7ff8_0000_0000_0001n]).buffer)
    const before = version({ kind: 'numeric', name: 'x', values: Float64Array.of(0, 3, Number.NaN) })
    const after = version({ kind: 'numeric', name: 'x', values: Float64Array.of(-0, 3, odd[0]!) })
    new BigUint64Array((after.frame.columns.get('x') as { values: Float64Array }).values.buffer)[2] =
      0x7ff8_0000_0000_0001n
    expect(diffVersions(before, after).rows).toMatchObject({ nUnchanged: 2, nAdded: 1, nRemoved: 1 })
  })

  it('count as a slow comparison does', () => {
    const cell = fc.oneof(fc.constantFrom(null, 0, 1, 2))
    const table = fc.array(fc.tuple(cell, fc.constantFrom('a', 'b', 'c', null)), { maxLength: 30 })
    fc.assert(
      fc.property(table, table, (one, two) => {
        const make = (rows: readonly (readonly [number | null, string | null])[]) =>
          version(
            numberColumn(
              'x',
              rows.map(([x]) => x),
            ),
            textColumn(
              't',
              rows.map(([, t]) => t),
            ),
          )
        const left = one.map((row) => JSON.stringify(row))
        let nUnchanged = 0
        for (const row of two) {
          const at = left.indexOf(JSON.stringify(row))
          if (at < 0) continue
          left.splice(at, 1)
          nUnchanged++
        }
        expect(diffVersions(make(one), make(two)).rows).toMatchObject({ nUnchanged, nRemoved: left.length })
      }),
    )
  })

  it('are not confused by equal hashes', () => {
    // Among 200,000 times 200,000 pairs of rows about nine have the same 32-bit hash.
    const random = createRandom(7)
    const draw = (from: number) => Array.from({ length: 200_000 }, () => from + random.nextDouble())
    const [before, after] = [version(numberColumn('x', draw(0))), version(numberColumn('x', draw(2)))]
    expect(diffVersions(before, after).rows).toMatchObject({ nUnchanged: 0 })
  })

  it('need a description of every column', () => {
    const frame = createFrame([numberColumn('x', [1])])
    expect(() => diffVersions({ frame, columns: [] }, content(frame))).toThrow(
      'diffVersions needs one description per column, got 0 for 1 columns',
    )
  })
})
