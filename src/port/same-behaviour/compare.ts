import type { Edit } from '../../report/edit.ts'
import type { MachineProof } from '../../report/port.ts'
import { textKey } from '../../edit/place.ts'
import { siteOfPlace } from '../../trace/site.ts'
import type { Act, Point } from './act.ts'
import { type Behaviour, isFunction } from './behaviour.ts'
import { isSameWithoutGpu } from './equivalents.ts'
import { NOT_KNOWN } from './value-text.ts'

/** A 1-based line of a file. */
interface LineOf {
  readonly file: string
  readonly line: number
}

/** Something that a program does otherwise after it was edited. */
export interface Difference {
  /** Lines behind it in the text before and in the one after, the likeliest first. */
  readonly before: readonly LineOf[]
  readonly after: readonly LineOf[]
  /** A sentence without its end. */
  readonly what: string
}

/** What is the same, and what is not. */
export interface Compared extends Omit<MachineProof, 'machine'> {
  readonly differences: readonly Difference[]
}

/** How many acts of both are passed over for the next one that they have in common. */
const WINDOW = 50
/** Characters of an act that are told. */
const TOLD = 120

/** Compares what was seen on one machine before and after, function by function and in order; positions do not count. */
export function compareBehaviour(before: Behaviour, after: Behaviour): Compared {
  const known = new Set([...before.scopes.values()].flat().flatMap(({ names = [] }) => names))
  const hasGpu = before.machine === 'linux-cuda'
  // A function that was not there before counts by the calls of it.
  const added = [...after.scopes.keys()].filter((key) => !before.scopes.has(key) && !isFunction(key))
  const parts = [...before.scopes.keys(), ...added].map((key) =>
    compareActs(before.scopes.get(key) ?? [], after.scopes.get(key) ?? [], known, before.parameters, hasGpu),
  )
  return {
    seen: [...before.scopes.values()].reduce((sum, acts) => sum + acts.length, 0),
    same: parts.reduce((sum, { same }) => sum + same, 0),
    differences: parts.flatMap(({ differences }) => differences),
  }
}

function compareActs(
  before: readonly Act[],
  after: readonly Act[],
  known: ReadonlySet<string>,
  parameters: ReadonlySet<string>,
  hasGpu: boolean,
): Omit<Compared, 'seen'> {
  const isSame = (a: Act | undefined, b: Act | undefined): boolean =>
    a !== undefined && b !== undefined && isSameAct(a, b, parameters, hasGpu)
  const mayCome = ({ idle, names }: Act) => idle === true || (names !== undefined && !known.has(names))
  // What speaks to CUDA failed where there is none; what an import gives may be needed.
  const mayGo = ({ what, idle }: Act) =>
    (!hasGpu && /^\w+ +torch\.cuda\./.test(what)) || (idle === true && !what.startsWith('import '))
  const differences: Difference[] = []
  let same = 0
  let at = 0
  let to = 0
  while (at < before.length || to < after.length) {
    const [was, is] = [before[at], after[to]]
    if (isSame(was, is)) {
      same++
      at++
      to++
    } else if (is && mayCome(is)) to++
    else if (was && mayGo(was)) {
      same++
      at++
    } else {
      const [gone, come] = nextInCommon(before, after, at, to, isSame)
      const [departed, arrived] = [before.slice(at, at + gone), after.slice(to, to + come)]
      differences.push(
        ...differencesOf(
          departed.filter((act) => !mayGo(act)),
          arrived.filter((act) => !mayCome(act)),
        ),
      )
      at += gone
      to += come
    }
  }
  return { same, differences }
}

/** How many acts of either list to pass over until both go on alike: as few as can be, and as many of the one as of the other. */
function nextInCommon(
  before: readonly Act[],
  after: readonly Act[],
  at: number,
  to: number,
  isSame: (a: Act | undefined, b: Act | undefined) => boolean,
): readonly [gone: number, come: number] {
  for (let passed = 1; passed <= WINDOW; passed++)
    for (let apart = passed % 2; apart <= passed; apart += 2)
      for (const gone of [(passed - apart) / 2, (passed + apart) / 2])
        if (isSame(before[at + gone], after[to + passed - gone])) return [gone, passed - gone]
  return [Math.min(WINDOW, before.length - at), Math.min(WINDOW, after.length - to)]
}

function isSameAct(a: Act, b: Act, parameters: ReadonlySet<string>, hasGpu: boolean): boolean {
  const isSame = (was: string, is: string): boolean => was === is || (!hasGpu && isSameWithoutGpu(was, is))
  const was: ReadonlyMap<string, string> = a.handed ?? new Map()
  const is: ReadonlyMap<string, string> = b.handed ?? new Map()
  return (
    isSame(a.what, b.what) &&
    (a.offers ?? []).every((offer) => b.offers?.includes(offer)) &&
    [...was].every(([key, text]) => isSame(text, is.get(key) ?? '')) &&
    // What comes of a parameter that the function did not have shows in what it does, as far as it is known what that is given.
    [...is].every(([key, text]) => was.has(key) || (!parameters.has(key) && !text.includes(NOT_KNOWN)))
  )
}

function differencesOf(gone: readonly Act[], come: readonly Act[]): readonly Difference[] {
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => {
    const [was, is] = [gone[index], come[index]]
    return {
      before: was ? linesOf(was) : [],
      after: is ? linesOf(is) : [],
      what:
        was && is ? `${told(was)} becomes ${told(is)}` : was ? `${told(was)} is gone` : `${is ? told(is) : ''} is new`,
    }
  })
}

function linesOf({ at, from }: Act): readonly LineOf[] {
  return [at, ...from].map(lineOf)
}

function lineOf({ module, at }: Point): LineOf {
  const { file, line } = siteOfPlace({ module, at, end: at })
  return { file, line }
}

function told({ what, handed = new Map() }: Act): string {
  const given = [...handed].map(([key, value]) => ` ${key.slice(key.lastIndexOf('\0') + 1)}=${value}`)
  const text = `${what}${given.join('')}`.replace(/^\w+ +/, '').replaceAll(/\s+/g, ' ')
  return text.length > TOLD ? `${text.slice(0, TOLD)}…` : text
}

/** Whether what an edit changes shows in what the program does, or else does not run on the machine. */
export function isWatched({ watched }: Behaviour, edit: Edit): boolean {
  // New lines are seen for themselves.
  if (edit.start === edit.end && /\n/.test(edit.text)) return true
  const ranges = watched.get(textKey(edit)) ?? []
  for (let index = 0; index < ranges.length; index += 2)
    if ((ranges[index] ?? Infinity) <= edit.start && edit.end <= (ranges[index + 1] ?? -1)) return true
  return false
}
