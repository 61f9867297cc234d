import { hashOf, hashOfCall } from '../name-set.ts'
import { copyOf } from '../owned.ts'
import { type Relevance, type Weight, weighText } from '../relevance.ts'
import { boundNames, givesValue, holderIn, isEmptyTable, moves, movesSomething, telling } from './bound-names.ts'
import { flagsOfImports } from './import-flags.ts'
import type { Lines, LogicalLine } from './lines.ts'
import { argumentsIn, parameterAt } from './passed-arguments.ts'

/** How often a value may be given from one name to the next. */
const COPIES_LIMIT = 4

/** Most names that a module hands on; generated tables have thousands. */
const HANDED_LIMIT = 300

/** A power of two at which hardly any two names of a file share a place by chance. */
const FILTER_SIZE = 1 << 12

/** Who declares an option of the command line, which is one only where a parser does. */
const DECLARES_OPTION = /\b(\w{1,100})\.add_argument\(/g
const MADE = /^(\w{1,100})\s*=(?!=)/

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
  /** Flags that say whether an import went well: they matter wherever they are asked, and are not handed on. */
  const asked = new Set<number>()
  /** Values that only a function knows. */
  const local = new Map<LogicalLine, Set<number>>()
  /** How many names are followed. */
  let known = 0
  const handed = new Set<string>()
  /** Names of which the lines matter that make them: who declares options that matter, and what is moved. */
  const made = new Set<string>()
  const says = (part: string): boolean => weighText(relevance, part) > 1

  /** 1 where the hash of a name is that is followed: nearly every name of a file is none, and this tells without a look-up. */
  const filter = new Uint8Array(FILTER_SIZE)
  for (const hash of received) filter[hash & (FILTER_SIZE - 1)] = 1
  /** Of lines that use such names, whether they give a value on. */
  const giving = new Map<LogicalLine, boolean>()

  /** Attributes that hold what was made of an array: they matter where they are moved. */
  const held = new Set<number>()

  const speaking = new Set<LogicalLine>()
  let definitions: ReadonlyMap<string, number> | undefined
  const owners = ownersOf(lines)
  const flags = new Set(flagsOfImports(text, lines))
  for (const line of flags) line.weight = 3
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'import' && uses(index, received)) line.weight = 3
    if (line.weight > 1) note(index, line)
    if (line.weight > 1 || line.kind === 'import') speaks(line)
  }
  if (held.size > 0) for (const [index, line] of lines.entries()) weighMove(index, line)
  for (let count = 0, before = -1; count < COPIES_LIMIT && before !== known; count++) {
    before = known
    for (const [index, line] of lines.entries()) weighUse(index, line)
  }
  for (const line of lines) {
    const name = made.size > 0 && line.weight === 0 ? MADE.exec(text.slice(line.at, line.codeEnd))?.[1] : undefined
    if (name !== undefined && made.has(name)) line.weight = 1
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
      if (name !== undefined) add(nearby, hashOf(name))
    }
  }

  /** Notes what a line that matters hands on, and to whom. */
  function note(index: number, line: LogicalLine): void {
    const code = text.slice(line.at, line.codeEnd)
    if (line.kind === 'function') for (const name of telling(code, says)) addLocal(line, hashOf(name))
    if (line.weight > 2 && line.kind !== 'function' && line.kind !== 'import') passOn(code, line)
    if (line.kind === 'return' && line.weight > 2 && givesValue(code)) giveBack(owners.get(line))
    for (const name of carriersOf(index)) add(nearby, name)
    const holder = holderIn(code, relevance.words.taking)
    if (holder !== undefined) held.add(hashOf(holder))
    for (const [, name] of code.matchAll(DECLARES_OPTION)) if (name !== undefined) made.add(name)
    if (line.kind === 'simple' || line.kind === 'import')
      for (const bound of boundNames(code, says)) {
        if (bound.isMoved) move(bound.name)
        else handOn(bound.name, bound.isValue, bound.isAttribute, line)
      }
  }

  /** What a function of the file is given that is such a value, it knows by the name of its parameter. */
  function passOn(code: string, line: LogicalLine): void {
    for (const { called, position, name } of argumentsIn(code, (argument) => isFollowed(argument, line))) {
      definitions ??= definitionsIn(text, lines)
      const head = lines[definitions.get(called) ?? -1]
      const parameter = head && parameterAt(text.slice(head.at, head.codeEnd), position, name)
      if (head && parameter !== undefined) addLocal(head, hashOf(parameter))
    }
  }

  /** Whether an argument is a value that is followed, by a word or by the name of one. */
  function isFollowed(argument: string, line: LogicalLine): boolean {
    if (weighText(relevance, argument) > 2) return true
    if (!/^\w+$/.test(argument)) return false
    const hash = hashOf(argument)
    return everywhere.has(hash) || around(line).some((own) => own.has(hash))
  }

  /** Half a file speaks of a model: what counts is how it was made, and where it is called. */
  function move(name: string): void {
    made.add(name)
    add(nearby, hashOfCall(hashOf(name)))
  }

  function handOn(name: string, isValue: boolean, isAttribute: boolean, line: LogicalLine): void {
    const owner = owners.get(line)
    const hash = hashOf(name)
    if (line.kind === 'import') return add(isValue ? everywhere : nearby, hash)
    if (!isValue || line.weight < 3) return add(nearby, hash)
    if (flags.has(line)) return add(asked, hash)
    const ofClass = owner?.kind === 'function' ? owners.get(owner) : owner
    if (owner?.kind === 'function' && !isAttribute) return addLocal(owner, hash)
    add(everywhere, hash)
    if (!owner) handed.add(copyOf(name))
    else giveBack(ofClass)
  }

  function add(followed: Set<number>, hash: number): void {
    if (followed.has(hash)) return
    followed.add(hash)
    filter[hash & (FILTER_SIZE - 1)] = 1
    known++
  }

  function addLocal(owner: LogicalLine, hash: number): void {
    const own = local.get(owner) ?? new Set()
    local.set(owner, own)
    add(own, hash)
  }

  /** What the functions around a line know. */
  function around(line: LogicalLine): readonly ReadonlySet<number>[] {
    const found: ReadonlySet<number>[] = []
    for (let owner = owners.get(line); owner; owner = owners.get(owner)) {
      const own = local.get(owner)
      if (own) found.push(own)
    }
    return found
  }

  /** What is defined at the top level hands on what it returns, or what is in its fields: of a class that is where it is called. */
  function giveBack(owner: LogicalLine | undefined): void {
    const name = owner && owner.indent === 0 ? nameOf(owner) : undefined
    if (name === undefined) return
    const asCalled = owner?.kind === 'class' ? `${name}(` : name
    add(everywhere, hashOf(asCalled))
    handed.add(copyOf(asCalled))
  }

  function nameOf({ at, codeEnd }: LogicalLine): string | undefined {
    return /^(?:async\s+)?(?:def|class)\s+(\w+)/.exec(text.slice(at, codeEnd))?.[1]
  }

  function weighMove(index: number, line: LogicalLine): void {
    if (line.weight > 1 || line.kind === 'import' || !uses(index, held)) return
    const code = text.slice(line.at, line.codeEnd)
    if (isEmptyTable(code)) line.weight = 1
    if (!movesSomething(code)) return
    line.weight = 2
    speaks(line)
  }

  function weighUse(index: number, line: LogicalLine): void {
    if (line.kind === 'import') return
    const weight = weightOf(index, line)
    if (weight === 0) return
    if (weight > line.weight) {
      if (weight > 1) speaks(line)
      line.weight = weight
      note(index, line)
    } else if (givesOn(line)) note(index, line)
  }

  function givesOn(line: LogicalLine): boolean {
    const before = giving.get(line)
    if (before !== undefined) return before
    const code = text.slice(line.at, line.codeEnd)
    const gives = givesValue(code) || moves(code)
    giving.set(line, gives)
    return gives
  }

  /** What a line weighs for the names that it uses. */
  function weightOf(index: number, line: LogicalLine): Weight {
    let weight: Weight = 0
    for (let at = lines[index]?.nameAt ?? 0, end = lines[index + 1]?.nameAt ?? names.length; at < end; at++) {
      const name = names[at] ?? 0
      if (filter[name & (FILTER_SIZE - 1)] === 0) continue
      if (everywhere.has(name) || around(line).some((own) => own.has(name))) return 3
      if (asked.has(name)) weight = 2
      else if (weight === 0 && nearby.has(name)) weight = 1
    }
    return weight
  }

  function carriersOf(index: number): readonly number[] {
    const found: number[] = []
    for (const name of names.subarray(lines[index]?.nameAt, lines[index + 1]?.nameAt))
      if (relevance.carriers.has(name)) found.push(name)
    return found
  }
}

/** Where the functions of a text begin that have a name of their own there, a constructor under that of its class. */
function definitionsIn(text: string, lines: readonly LogicalLine[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  let owner: { readonly name: string; readonly indent: number } | undefined
  for (const [index, { kind, indent, at, codeEnd }] of lines.entries()) {
    if (owner && indent <= owner.indent) owner = undefined
    if (kind !== 'function' && kind !== 'class') continue
    const name = /^(?:async\s+)?(?:def|class)\s+(\w+)/.exec(text.slice(at, codeEnd))?.[1]
    if (name === undefined) continue
    if (kind === 'class') owner = { name, indent }
    else found.set(name === '__init__' && owner ? owner.name : name, index)
  }
  return found
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
