/**
 * Plain data as bytes and back: objects, lists, maps, sets and lists of 32-bit integers, in which one thing may stand in many
 * places and again is one thing afterwards. Of objects with the same keys these are written once, so that it is a third of what
 * the engine's own form takes, and is read in a third of the time.
 *
 * Everything has a number, in the order in which it is come upon, and is written as words of 32 bits: its form, then its parts.
 */

/** Forms; an object's is the number of its keys behind these. */
const LIST = 0
const MAP = 1
const SET = 2
const INTEGERS = 3
const FORMS = 4

/** What a part is, in the three bits at its end; those above are a number of what it names, or a small number itself. */
const THING = 0
const TEXT = 1
const SMALL = 2
const SPECIAL = 3
const NUMBER = 4
const BITS = 3
const MASK = (1 << BITS) - 1

/** Whole numbers below this are written in place. */
const LARGEST = 2 ** (32 - BITS)

const SPECIALS: readonly unknown[] = [undefined, null, true, false, Number.NaN, Infinity, -Infinity, -0]

/** What words refer to by number. */
interface Names {
  readonly texts: readonly string[]
  readonly keys: readonly (readonly string[])[]
  readonly numbers: readonly number[]
  readonly things: number
}

/** @throws {TypeError} for what is no plain data */
export function graphToBytes(root: object): Uint8Array {
  const things: object[] = []
  const known = new Map<object, number>()
  const texts = numbering<string>()
  const numbers = numbering<number>()
  const shapes = shapesByKey()
  const words = growing()
  const wordOf = (part: unknown): number => {
    switch (typeof part) {
      case 'string':
        return (texts.numberOf(part) << BITS) | TEXT
      case 'number':
        if (Number.isInteger(part) && part >= 0 && part < LARGEST && !Object.is(part, -0)) return (part << BITS) | SMALL
        return isSpecial(part) ? special(part) : (numbers.numberOf(part) << BITS) | NUMBER
      case 'object':
        return part === null ? special(part) : (numberOfThing(part) << BITS) | THING
      case 'undefined':
      case 'boolean':
        return special(part)
      default:
        throw new TypeError(`${typeof part} is no plain data`)
    }
  }
  const numberOfThing = (thing: object): number => {
    let number = known.get(thing)
    if (number === undefined) {
      number = things.length
      known.set(thing, number)
      things.push(thing)
    }
    return number
  }
  numberOfThing(root)
  // The list grows while it is gone through, in the order of the numbers.
  for (const thing of things) write(thing, words.push, wordOf, shapes.numberOf)
  const names: Names = { texts: texts.all, keys: shapes.all, numbers: numbers.all, things: things.length }
  const head = Buffer.from(JSON.stringify(names))
  return Buffer.concat([Buffer.from(Uint32Array.of(head.length).buffer), head, words.bytes()])
}

function write(
  thing: object,
  push: (word: number) => void,
  wordOf: (part: unknown) => number,
  shapeOf: (thing: object) => number,
): void {
  if (Array.isArray(thing)) {
    push(LIST)
    push(thing.length)
    for (const part of thing) push(wordOf(part))
  } else if (thing instanceof Map) {
    push(MAP)
    push(thing.size)
    for (const [key, part] of thing) {
      push(wordOf(key))
      push(wordOf(part))
    }
  } else if (thing instanceof Set) {
    push(SET)
    push(thing.size)
    for (const part of thing) push(wordOf(part))
  } else if (thing instanceof Int32Array) {
    push(INTEGERS)
    push(thing.length)
    for (const part of thing) push(part)
  } else {
    push(shapeOf(thing) + FORMS)
    for (const part of Object.values(thing)) push(wordOf(part))
  }
}

function isSpecial(part: number): boolean {
  return !Number.isFinite(part) || Object.is(part, -0)
}

function special(part: unknown): number {
  return (SPECIALS.findIndex((own) => Object.is(own, part)) << BITS) | SPECIAL
}

/** Gives each value a number, the same one to the same. */
function numbering<Value>(): { readonly all: readonly Value[]; readonly numberOf: (value: Value) => number } {
  const all: Value[] = []
  const known = new Map<Value, number>()
  return {
    all,
    numberOf(value) {
      let number = known.get(value)
      if (number === undefined) {
        number = all.length
        known.set(value, number)
        all.push(value)
      }
      return number
    },
  }
}

/** Keys in their order: those of an object are found by going from each to the next. */
interface Step {
  readonly next: Map<string, Step>
  shape: number
}

function shapesByKey(): { readonly all: readonly (readonly string[])[]; readonly numberOf: (thing: object) => number } {
  const all: (readonly string[])[] = []
  const first: Step = { next: new Map(), shape: -1 }
  return {
    all,
    numberOf(thing) {
      const keys = Object.keys(thing)
      let step = first
      for (const key of keys) {
        let next = step.next.get(key)
        if (next === undefined) step.next.set(key, (next = { next: new Map(), shape: -1 }))
        step = next
      }
      if (step.shape < 0) step.shape = all.push(keys) - 1
      return step.shape
    },
  }
}

/** Words in an array that is made twice as long where it is full. */
function growing(): { readonly push: (word: number) => void; readonly bytes: () => Uint8Array } {
  let words = new Uint32Array(1 << 12)
  let length = 0
  return {
    push(word) {
      if (length === words.length) {
        const longer = new Uint32Array(length * 2)
        longer.set(words)
        words = longer
      }
      words[length] = word
      length += 1
    },
    bytes: () => new Uint8Array(words.buffer, 0, length * 4),
  }
}

type Made = Record<string, unknown> | unknown[] | Map<unknown, unknown> | Set<unknown> | Int32Array

/** @throws {Error} for bytes that are none of `graphToBytes` */
export function graphFromBytes(bytes: Uint8Array): unknown {
  const { names, words } = parted(bytes)
  const { texts, keys, numbers, things } = names
  const made: Made[] = []
  const starts = new Uint32Array(things)
  for (let number = 0, at = 0; number < things; number++) {
    starts[number] = at
    const form = words[at] ?? 0
    const count = form >= FORMS ? (keys[form - FORMS]?.length ?? 0) : (words[at + 1] ?? 0)
    made.push(emptyOf(form, words, at + 2, count))
    at += form >= FORMS ? 1 + count : 2 + count * (form === MAP ? 2 : 1)
  }
  const partOf = (word: number): unknown => {
    const number = word >>> BITS
    switch (word & MASK) {
      case THING:
        return made[number]
      case TEXT:
        return texts[number]
      case SMALL:
        return number
      case NUMBER:
        return numbers[number]
      default:
        return SPECIALS[number]
    }
  }
  for (const [number, thing] of made.entries()) fill(thing, words, starts[number] ?? 0, keys, partOf)
  return made[0]
}

function parted(bytes: Uint8Array): { readonly names: Names; readonly words: Uint32Array } {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true)
  const names: Names = JSON.parse(Buffer.from(bytes.subarray(4, 4 + length)).toString('utf8'))
  // A copy begins where words may begin.
  return { names, words: new Uint32Array(Uint8Array.from(bytes.subarray(4 + length)).buffer) }
}

function emptyOf(form: number, words: Uint32Array, at: number, count: number): Made {
  switch (form) {
    case LIST:
      return []
    case MAP:
      return new Map()
    case SET:
      return new Set()
    case INTEGERS:
      return Int32Array.from(words.subarray(at, at + count))
    default:
      return {}
  }
}

function fill(
  thing: Made,
  words: Uint32Array,
  start: number,
  shapes: Names['keys'],
  partOf: (word: number) => unknown,
): void {
  const form = words[start] ?? 0
  const at = start + 2
  const end = at + (words[start + 1] ?? 0)
  if (Array.isArray(thing)) for (let next = at; next < end; next++) thing.push(partOf(words[next] ?? 0))
  else if (thing instanceof Map)
    for (let next = at, pairs = end - at; pairs > 0; next += 2, pairs--)
      thing.set(partOf(words[next] ?? 0), partOf(words[next + 1] ?? 0))
  else if (thing instanceof Set) for (let next = at; next < end; next++) thing.add(partOf(words[next] ?? 0))
  else if (!(thing instanceof Int32Array)) fillObject(thing, shapes[form - FORMS] ?? [], words, start + 1, partOf)
}

function fillObject(
  thing: Record<string, unknown>,
  keys: readonly string[],
  words: Uint32Array,
  start: number,
  partOf: (word: number) => unknown,
): void {
  let at = start
  for (const key of keys) {
    const value = partOf(words[at++] ?? 0)
    // This name alone is not set as others are.
    if (key === '__proto__')
      Object.defineProperty(thing, key, { value, enumerable: true, writable: true, configurable: true })
    else thing[key] = value
  }
}
