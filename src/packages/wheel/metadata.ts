import { type Requirement, parseRequirement } from '../../project/requirement/requirement.ts'

/** What a distribution says of itself, as far as it matters here. */
export interface Metadata {
  readonly requirements: readonly Requirement[]
  readonly classifiers: readonly string[]
}

/** Lines of one kind that are read: packages with hundreds of extras have some thousand. */
const MAX_LINES = 10_000

/** Reads a METADATA or PKG-INFO file. What cannot be read in it is passed over; it never throws. */
export function readMetadata(text: string): Metadata {
  const requirements: Requirement[] = []
  const classifiers: string[] = []
  for (const line of headerOf(text).split('\n', MAX_LINES)) {
    const colon = line.indexOf(':')
    const key = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (key === 'classifier') classifiers.push(value)
    if (key !== 'requires-dist') continue
    const parsed = parseRequirement(value)
    if (parsed.ok) requirements.push(parsed.requirement)
  }
  return { requirements, classifiers }
}

/** The description comes after an empty line; a line that begins with a blank belongs to the one before it. */
function headerOf(text: string): string {
  const unix = text.replaceAll('\r\n', '\n')
  const end = unix.indexOf('\n\n')
  return (end === -1 ? unix : unix.slice(0, end)).replace(/\n[ \t]+/g, ' ')
}
