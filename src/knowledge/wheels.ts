import { ge, lt, valid } from '@renovatebot/pep440'
import type { Knowledge, WheelRun } from './knowledge.ts'

/** What a release of a package offers a Mac; undefined where its files were not recorded. */
export function wheelsOf({ wheels }: Knowledge, name: string, version: string): WheelRun | undefined {
  if (!Object.hasOwn(wheels, name) || valid(version) === null) return undefined
  return wheels[name]?.runs.findLast(({ since }) => ge(version, since))
}

/** The first releases after `version` with a wheel for a Mac with that Python. */
export function wheelsAfter(
  { wheels }: Knowledge,
  name: string,
  version: string,
  python: string,
): WheelRun | undefined {
  return wheels[name]?.runs.find((run) => lt(version, run.since) && hasWheel(run, python))
}

/** Of a release without any file for a Mac, the last one before it that has one, if only to build it from. */
export function offeredBefore(knowledge: Knowledge, name: string, version: string): string | undefined {
  if (wheelsOf(knowledge, name, version)?.files !== 'none') return undefined
  return knowledge.wheels[name]?.runs.findLast(({ last, files }) => lt(last, version) && files !== 'none')?.last
}

/** Whether there is a wheel for a Mac with that Python (`3.12`). */
export function hasWheel({ files }: WheelRun, python: string): boolean {
  return files === 'any' || pythonsOf(files).some(({ first, last }) => isWithin(minorOf(python), first, last))
}

/** Whether there are wheels for Apple silicon, each for some Pythons. */
export function isForSomePythons({ files }: WheelRun): boolean {
  return pythonsOf(files).length > 0
}

/** The minor versions of Python 3 that `3.8-3.10,3.12+` stands for. */
function pythonsOf(files: string): readonly { readonly first: number; readonly last: number }[] {
  return files.split(',').flatMap((part) => {
    const [, first, open, last] = /^3\.(\d+)(?:(\+)|-3\.(\d+))?$/.exec(part) ?? []
    if (first === undefined) return []
    return { first: Number(first), last: open === undefined ? Number(last ?? first) : Infinity }
  })
}

function isWithin(minor: number, first: number, last: number): boolean {
  return first <= minor && minor <= last
}

function minorOf(python: string): number {
  return Number(python.split('.')[1])
}
