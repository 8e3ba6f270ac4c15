import fc from 'fast-check'
import type { Expression } from '../../../../src/main/core/expression/expression.ts'

const at = fc.constant(0)
const column = (name: string) => fc.record({ kind: fc.constant('column' as const), name: fc.constant(name), at })
const call = (name: string, ...list: fc.Arbitrary<Expression>[]) =>
  fc.record({ kind: fc.constant('call' as const), name: fc.constant(name), arguments: fc.tuple(...list), at })

/** Well-typed expressions of any type over a, b (numbers), t (text) and d (date). */
export function anyExpression(): fc.Arbitrary<Expression> {
  const { any } = fc.letrec<Record<'number' | 'text' | 'boolean' | 'date' | 'any', Expression>>((tie) => ({
    number: fc.oneof(
      { maxDepth: 5 },
      fc.record({ kind: fc.constant('number' as const), value: fc.nat(9), at }),
      column('a'),
      column('b'),
      fc.record({ kind: fc.constant('negate' as const), of: tie('number'), at }),
      fc.record({
        kind: fc.constant('arithmetic' as const),
        operator: fc.constantFrom('+', '-', '*', '/', '^'),
        left: tie('number'),
        right: tie('number'),
        at,
      }),
      call('if', tie('boolean'), tie('number'), tie('number')),
      call('coalesce', tie('number'), tie('number')),
      call('length', tie('text')),
      call('month', tie('date')),
    ),
    text: fc.oneof(
      { maxDepth: 5 },
      column('t'),
      fc.record({ kind: fc.constant('text' as const), value: fc.constantFrom('x', "it's", ''), at }),
      call('upper', tie('text')),
      call('concat', tie('text'), tie('text')),
      call('text', tie('number')),
      call('switch', tie('number'), tie('number'), tie('text'), tie('text')),
    ),
    boolean: fc.oneof(
      { maxDepth: 5 },
      fc.record({ kind: fc.constant('isMissing' as const), of: tie('text'), at }),
      fc.record({ kind: fc.constant('not' as const), of: tie('boolean'), at }),
      fc.record({
        kind: fc.constant('logic' as const),
        operator: fc.constantFrom('and', 'or'),
        operands: fc.array(tie('boolean'), { minLength: 2, maxLength: 3 }),
        at,
      }),
      fc.record({
        kind: fc.constant('compare' as const),
        operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
        left: tie('number'),
        right: tie('number'),
        at,
      }),
      fc.record({
        kind: fc.constant('in' as const),
        of: tie('text'),
        list: fc.array(tie('text'), { minLength: 1, maxLength: 3 }),
        at,
      }),
      fc.record({ kind: fc.constant('between' as const), of: tie('date'), low: tie('date'), high: tie('date'), at }),
    ),
    date: fc.oneof(
      { maxDepth: 5 },
      column('d'),
      call('addMonths', tie('date'), tie('number')),
      call('date', tie('text')),
    ),
    any: fc.oneof(tie('number'), tie('text'), tie('boolean'), tie('date')),
  }))
  return any as fc.Arbitrary<Expression>
}
