import { normaliseName } from '../requirement/name.ts'

/** One package's need of another, as a lock file has it. */
export interface Need {
  readonly name: string
  /** Where several versions are locked, the one that is meant. */
  readonly version?: string
  /** Where one version is locked from several places, the one that is meant. */
  readonly origin?: string
  readonly marker?: string
  /** The package of the lock that has the need, with its version and origin; absent for the project itself. */
  readonly by?: Omit<Need, 'by' | 'marker'>
}

/** More conditions than this are kept for none: it is better to say that a package may always be installed. */
const CONDITION_LIMIT = 24

/** The conditions under which something needs a package; undefined once one need has none. */
type Conditions = Set<string> | undefined

/**
 * Tells the condition under which anything in the lock needs a package, which is the one under which it is installed: what a
 * package needs in any case is needed under the conditions of that package. Undefined where it always is, where nothing needs
 * it, and where the conditions are too many.
 */
export function conditionsOf(needs: Iterable<Need>): (wanted: Need) => string | undefined {
  const all = [...needs]
  const needed = new Set(all.map(keyOf))
  const known = new Map<string, Conditions>()
  const handedOn = new Map<string, string[]>()
  for (const need of all) {
    const key = keyOf(need)
    const from = need.marker === undefined && need.by ? keysOf(need.by).filter((each) => needed.has(each)) : []
    if (from.length === 0) merge(known, key, need.marker === undefined ? undefined : [need.marker])
    for (const each of from) {
      const own = handedOn.get(each)
      if (own) own.push(key)
      else handedOn.set(each, [key])
    }
  }
  handOn(known, handedOn)
  return (wanted) => {
    const found = keysOf(wanted).flatMap((key) => (known.has(key) ? [known.get(key)] : []))
    const markers = new Set(found.flatMap((conditions) => [...(conditions ?? [])]))
    if (found.includes(undefined) || markers.size > CONDITION_LIMIT) return undefined
    return [...markers].join(' or ') || undefined
  }
}

/** Passes the conditions of each package to what it needs in any case. They only grow, and end at the limit. */
function handOn(known: Map<string, Conditions>, handedOn: ReadonlyMap<string, readonly string[]>): void {
  const changed = [...known.keys()]
  for (let key = changed.pop(); key !== undefined; key = changed.pop()) {
    for (const to of handedOn.get(key) ?? []) if (merge(known, to, known.get(key))) changed.push(to)
  }
}

/** Adds conditions to those of a key, none of them meaning always, and tells whether that changed anything. */
function merge(known: Map<string, Conditions>, key: string, conditions: Iterable<string> | undefined): boolean {
  const own = known.has(key) ? known.get(key) : new Set<string>()
  if (own === undefined) return false
  const before = known.has(key) ? own.size : -1
  for (const condition of conditions ?? []) own.add(condition)
  const isAlways = conditions === undefined || own.size > CONDITION_LIMIT
  known.set(key, isAlways ? undefined : own)
  return isAlways || own.size !== before
}

/** The most exact key of a package. */
function keyOf(need: Need): string {
  return keysOf(need).at(-1) ?? ''
}

/** A package by its name, by its version too, and by its origin too, as far as it has them. */
function keysOf({ name, version, origin }: Omit<Need, 'by' | 'marker'>): readonly string[] {
  const byName = normaliseName(name)
  if (version === undefined) return [byName]
  const byVersion = `${byName} ${version}`
  return origin === undefined ? [byName, byVersion] : [byName, byVersion, `${byVersion} ${origin}`]
}
