import { behindBracket } from './balanced.ts'

/** A kernel's name and where it stands. */
export interface Kernel {
  readonly name: string
  readonly at: number
  readonly end: number
}

/** Furthest from `__global__` to the kernel's name: attributes, macros and a templated return type stand between. */
const MAX_HEAD = 4_000
/** Most occurrences of `__global__` in one file that are looked at. */
const MAX_KERNELS = 4_000
/** Annotations with arguments of their own; any other is known by the name that still follows it. */
const ANNOTATION = /^(?:__\w+__|__\w+|alignas|decltype|noexcept|explicit|requires)$/
const TOKEN = /[A-Za-z_][\w$]*(?:\s*##\s*\w+)*|[(<;{}]/g

/**
 * The `__global__` functions of C++ text without comments and literals. A declaration counts where no definition of the
 * same name stands in the text.
 */
export function kernelsOf(code: string): Kernel[] {
  const defined: Kernel[] = []
  const declared: Kernel[] = []
  let budget = MAX_KERNELS
  for (const match of code.matchAll(/\b__global__\b/g)) {
    budget -= 1
    if (budget < 0) break
    const start = match.index + match[0].length
    const head = code.slice(start, headEnd(code, match.index, start))
    const found = nameIn(head)
    if (!found) continue
    const kernel = { name: found.name, at: start + found.at, end: start + found.end }
    if (found.declaration) declared.push(kernel)
    else defined.push(kernel)
  }
  const names = new Set(defined.map(({ name }) => name))
  const onlyDeclared = [...new Map(declared.map((kernel) => [kernel.name, kernel])).values()].filter(
    ({ name }) => !names.has(name),
  )
  return [...defined, ...onlyDeclared].toSorted((left, right) => left.at - right.at)
}

/** A macro's body ends with its logical line; anything else is given `MAX_HEAD`. */
function headEnd(code: string, keyword: number, start: number): number {
  const line = code.lastIndexOf('\n', keyword) + 1
  const limit = Math.min(code.length, start + MAX_HEAD)
  if (!/^[ \t]*#[ \t]*define\b/.test(code.slice(line, keyword))) return limit
  const end = /(?<!\\)\r?\n/.exec(code.slice(start, limit))
  return end ? start + end.index : limit
}

function nameIn(head: string): { name: string; at: number; end: number; declaration: boolean } | undefined {
  TOKEN.lastIndex = 0
  let last: RegExpExecArray | undefined
  for (let token = TOKEN.exec(head); token; token = TOKEN.exec(head)) {
    const [text] = token
    if (text !== '(' && text !== '<') {
      if (!/^\w/.test(text) || text === '__global__') return undefined
      last = token
      continue
    }
    const behind = behindBracket(head, token.index)
    // A signature longer than the head still has its name before it.
    if (behind === undefined && text === '<') return undefined
    const next = head.slice(behind ?? head.length).trimStart()
    TOKEN.lastIndex = behind ?? head.length
    if (text === '<' || !last || ANNOTATION.test(last[0])) continue
    if (next.startsWith('(')) return named(head, last.index, behind ?? head.length, head.slice(behind))
    // A name still to come makes this one an annotation by macro, unless the next is an attribute behind the parameters.
    if (/^[A-Za-z_]/.test(next) && !next.startsWith('__')) continue
    return named(head, last.index, last.index + last[0].length, next)
  }
  return undefined
}

function named(head: string, at: number, end: number, next: string) {
  return { name: head.slice(at, end).replace(/\s+/g, ''), at, end, declaration: next.startsWith(';') }
}
