import { hashOf } from './name-set.ts'

/**
 * What of a Python file can matter. Most code never speaks of devices, precision or the platform, so it is passed over
 * as early as that can be seen.
 */

/** Words by which code is known that has to be read, by how they count. */
export interface Words {
  /** Words of which a file, and a function's body, needs one: whole names, or parts of names between underscores. */
  readonly strong?: readonly string[]
  /** Strong words that stand for a value which code hands on, such as a device: names that are given it are followed. */
  readonly values?: readonly string[]
  /** Strong words that are names of arguments: what gives its value to a name that is passed under one is of interest too. */
  readonly given?: readonly string[]
  /** Names of functions that stand in strong lines: what makes the name that one of them is given first is of interest too, and numbers that are written down are not. */
  readonly taking?: readonly string[]
  /** Names that count as strong where they are functions of a framework that are called, decorate or are imported: `torch.mode(`. */
  readonly called?: readonly string[]
  /** Names that count as strong where just they are called, as a function or a method: `pipeline(`, but not `run_pipeline(`. */
  readonly functions?: readonly string[]
  /** Names that count as strong as methods that are called: `x.unfold(`. */
  readonly methods?: readonly string[]
  /** Names that count as strong as attributes of something: `net.module`. */
  readonly members?: readonly string[]
  /** Names that count as strong as attributes that are made a text: `str(x.device)`. */
  readonly printed?: readonly string[]
  /** Names that count as strong where they are compared with, as a string: `== "cpu"`. */
  readonly compared?: readonly string[]
  /** Names that count as strong as methods that are called with nothing: `x.type()`. */
  readonly bare?: readonly string[]
  /** Words that carry values to the strong ones; a statement needs one of any kind to be lowered. */
  readonly weak?: readonly string[]
  /** Names that weigh as much as weak ones as options of command lines: `"--model"`. */
  readonly flags?: readonly string[]
  /** Operators of two characters that are the same, which weigh as much as weak words: `>>`. */
  readonly operators?: readonly string[]
  /** Names of which it is asked whether a file says them, in code or as a string: nothing more of it is read for them. */
  readonly noted?: readonly string[]
  /** Names that carry values only where a strong word of the file is beside one of them, such as `kwargs`. */
  readonly carriers?: readonly string[]
}

/** The union of the words that were stated. */
export interface Relevance {
  readonly words: { readonly [Kind in keyof Words]-?: ReadonlySet<string> }
  /** Hashes of the carriers. */
  readonly carriers: ReadonlySet<number>
  /** Hashes of the names that are noted. */
  readonly noted: ReadonlySet<number>
  /** 1 at the hash of each of the words: nearly every name of a file is none of them, and this tells without making a string. */
  readonly filter: Uint8Array
  /** The words themselves, by which one relevance is told from another. */
  readonly lens: string
  /** Whether all code is read, and the words are only noted. */
  readonly isNotedOnly?: true
}

/**
 * How much a word says, or a line for its words: nothing, something together with others, something by itself, and that of a
 * value which is followed.
 */
export type Weight = 0 | 1 | 2 | 3

/** A power of two at which hardly any name shares its place with a word by chance. */
const FILTER_SIZE = 1 << 16

/** What frameworks and their parts are usually called where a function of theirs is called; group 1 is there in a decorator. */
const QUALIFIED = /(@ ?)?\b(?:torch|th|nn|F|functional|linalg|special|fft|Tensor|jit|ops)\.$/
const LONGEST_QUALIFIER = 12
const LONGEST_IMPORT = 80
const OPENING = 0x28

/** One of NumPy or Python has 64 bits where nothing else says so. */
const TYPED = /\([^\n]{0,100}\bdtype=(?!float\b|np\.|numpy\.|["'])/y
const NUMBERS = /\(\s{0,40}[[(\s]{0,40}-?\.?\d/y

/** What stands before an attribute that is made a text. */
const PRINTED = /\bstr\([^,]*\.$/
const LONGEST_PRINTED = 60
const CLOSING = 0x29

/** What stands before a string that is compared with. */
const COMPARED = /[=!]= ?["']$/
const LONGEST_COMPARISON = 4

/** What matters to those who have stated words. */
export function relevanceOf(stated: readonly Words[]): Relevance {
  const all = (kind: keyof Words): ReadonlySet<string> =>
    new Set(stated.flatMap((words) => words[kind] ?? []).toSorted())
  const words = {
    strong: all('strong'),
    values: all('values'),
    given: all('given'),
    taking: all('taking'),
    called: all('called'),
    functions: all('functions'),
    methods: all('methods'),
    bare: all('bare'),
    members: all('members'),
    printed: all('printed'),
    compared: all('compared'),
    weak: all('weak'),
    flags: all('flags'),
    operators: all('operators'),
    noted: all('noted'),
    carriers: all('carriers'),
  }
  const { carriers, noted, taking: _, ...weighed } = words
  const filter = new Uint8Array(FILTER_SIZE)
  for (const set of Object.values(weighed)) for (const word of set) filter[hashOf(word) & (FILTER_SIZE - 1)] = 1
  const lens = JSON.stringify(Object.values(words).map((set) => [...set]))
  return { words, carriers: hashesOf(carriers), noted: hashesOf(noted), filter, lens }
}

function hashesOf(names: ReadonlySet<string>): ReadonlySet<number> {
  return new Set([...names].map(hashOf))
}

/** No word weighs anything: for texts of which all is read. */
export const NOTHING_MATTERS = relevanceOf([])

/** The weight of the word in `[start, end)`, whose hash is given. */
export function weigh(relevance: Relevance, text: string, start: number, end: number, hash: number): Weight {
  if (relevance.filter[hash & (FILTER_SIZE - 1)] !== 1) return 0
  const word = text.slice(start, end)
  const { values, strong, given, taking, called, functions, methods, bare, members, printed, compared, flags, weak } =
    relevance.words
  if (values.has(word)) return 3
  if (strong.has(word) || given.has(word)) return 2
  if (called.has(word) && isFunction(text, start, end) && !(taking.has(word) && isOfKnownDtype(text, end))) return 2
  if (functions.has(word) && isCalled(text, start, end)) return 2
  if (methods.has(word) && text[start - 1] === '.' && text.charCodeAt(end) === OPENING) return 2
  if (bare.has(word) && text[start - 1] === '.' && text.startsWith('()', end)) return 2
  if (members.has(word) && text[start - 1] === '.') return 2
  if (printed.has(word) && isPrinted(text, start, end)) return 2
  if (compared.has(word) && COMPARED.test(text.slice(Math.max(0, start - LONGEST_COMPARISON), start))) return 2
  if (flags.has(word) && text.startsWith('--', start - 2)) return 1
  return weak.has(word) ? 1 : 0
}

function isCalled(text: string, start: number, end: number): boolean {
  return text.charCodeAt(end) === OPENING && text[start - 1] !== '_' && !text.endsWith('def ', start)
}

/** Whether a function is given numbers that are written down, or a dtype: `tensor([[0.5, 1`, `tensor(sizes, dtype=dtype`. */
function isOfKnownDtype(text: string, end: number): boolean {
  NUMBERS.lastIndex = end
  TYPED.lastIndex = end
  return NUMBERS.test(text) || TYPED.test(text)
}

function isPrinted(text: string, start: number, end: number): boolean {
  return text.charCodeAt(end) === CLOSING && PRINTED.test(text.slice(Math.max(0, start - LONGEST_PRINTED), start))
}

/** The same words, where all code is read and nothing is left out for the want of them. */
export function notedOnly(relevance: Relevance): Relevance {
  return { ...relevance, lens: `all\0${relevance.lens}`, isNotedOnly: true }
}

/** The greatest weight of the words in a piece of code, whole or between underscores. */
export function weighText(relevance: Relevance, text: string): Weight {
  let most: Weight = 0
  for (const { 0: name, index } of text.matchAll(/\w+/g))
    for (let at = 0; at >= 0 && at < name.length && most < 3; at = name.indexOf('_', at) + 1 || -1) {
      const end = name.indexOf('_', at)
      for (const to of new Set([name.length, end < 0 ? name.length : end])) {
        const part = name.slice(at, to)
        const weight = weigh(relevance, text, index + at, index + to, hashOf(part))
        if (weight > most) most = weight
      }
    }
  return most
}

/** Whether a name is a framework's function that is called, decorates or is imported by its name; `torch.device` in an annotation is none of these. */
function isFunction(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - LONGEST_QUALIFIER), start)
  const qualifier = QUALIFIED.exec(before)
  if (qualifier) return text.charCodeAt(end) === OPENING || qualifier[1] !== undefined
  const line = /[,t] +$/.test(before) ? text.lastIndexOf('\n', start) + 1 : start
  return /^\s*from torch[\w.]* import /.test(text.slice(line, Math.min(start, line + LONGEST_IMPORT)))
}
