/** What the calls of a line hand to functions of the same file, told by the text alone. */

/** Most calls of a line, and arguments of each, that are looked at, and how far: calls are nested in calls. */
const ARGUMENTS_LIMIT = 20
const CALL_LIMIT = 500

interface Passed {
  readonly called: string
  readonly position: number
  readonly name?: string
}

/** The arguments of the calls in a line that are of a kind. */
export function argumentsIn(code: string, isOfKind: (argument: string) => boolean): readonly Passed[] {
  const found: Passed[] = []
  const short = code.slice(0, CALL_LIMIT)
  let calls = 0
  for (const { 0: head, 1: called = '', index } of short.matchAll(/\b(\w+)\(/g)) {
    if (++calls > ARGUMENTS_LIMIT) break
    let position = 0
    let depth = 0
    let from = index + head.length
    for (let at = from; at < short.length && position < ARGUMENTS_LIMIT; at++) {
      const sign = short[at] ?? ''
      if ('([{'.includes(sign)) depth++
      const isOver = depth === 0 && sign === ')'
      if (depth === 0 && (sign === ',' || isOver)) {
        const [, name, value = ''] = /^\s*(?:(\w+)\s*=(?!=))?\s*([\s\S]*?)\s*$/.exec(short.slice(from, at)) ?? []
        if (isOfKind(value)) found.push({ called, position, ...(name === undefined ? {} : { name }) })
        position++
        from = at + 1
      }
      if (isOver) break
      if (')]}'.includes(sign)) depth--
    }
  }
  return found
}

/** The parameter that takes an argument, in the head of a function. */
export function parameterAt(head: string, position: number, name: string | undefined): string | undefined {
  const parameters = [...head.matchAll(/[(,]\s*\*{0,2}(\w+)/g)].flatMap(([, own]) => own ?? [])
  if (name !== undefined) return parameters.includes(name) ? name : undefined
  return parameters[parameters[0] === 'self' || parameters[0] === 'cls' ? position + 1 : position]
}
