import { explain } from '@renovatebot/pep440'

/** The parts of a PEP 440 version. */
export type VersionParts = NonNullable<ReturnType<typeof explain>>

/** A number of more digits is no longer exact, and written as `1e+21` where it is written again, which is no version. */
const LONG_NUMBER = /\d{16}/

/** The parts of a version; undefined when the text is none. */
export function partsOf(version: string): VersionParts | undefined {
  return LONG_NUMBER.test(version) ? undefined : (explain(version) ?? undefined)
}
