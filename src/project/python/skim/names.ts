import { hashOf, type NameSet, nameSet } from '../name-set.ts'
import { copyOf } from '../owned.ts'
import type { Words, WordsOfFunctions } from '../words.ts'
import { COLON, COMMA, DASH, DOT, EQUALS, OPENING, SPACE } from './characters.ts'
import type { LogicalLine } from './lines.ts'

/** What is noted of the names in a text while it is taken apart. */
export interface Names {
  /** A name in code at `[start, end)`. */
  readonly inCode: (start: number, end: number, hash: number, line: LogicalLine | undefined) => void
  /** A name in a string of one line, whose quotes are at `quoteAt` and before `stringEnd`. */
  readonly inString: (start: number, end: number, hash: number, quoteAt: number, stringEnd: number) => void
  /** A bracket opens at an offset; one closes; a new line of code begins, whatever was not closed. */
  readonly opened: (at: number) => void
  readonly closed: () => void
  readonly begun: () => void
  /** Two stars at an offset. */
  readonly starred: (at: number) => void
  /** How many names there were in code so far. */
  readonly count: () => number
  /** All of it; `bodies` are the functions, each from one count of names to another. */
  readonly words: (bodies: readonly BodyNames[]) => Words
}

export interface BodyNames {
  readonly at: number
  readonly within: number
  readonly first: number
  readonly last: number
}

const DEF = hashOf('def')
const CLASS = hashOf('class')
const CUDA_CALLS = 'torch.cuda.'
const OWN = 'self.'
const SUPER = 'super('

/** What code calls the settings that it has read: `config`, `self.cfg.train`, and `args`, often those of the command line. */
const CONFIGURATIONS = 'cfg|conf|configs?|configuration|hps?|hparams|params|settings?'
const ARGUMENTS = 'args?|opts?|options|flags?'
const HOLDER = String.raw`(?:\w+_)?(?:${CONFIGURATIONS}|${ARGUMENTS})(?:_\w+)?(?:\.\w+)*`
const SPREAD = new RegExp(String.raw`\*\*\s*(${HOLDER}(?:\[['"]\w+['"]\])?)`, 'iy')

/** Parts of names, between underscores, by which an object is called settings or arguments. */
const PARTS: ReadonlyMap<string, Holder> = new Map([
  ...'cfg cfgs conf config configs configuration hp hps hparams params setting settings'.split(' ').map(configuration),
  ...'arg args opt opts options flag flags'.split(' ').map(argument),
])

type Holder = 'configuration' | 'argument' | 'none'

function configuration(part: string): [string, Holder] {
  return [part, 'configuration']
}

function argument(part: string): [string, Holder] {
  return [part, 'argument']
}

/** Notes the names of a text. */
export function namesOf(text: string): Names {
  const code: number[] = []
  const imports: number[] = []
  const strings: number[] = []
  const quoted: number[] = []
  const functions: number[] = []
  const classes: number[] = []
  const ofConfigurations: number[] = []
  const ofArguments: number[] = []
  const fields: number[] = []
  const spread: string[] = []
  const calls: number[] = []
  /** Keywords of the brackets that are open: of calls what was noted, of others nothing. */
  const open: (Call | undefined)[] = []
  const holders = new Map<number, Holder>()
  let previous = 0
  let pending: Call | undefined
  let pendingAt = -1
  let holder: Holder = 'none'

  function noteCode(start: number, end: number, hash: number, line: LogicalLine | undefined): void {
    const isDotted = text.charCodeAt(start - 1) === DOT
    const isDefinition = previous === DEF || previous === CLASS
    const next = text.charCodeAt(end)
    if (line?.kind === 'import') imports.push(hash)
    else if (isDefinition) {
      if (line?.indent === 0) (previous === DEF ? functions : classes).push(hash)
    } else if (isDotted ? !text.startsWith(CUDA_CALLS, start - CUDA_CALLS.length) : !isOwnClass(start, next))
      code.push(hash)
    if (isDotted && text.startsWith(OWN, start - OWN.length)) code.push(hashOf(text.slice(start - OWN.length, end)))
    if (isDotted && holder !== 'none') (holder === 'argument' ? ofArguments : ofConfigurations).push(hash)
    if (next === DOT) holder = isDotted && holder !== 'none' ? holder : holderCalled(start, end, hash)
    else holder = 'none'
    if (next === OPENING && !isDefinition) {
      pending = { hash, dotted: isDotted, keywords: undefined }
      pendingAt = end
    } else noteKeyword(end, hash)
    if (line?.indent === FIELD_INDENT && start === line.at) noteField(end, hash)
    previous = hash
  }

  /** `super(Net, self)` says nothing of who makes a `Net`. */
  function isOwnClass(start: number, next: number): boolean {
    return next === COMMA && text.startsWith(SUPER, start - SUPER.length)
  }

  function noteKeyword(end: number, hash: number): void {
    const call = open.at(-1)
    if (!call) return
    let at = end
    while (text.charCodeAt(at) === SPACE) at++
    if (text.charCodeAt(at) !== EQUALS || text.charCodeAt(at + 1) === EQUALS) return
    call.keywords ??= []
    call.keywords.push(hash)
  }

  function noteField(end: number, hash: number): void {
    let at = end
    while (text.charCodeAt(at) === SPACE) at++
    if (text.charCodeAt(at) !== COLON) return
    const lineEnd = text.indexOf('\n', at)
    if (!/[,()]/.test(text.slice(at, lineEnd < 0 ? text.length : lineEnd))) fields.push(hash)
  }

  function holderCalled(start: number, end: number, hash: number): Holder {
    const known = holders.get(hash)
    if (known) return known
    const parts = text.slice(start, end).toLowerCase().split('_')
    const found = parts.map((part) => PARTS.get(part)).find((part) => part !== undefined) ?? 'none'
    holders.set(hash, found)
    return found
  }

  return {
    inCode: noteCode,
    inString: (start, end, hash, quoteAt, stringEnd) => {
      strings.push(hash)
      previous = hash
      if (end !== stringEnd - 1) return
      let dashes = 0
      while (text.charCodeAt(start - 1 - dashes) === DASH) dashes++
      if (start - dashes === quoteAt + 1) quoted.push(dashes === 0 ? hash : hashOf(text.slice(start - dashes, end)))
    },
    opened: (at) => {
      open.push(at === pendingAt ? pending : undefined)
      previous = 0
    },
    closed: () => {
      const call = open.pop()
      if (!call) return
      calls.push(call.hash, call.dotted ? 1 : 0, call.keywords?.length ?? 0)
      for (const keyword of call.keywords ?? []) calls.push(keyword)
    },
    begun: () => {
      open.length = 0
    },
    starred: (at) => {
      SPREAD.lastIndex = at
      const name = SPREAD.exec(text)?.[1]
      if (name !== undefined && spread.length < SPREAD_LIMIT) spread.push(copyOf(name))
    },
    count: () => code.length,
    words: (bodies) => ({
      code: nameSet(code),
      imports: nameSet(imports),
      strings: nameSet(strings),
      quoted: nameSet(quoted),
      functions: nameSet(functions),
      classes: nameSet(classes),
      bodies: wordsOfFunctions(bodies, code),
      calls: Int32Array.from(calls),
      settings: {
        ofConfigurations: nameSet(ofConfigurations),
        ofArguments: nameSet(ofArguments),
        fields: nameSet(fields),
        spread,
      },
    }),
  }
}

function wordsOfFunctions(bodies: readonly BodyNames[], code: readonly number[]): WordsOfFunctions {
  const places: number[] = []
  const sets: NameSet[] = []
  let count = 0
  for (const { at, within, first, last } of bodies) {
    const names = nameSet(code.slice(first, last))
    sets.push(names)
    count += names.length
    places.push(at, within, count)
  }
  const names = new Int32Array(count)
  let filled = 0
  for (const set of sets) {
    names.set(set, filled)
    filled += set.length
  }
  return { places: new Int32Array(places), names }
}

interface Call {
  readonly hash: number
  readonly dotted: boolean
  keywords: number[] | undefined
}

/** Columns before the fields of a class at the top level. */
const FIELD_INDENT = 4

/** Most spread settings that are noted of a file: whether there are any is what is asked. */
const SPREAD_LIMIT = 100
