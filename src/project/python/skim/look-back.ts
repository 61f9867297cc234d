import type { Relevance } from '../relevance.ts'
import { boundNames } from './bound-names.ts'
import type { LogicalLine } from './lines.ts'

/**
 * What is passed by a name: `fp16=half`, `"tree_method": method`, `params["device"] = device`, `num_workers=workers()`,
 * `num_workers=int(opt.workers)`.
 */
const PASSED =
  /(\w+)(?:["']\]?)?\s*[:=]\s*(?:(?:int|min|max)\((?:\d+,\s*)?)?(?:\w+\.)*([A-Za-z_]\w*)\s*(?:\(\)\s*)?(?=[,)}\n]|$)/g

/** What has an argument as an item that is set later: `params["device"] = "cuda"`. */
const ITEM = /(\w+)\[["'](\w+)["']\]\s*=(?!=)/g

const KEY = /(\w+)["']?\s*[:=]/g

/** What is made with arguments in it: `settings = dict(fp16=True)`, `settings = {"fp16": True}`. */
const TABLE = /^(\w+)\s*(?::[^=\n]{1,80})?=\s*(?:dict\(|\{)/

/** What a function is given first, by a name: `from_numpy(grid)`, `tensor(grid[1:], device=device)`. */
const FIRST = /(\w+)\(\s*([A-Za-z_]\w*)(?=\s*[,).[])/g

/** Most names of which the making is looked for because a function is given them; generated code has thousands. */
const TAKEN_LIMIT = 100

/** Up to so many names are looked for at once before a line is read; with more that would take longer than reading it. */
const AT_ONCE_LIMIT = 200

const DEFINED = /^(?:async\s+)?def\s+(\w+)/

/**
 * Looks back from arguments of interest to the lines that give their values: `half = True` and then `f(fp16=half)`, or what
 * a function returns, and `grid = 1 - steps` before `from_numpy(grid)`. Such a line has no word of interest itself, and none of its value would be known. A dictionary that is
 * given one is followed to where it is made and used.
 */
export function lookBack(text: string, lines: readonly LogicalLine[], { words: { given, taking } }: Relevance): void {
  const wanted = new Set<string>()
  const taken = new Set<string>()
  const tables = new Set<string>()
  for (const line of lines) {
    if (line.weight < 2) continue
    const code = codeOf(line)
    const gives = code.includes('=')
    // Signs are looked for sooner than patterns that need them.
    if (gives || code.includes(':'))
      for (const [, argument = '', name = ''] of code.matchAll(PASSED)) if (given.has(argument)) wanted.add(name)
    if (code.includes('('))
      for (const [, taker = '', name = ''] of code.matchAll(FIRST)) if (taking.has(taker)) taken.add(name)
    if (gives && code.includes('['))
      for (const [, name = '', argument = ''] of code.matchAll(ITEM)) if (given.has(argument)) tables.add(name)
    const table = gives ? TABLE.exec(code)?.[1] : undefined
    if (table !== undefined && [...code.matchAll(KEY)].some(([, key = '']) => given.has(key))) tables.add(table)
  }
  for (const name of [...taken].slice(0, TAKEN_LIMIT)) wanted.add(name)
  if (wanted.size + tables.size === 0) return
  const isFew = wanted.size <= AT_ONCE_LIMIT
  const binds = new RegExp(`[\\s\\S]{0,120}?\\b(?:${isFew ? [...wanted].join('|') : ''})\\b`, 'y')
  const usesTable = tables.size > 0 ? new RegExp(`\\b(?:${[...tables].join('|')})\\b`) : undefined
  let within: LogicalLine | undefined
  for (const line of lines) {
    if (within && line.indent <= within.indent) within = undefined
    if (line.kind === 'function' && wanted.has(DEFINED.exec(codeOf(line))?.[1] ?? '')) within = line
    // A function is kept for what matters in it.
    if (within && line.kind === 'return' && line.weight < 2) line.weight = 2
    if (line.weight > 0 || line.kind !== 'simple') continue
    if (usesTable?.test(codeOf(line)) || givesWanted(line)) line.weight = 1
  }

  /** Whether a line gives one of the names its value; most do not speak of one, which is told without a copy of them. */
  function givesWanted(line: LogicalLine): boolean {
    binds.lastIndex = line.at
    return (
      wanted.size > 0 &&
      (!isFew || binds.test(text)) &&
      boundNames(codeOf(line), () => false).some(({ name }) => wanted.has(name))
    )
  }

  function codeOf({ at, codeEnd }: LogicalLine): string {
    return text.slice(at, codeEnd)
  }
}
