import { hashOf } from '../name-set.ts'
import { owned } from '../owned.ts'
import { type Relevance, weighText } from '../relevance.ts'
import { boundNames, givesValue, moves, telling } from './bound-names.ts'
import type { Lines, LogicalLine } from './lines.ts'

/** How often a value may be given from one name to the next. */
const COPIES_LIMIT = 4

/** Most names that a module hands on; generated tables have thousands. */
const HANDED_LIMIT = 300

/**
 * Follows values through a text by the names that they are given, and makes the lines that use them weigh what the value
 * weighs: `d = "cuda"` and then `model.to(d)`. What a whole file knows (of its top level, an attribute, an import) is
 * strong wherever it is used; what a function alone knows is of interest in lines that are kept anyhow.
 * @param received hashes of names that the file imports from modules which hand on values under them
 * @returns the names of its top level under which it hands on values itself, a class that has them in its fields as `Name(`
 */
export function followValues(
  text: string,
  { lines, names }: Lines,
  relevance: Relevance,
  received: ReadonlySet<number>,
): readonly string[] {
  const everywhere = new Set(received)
  const nearby = new Set<number>()
  const handed = new Set<string>()
  const says = (part: string): boolean => weighText(relevance, part) > 1

  const speaking = new Set<LogicalLine>()
  const owners = ownersOf(lines)
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'import' && uses(index, received)) line.weight = 3
    if (line.weight > 1) note(index, line)
    if (line.weight > 1 || line.kind === 'import') speaks(line)
  }
  for (let count = 0, before = -1; count < COPIES_LIMIT && before !== everywhere.size + nearby.size; count++) {
    before = everywhere.size + nearby.size
    for (const [index, line] of lines.entries()) weighUse(index, line)
  }
  return [...handed].slice(0, HANDED_LIMIT)

  function uses(index: number, hashes: ReadonlySet<number>): boolean {
    if (hashes.size === 0) return false
    for (let at = lines[index]?.nameAt ?? 0, end = lines[index + 1]?.nameAt ?? names.length; at < end; at++)
      if (hashes.has(names[at] ?? 0)) return true
    return false
  }

  /** A function in which something matters is spoken of by its name. */
  function speaks(line: LogicalLine): void {
    for (let owner = line.kind === 'function' ? line : owners.get(line); owner; owner = owners.get(owner)) {
      if (speaking.has(owner)) return
      speaking.add(owner)
      const name = owner.kind === 'function' ? nameOf(owner) : undefined
      if (name !== undefined) nearby.add(hashOf(name))
    }
  }

  /** Notes what a line that matters hands on, and to whom. */
  function note(index: number, line: LogicalLine): void {
    const code = text.slice(line.at, line.codeEnd)
    if (line.kind === 'function') for (const name of telling(code, says)) nearby.add(hashOf(name))
    if (line.kind === 'return' && line.weight > 2 && givesValue(code)) giveBack(owners.get(line))
    for (const name of carriersOf(index)) nearby.add(name)
    if (line.kind === 'simple' || line.kind === 'import')
      for (const { name, isValue, isAttribute } of boundNames(code, says)) handOn(name, isValue, isAttribute, line)
  }

  function handOn(name: string, isValue: boolean, isAttribute: boolean, line: LogicalLine): void {
    const owner = owners.get(line)
    const isKnown =
      line.kind === 'import' || (line.weight > 2 && (line.indent === 0 || isAttribute || owner?.kind === 'class'))
    ;(isValue && isKnown ? everywhere : nearby).add(hashOf(name))
    if (!isValue || !isKnown || line.kind === 'import') return
    if (line.indent === 0) handed.add(owned(name))
    else giveBack(owner?.kind === 'function' ? owners.get(owner) : owner)
  }

  /** What is defined at the top level hands on what it returns, or what is in its fields: of a class that is where it is called. */
  function giveBack(owner: LogicalLine | undefined): void {
    const name = owner && owner.indent === 0 ? nameOf(owner) : undefined
    if (name === undefined) return
    const made = owner?.kind === 'class' ? `${name}(` : name
    everywhere.add(hashOf(made))
    handed.add(owned(made))
  }

  function nameOf({ at, codeEnd }: LogicalLine): string | undefined {
    return /^(?:async\s+)?(?:def|class)\s+(\w+)/.exec(text.slice(at, codeEnd))?.[1]
  }

  function weighUse(index: number, line: LogicalLine): void {
    if (line.kind === 'import') return
    const weight = uses(index, everywhere) ? 3 : uses(index, nearby) ? 1 : 0
    if (weight === 0) return
    if (weight > line.weight) {
      if (weight > 1) speaks(line)
      line.weight = weight
      note(index, line)
    } else {
      const code = text.slice(line.at, line.codeEnd)
      if (givesValue(code) || moves(code)) note(index, line)
    }
  }

  function carriersOf(index: number): readonly number[] {
    const found: number[] = []
    for (const name of names.subarray(lines[index]?.nameAt, lines[index + 1]?.nameAt))
      if (relevance.carriers.has(name)) found.push(name)
    return found
  }
}

/** The innermost function or class around each line. */
function ownersOf(lines: readonly LogicalLine[]): ReadonlyMap<LogicalLine, LogicalLine> {
  const owners = new Map<LogicalLine, LogicalLine>()
  const around: LogicalLine[] = []
  for (const line of lines) {
    while ((around.at(-1)?.indent ?? -1) >= line.indent) around.pop()
    const owner = around.at(-1)
    if (owner) owners.set(line, owner)
    if (line.kind === 'function' || line.kind === 'class') around.push(line)
  }
  return owners
}
