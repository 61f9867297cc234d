import type { ResolutionDifference } from '../report/report.ts'

/** What a resolver would install on one platform, and what it could not. */
export interface Resolved {
  /** Versions by normalised name. */
  readonly pins: ReadonlyMap<string, string>
  /** Reasons by the name of the requirement. */
  readonly unresolved: ReadonlyMap<string, string>
}

/** Where two resolutions differ, by name. */
export function differencesBetween(macos: Resolved, linux: Resolved): readonly ResolutionDifference[] {
  const names = [macos, linux].flatMap(({ pins, unresolved }) => [...pins.keys(), ...unresolved.keys()])
  return [...new Set(names)].toSorted().flatMap((name) => differenceOf(name, macos, linux) ?? [])
}

function differenceOf(name: string, macos: Resolved, linux: Resolved): ResolutionDifference | undefined {
  const here = macos.pins.get(name)
  const there = linux.pins.get(name)
  const versions = { ...(here === undefined ? {} : { macos: here }), ...(there === undefined ? {} : { linux: there }) }
  const whyHere = macos.unresolved.get(name)
  const whyThere = linux.unresolved.get(name)
  if (whyHere !== undefined || whyThere !== undefined) {
    const reasons = {
      ...(whyHere === undefined ? {} : { macos: whyHere }),
      ...(whyThere === undefined ? {} : { linux: whyThere }),
    }
    return { name, change: 'unresolved', ...versions, reasons }
  }
  if (here === there) return undefined
  return {
    name,
    change: here === undefined ? 'disappears' : there === undefined ? 'appears' : 'changes-version',
    ...versions,
  }
}
