/** The operators and delimiters of Python, longest first where one begins another. */
const OPERATORS = words(
  '**= //= >>= <<= ... ** // >> << <= >= == != -> := += -= *= /= %= @= &= |= ^= + - * / % @ & | ^ ~ < > = ! . , : ; ( ) [ ] { }',
)

/** Operators by the code of their first character. */
const BY_FIRST: readonly (readonly string[])[] = Array.from({ length: 128 }, (_, code) =>
  OPERATORS.filter((operator) => operator.charCodeAt(0) === code),
)

/** The operator at an offset; undefined where there is none. */
export function operatorAt(text: string, at: number): string | undefined {
  const candidates = BY_FIRST[text.charCodeAt(at)]
  if (candidates?.length === 1) return candidates[0]
  return candidates?.find((operator) => text.startsWith(operator, at))
}

/** The words that are no names, by what is written. */
export const KEYWORDS: ReadonlyMap<string, string> = new Map(
  words(
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield',
  ).map((word) => [word, word]),
)

/** How tightly an operator between two operands binds them; comparisons, which make chains, all the same. */
export const BINDING: ReadonlyMap<string, number> = new Map([
  ...bind(1, 'or'),
  ...bind(2, 'and'),
  ...bind(4, '< <= == != >= > in not is'),
  ...bind(5, '|'),
  ...bind(6, '^'),
  ...bind(7, '&'),
  ...bind(8, '<< >>'),
  ...bind(9, '+ -'),
  ...bind(10, '* / // % @'),
])

/** Where `not` before an operand stands among them, and what binds as comparisons do, and tighter than all of them. */
export const NEGATION = 3
export const COMPARISON = 4
export const BITWISE = 5

function bind(strength: number, operators: string): [string, number][] {
  return words(operators).map((operator) => [operator, strength])
}

function words(list: string): readonly string[] {
  return list.split(' ')
}
