import { normaliseName } from '../requirement/name.ts'

/** One package's need of another, as a lock file has it. */
export interface Need {
  readonly name: string
  /** Where several versions are locked, the one that is meant. */
  readonly version?: string
  /** Where one version is locked from several places, the one that is meant. */
  readonly origin?: string
  readonly marker?: string
}

/** More conditions than this are kept for none: it is better to say that a package may always be installed. */
const CONDITION_LIMIT = 24

/** The conditions under which something needs a package; undefined once one need has none. */
type Conditions = Set<string> | undefined

/**
 * Tells the condition under which anything in the lock needs a package, which is the one under which it is installed.
 * Undefined where it always is, where nothing needs it, and where the conditions are too many.
 */
export function conditionsOf(needs: Iterable<Need>): (wanted: Need) => string | undefined {
  const known = new Map<string, Conditions>()
  for (const need of needs) {
    const key = keysOf(need).at(-1) ?? ''
    const conditions = known.has(key) ? known.get(key) : new Set<string>()
    const isKept = need.marker !== undefined && (conditions?.size ?? 0) <= CONDITION_LIMIT
    known.set(key, isKept ? conditions?.add(need.marker) : undefined)
  }
  return (wanted) => {
    const all = keysOf(wanted).flatMap((key) => (known.has(key) ? [known.get(key)] : []))
    const markers = new Set(all.flatMap((conditions) => [...(conditions ?? [])]))
    if (all.includes(undefined) || markers.size > CONDITION_LIMIT) return undefined
    return [...markers].join(' or ') || undefined
  }
}

/** A package by its name, by its version too, and by its origin too, as far as it has them. */
function keysOf({ name, version, origin }: Need): readonly string[] {
  const byName = normaliseName(name)
  if (version === undefined) return [byName]
  const byVersion = `${byName} ${version}`
  return origin === undefined ? [byName, byVersion] : [byName, byVersion, `${byVersion} ${origin}`]
}
