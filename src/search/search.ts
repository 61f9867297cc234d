import { bareName } from './bare-name.ts'
import { differencesFrom } from './differences.ts'
import type { LibraryName, NameIndex } from './name-index.ts'

export type NameKind = 'library' | 'function' | 'operator' | 'call' | 'machine' | 'model' | 'claim' | 'message'

/** Something that is known by a name. */
export interface Found {
  readonly kind: NameKind
  readonly name: string
  /** What leads to it among those of its kind: a slug, an id, or the name itself. */
  readonly id: string
  /** How it fares, where a word says that. */
  readonly library?: LibraryName
  readonly status?: string
}

/** Finds names: typed in part, with slips of the fingers, in other words. */
export type Search = (text: string) => readonly Found[]

interface Entry {
  readonly found: Found
  /** Its names in lower case, the one that it is known by first. */
  readonly keys: readonly Key[]
}

interface Key {
  readonly text: string
  readonly bare: string
  /** A bit for each letter and digit that it has. */
  readonly letters: number
}

interface Asked extends Key {
  readonly words: readonly string[]
}

/** A question longer than any name is a message, and belongs elsewhere. */
const LONGEST_QUESTION = 120
/** What fits a screen beside the field. */
const MOST = 10
/** Below it a name has the letters somewhere, or nearly; slips of the fingers are looked for where nothing is above. */
const GOOD = 55

/** Of names that fit as well, the kinds that people ask for most come first. */
const WEIGHTS = {
  library: 9,
  model: 8,
  machine: 8,
  function: 6,
  call: 5,
  claim: 4,
  operator: 2,
  message: 1,
} as const satisfies Record<NameKind, number>

/** Makes names ready to be searched; what it gives answers in some milliseconds. */
export function searchOver(index: NameIndex): Search {
  const entries = entriesOf(index)
  return (text) => {
    const typed = keyOf(text.slice(0, LONGEST_QUESTION).trim())
    const asked: Asked = { ...typed, words: typed.text.split(/[^\p{L}\p{N}.+]+/u).filter((word) => word !== '') }
    if (asked.bare === '') return []
    const found = scored(entries, (key) => likeness(asked, key))
    const all = found.some(({ score }) => score >= GOOD) ? found : [...found, ...scored(entries, slipFrom(asked))]
    const best = new Map<Entry, number>()
    for (const { entry, score } of all) best.set(entry, Math.max(score, best.get(entry) ?? 0))
    return [...best]
      .toSorted(([one, left], [other, right]) => right - left || lengthOf(one) - lengthOf(other))
      .slice(0, MOST)
      .map(([entry]) => entry.found)
  }
}

function entriesOf(index: NameIndex): readonly Entry[] {
  return [
    ...index.libraries.map((library) => {
      const { name, slug, also } = library
      return entryOf({ kind: 'library', name, id: slug, library }, also)
    }),
    ...index.models.map(([name, id, also]) => entryOf({ kind: 'model', name, id }, also)),
    ...index.machines.map(([name, id, also]) => entryOf({ kind: 'machine', name, id }, [...also, id])),
    ...index.functions.map(([name, status]) => entryOf({ kind: 'function', name, id: name, status }, shortNames(name))),
    ...index.calls.map((name) => entryOf({ kind: 'call', name, id: name }, shortNames(name))),
    ...index.claims.map(([name, id]) => entryOf({ kind: 'claim', name, id }, [id])),
    ...index.operators.map(([name, status]) =>
      entryOf({ kind: 'operator', name: `aten::${name}`, id: `aten.${name}`, status }, [name]),
    ),
    ...index.messages.map(([name, id, by]) => entryOf({ kind: 'message', name, id }, [id, `${by} ${name}`])),
  ]
}

function entryOf(found: Found, also: readonly string[]): Entry {
  return { found, keys: [found.name, ...also].map(keyOf) }
}

/** `nn.Linear` and `F.gelu`, as programs write them. */
function shortNames(name: string): readonly string[] {
  const bare = name.replace(/^torch\.(?:nn\.functional\.)?/, '')
  const last = name.slice(name.lastIndexOf('.') + 1)
  return [...new Set([bare, ...(name.includes('.functional.') ? [`F.${bare}`] : []), last])]
}

function keyOf(name: string): Key {
  const bare = bareName(name)
  return { text: name.toLowerCase(), bare, letters: lettersOf(bare) }
}

function lengthOf({ keys }: Entry): number {
  return keys[0]?.text.length ?? 0
}

interface Scored {
  readonly entry: Entry
  readonly score: number
}

/** Other names of a thing count a little less than the one that it is known by. */
const OTHER_NAME = 2

function scored(entries: readonly Entry[], of: (key: Key) => number): readonly Scored[] {
  const all: Scored[] = []
  for (const entry of entries) {
    let best = 0
    for (const [index, key] of entry.keys.entries()) {
      const score = of(key)
      if (score > 0) best = Math.max(best, score - (index === 0 ? 0 : OTHER_NAME))
    }
    if (best > 0) all.push({ entry, score: best + WEIGHTS[entry.found.kind] })
  }
  return all
}

/** How much a name is like what was typed, from 100 for the same to 0 for nothing in common. */
function likeness(asked: Asked, key: Key): number {
  const { text, bare, words, letters } = asked
  // Most names lack a letter of what was typed: they are out before anything is compared.
  if ((letters & ~key.letters) !== 0) return 0
  const longer = Math.min(12, (key.bare.length - bare.length) / 4)
  if (!key.bare.includes(bare)) {
    const hasAll = words.length > 1 && words.every((word) => key.text.includes(word) || key.bare.includes(word))
    return hasAll ? 68 - longer : 0
  }
  if (key.text === text) return 100
  if (key.bare === bare) return 95
  if (key.text.startsWith(text)) return 85 - longer
  if (key.bare.startsWith(bare)) return 80 - longer
  if (startsWord(key.text, text)) return 72 - longer
  return bare.length > 2 ? GOOD - longer : 0
}

function startsWord(name: string, start: string): boolean {
  for (let at = name.indexOf(start); at >= 0; at = name.indexOf(start, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(name[at - 1] ?? '')) return true
  }
  return false
}

/** The likeness of names that a slip of the fingers, or two, would make of what was typed; also of how they begin. */
function slipFrom({ bare, letters }: Key): (key: Key) => number {
  const most = bare.length < 4 ? 0 : bare.length < 7 ? 1 : 2
  const differences = differencesFrom(bare, most)
  return (key) => {
    // Each letter that a name does not have at all is a difference: most names are out before they are compared.
    if (most === 0 || bitsIn(letters & ~key.letters) > most) return 0
    const count = differences(key.bare)
    return count > most ? 0 : 50 - 12 * count - Math.min(8, Math.abs(key.bare.length - bare.length) / 2)
  }
}

/** A bit for each of a to z; the digits share those that are left. */
function lettersOf(bare: string): number {
  let letters = 0
  for (let index = 0; index < bare.length; index++) {
    const code = bare.charCodeAt(index)
    letters |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6))
  }
  return letters
}

function bitsIn(letters: number): number {
  let count = 0
  for (let rest = letters; rest !== 0; rest &= rest - 1) count++
  return count
}
