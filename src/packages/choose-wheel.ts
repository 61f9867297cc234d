import type { Release } from './simple/choose.ts'
import type { Distribution } from './simple/file-name.ts'
import { fits, isForPlace, type Place } from './wheel/tags.ts'

export type Wheel = Extract<Distribution, { kind: 'wheel' }>

/** The wheel of a release to look at for a place. */
export interface Choice {
  readonly wheel: Wheel
  /** Whether an installer would take it there; otherwise it is for another Python. */
  readonly fits: boolean
}

/** One that fits comes before one for another Python, and one for the machine before one for all. */
export function chooseWheel(release: Release, place: Place, python: string, macos: string): Choice | undefined {
  const wheels = wheelsFor(release, place, macos)
  const fitting = wheels.filter(({ tags }) => fits(tags, place, python, macos))
  const own = fitting.find(({ tags }) => !tags.platforms.includes('any')) ?? fitting[0]
  if (own) return { wheel: own, fits: true }
  const [other] = wheels.toSorted((left, right) => newestMinor(right) - newestMinor(left))
  return other && { wheel: other, fits: false }
}

/** The Pythons that a release's wheels for a place are for, oldest first, for example `3.12`. */
export function pythonsFor(release: Release, place: Place, macos: string): readonly string[] {
  const minors = wheelsFor(release, place, macos).flatMap(minorsOf)
  return [...new Set(minors)].toSorted((left, right) => left - right).map((minor) => `3.${minor}`)
}

function wheelsFor({ files }: Release, place: Place, macos: string): readonly Wheel[] {
  return files.filter((file): file is Wheel => file.kind === 'wheel' && isForPlace(file.tags.platforms, place, macos))
}

function newestMinor(wheel: Wheel): number {
  return Math.max(0, ...minorsOf(wheel))
}

/** `cp312` is for 3.12. */
function minorsOf({ tags }: Wheel): readonly number[] {
  return tags.pythons.flatMap((tag) => {
    const [, minor] = /^(?:cp|py)3(\d{1,2})$/.exec(tag) ?? []
    return minor === undefined ? [] : [Number(minor)]
  })
}
