/**
 * What one argument of a function may be. `same`: any type, the same for all such arguments; `ordered`: the same, but
 * number, date or text; `constant`: a number written out; `pattern` and `format`: a text written out.
 */
export type ParameterKind =
  | 'number'
  | 'text'
  | 'boolean'
  | 'date'
  | 'any'
  | 'same'
  | 'ordered'
  | 'constant'
  | 'pattern'
  | 'format'
  | 'textOrDate'
  | 'numberOrBoolean'

/** A function of the expression language: how it is called and what it gives. */
export interface ExpressionFunction {
  readonly name: string
  readonly parameters: readonly ParameterKind[]
  /** How many of the last parameters may be left out. */
  readonly nOptional: number
  /** Whether the last parameter may be given any number of times. */
  readonly repeats: boolean
  readonly result: 'number' | 'text' | 'boolean' | 'date' | 'same'
  readonly usage: string
  readonly summary: string
}

/** All functions, in the order of the manual. */
export const EXPRESSION_FUNCTIONS: readonly ExpressionFunction[] = [
  define(
    'if(condition, then, otherwise)',
    ['boolean', 'same', 'same'],
    'same',
    'one of two values; missing if the condition is',
  ),
  define(
    'switch(value, case, result, …, otherwise)',
    ['any', 'same'],
    'same',
    'the result of the first case the value equals',
    { repeats: true },
  ),
  define('coalesce(a, b, …)', ['same'], 'same', 'the first value that is not missing', { repeats: true }),
  define('isMissing(a)', ['any'], 'boolean', 'whether a value is missing; never missing itself'),
  define('min(a, b, …)', ['ordered'], 'same', 'the smallest; missing if one is missing', { repeats: true }),
  define('max(a, b, …)', ['ordered'], 'same', 'the largest; missing if one is missing', { repeats: true }),
  define('sum(a, b, …)', ['number'], 'number', 'the sum; missing if one is missing', { repeats: true }),
  define('mean(a, b, …)', ['number'], 'number', 'the average; missing if one is missing', { repeats: true }),
  define('abs(x)', ['number'], 'number', 'the size without its sign'),
  define('sign(x)', ['number'], 'number', '−1, 0 or 1'),
  define('log(x)', ['number'], 'number', 'the natural logarithm; missing for x ≤ 0'),
  define('log10(x)', ['number'], 'number', 'the logarithm to base 10; missing for x ≤ 0'),
  define('log1p(x)', ['number'], 'number', 'log(1 + x), exact for small x; missing for x ≤ −1'),
  define('exp(x)', ['number'], 'number', 'e to the power of x; missing beyond the range of numbers'),
  define('sqrt(x)', ['number'], 'number', 'the square root; missing for x < 0'),
  define('pow(x, y)', ['number', 'number'], 'number', 'x to the power of y, as x ^ y'),
  define(
    'round(x, digits)',
    ['number', 'constant'],
    'number',
    'rounded to decimal digits (0 if left out), halves away from zero',
    { nOptional: 1 },
  ),
  define('floor(x)', ['number'], 'number', 'the next whole number below'),
  define('ceil(x)', ['number'], 'number', 'the next whole number above'),
  define('clip(x, low, high)', ['number', 'number', 'number'], 'number', 'min(max(x, low), high)'),
  define('bin(x, edge, …)', ['number', 'constant'], 'text', 'the label of the bin between ascending edges, as [1, 5)', {
    repeats: true,
  }),
  define('lower(t)', ['text'], 'text', 'in small letters'),
  define('upper(t)', ['text'], 'text', 'in capital letters'),
  define('trim(t)', ['text'], 'text', 'without white space at both ends'),
  define('length(t)', ['text'], 'number', 'number of characters'),
  define('concat(a, b, …)', ['text'], 'text', 'the texts one after the other; missing if one is missing', {
    repeats: true,
  }),
  define('contains(t, part)', ['text', 'text'], 'boolean', 'whether part occurs in t'),
  define('startsWith(t, part)', ['text', 'text'], 'boolean', 'whether t starts with part'),
  define('endsWith(t, part)', ['text', 'text'], 'boolean', 'whether t ends with part'),
  define(
    'substring(t, start, length)',
    ['text', 'number', 'number'],
    'text',
    'characters from start, counted from 1; to the end if length is left out',
    { nOptional: 1 },
  ),
  define(
    'replace(t, from, to)',
    ['text', 'text', 'text'],
    'text',
    'every occurrence of from replaced, taken literally',
  ),
  define(
    "matches(t, 'pattern')",
    ['text', 'pattern'],
    'boolean',
    'whether a regular expression is found in t; ^ and $ bind it to the ends',
  ),
  define('number(t)', ['text'], 'number', 'the text read as a number; missing if it is none'),
  define('text(x)', ['numberOrBoolean'], 'text', 'the shortest text that reads back to the same number'),
  define(
    "date(t, 'format')",
    ['textOrDate', 'format'],
    'date',
    "the text read as a date, 'YYYY-MM-DD' if no format is given; missing if it is none",
    { nOptional: 1 },
  ),
  define('year(d)', ['date'], 'number', 'the year'),
  define('quarter(d)', ['date'], 'number', '1 to 4'),
  define('month(d)', ['date'], 'number', '1 to 12'),
  define('day(d)', ['date'], 'number', 'day of the month, 1 to 31'),
  define('weekday(d)', ['date'], 'number', '1 = Monday to 7 = Sunday'),
  define(
    'daysBetween(from, to)',
    ['date', 'date'],
    'number',
    'days, the time of day as fraction; negative if to is earlier',
  ),
  define('monthsBetween(from, to)', ['date', 'date'], 'number', 'completed months'),
  define('yearsBetween(from, to)', ['date', 'date'], 'number', 'completed years: the age'),
  define('addDays(d, n)', ['date', 'number'], 'date', 'n whole days later'),
  define('addMonths(d, n)', ['date', 'number'], 'date', 'n whole months later, at most the last day of the month'),
  define("dateText(d, 'format')", ['date', 'format'], 'text', 'the date printed in a format'),
]

const BY_LOWER_NAME: ReadonlyMap<string, ExpressionFunction> = new Map(
  EXPRESSION_FUNCTIONS.map((known) => [known.name.toLowerCase(), known]),
)

/** The function of that name, the case of letters ignored. */
export function findFunction(name: string): ExpressionFunction | undefined {
  return BY_LOWER_NAME.get(name.toLowerCase())
}

function define(
  usage: string,
  parameters: readonly ParameterKind[],
  result: ExpressionFunction['result'],
  summary: string,
  more: { readonly nOptional?: number; readonly repeats?: boolean } = {},
): ExpressionFunction {
  const name = usage.slice(0, usage.indexOf('('))
  return { name, parameters, result, summary, usage, nOptional: more.nOptional ?? 0, repeats: more.repeats ?? false }
}
