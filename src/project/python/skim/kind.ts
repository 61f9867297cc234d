/** What a line begins: `part` goes on with a statement that has begun (`else:`). */
export type Kind = 'simple' | 'flow' | 'return' | 'import' | 'function' | 'class' | 'block' | 'part' | 'decorator'

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['@', 'decorator'],
  ['def', 'function'],
  ['class', 'class'],
  ['return', 'return'],
  ...words('import from', 'import'),
  ...words('async if for while try with match', 'block'),
  ...words('elif else except finally case', 'part'),
  ...words('raise break continue global nonlocal pass', 'flow'),
])

function words(list: string, kind: Kind): [string, Kind][] {
  return list.split(' ').map((word) => [word, kind])
}

const FIRST_WORD = /@|[a-z]+\b/y
const ASYNC_FUNCTION = /async\s+def\b/y

/** What the code at an offset begins. */
export function kindAt(text: string, at: number): Kind {
  FIRST_WORD.lastIndex = at
  const kind = KINDS.get(FIRST_WORD.exec(text)?.[0] ?? '') ?? 'simple'
  ASYNC_FUNCTION.lastIndex = at
  return kind === 'block' && ASYNC_FUNCTION.test(text) ? 'function' : kind
}
