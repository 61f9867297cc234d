import { type Requirement, parseRequirement } from '../../project/requirement/requirement.ts'

/** What a distribution says of itself, as far as it matters here. */
export interface Metadata {
  readonly requirements: readonly Requirement[]
  readonly classifiers: readonly string[]
  /** Addresses that it names: project URLs, and the older field for a home page. */
  readonly links: readonly Link[]
  /** Whether it says all that it requires; a source may leave that to the one who builds it. */
  readonly complete: boolean
}

/** An address, and what the package calls it. */
export interface Link {
  readonly label: string
  readonly address: string
}

/** Lines of one kind that are read: packages with hundreds of extras have some thousand. */
const MAX_LINES = 10_000

/** Reads a METADATA or PKG-INFO file. What cannot be read in it is passed over; it never throws. */
export function readMetadata(text: string): Metadata {
  const requirements: Requirement[] = []
  const classifiers: string[] = []
  const links: Link[] = []
  for (const line of headerOf(text).split('\n', MAX_LINES)) {
    const colon = line.indexOf(':')
    const key = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (key === 'classifier') classifiers.push(value)
    if (key === 'home-page') links.push({ label: 'homepage', address: value })
    const [, label, address] = key === 'project-url' ? (/^([^,]*),\s*(\S+)$/.exec(value) ?? []) : []
    if (label !== undefined && address !== undefined) links.push({ label, address })
    if (key !== 'requires-dist') continue
    const parsed = parseRequirement(value)
    if (parsed.ok) requirements.push(parsed.requirement)
  }
  return { requirements, classifiers, links, complete: true }
}

/**
 * Reads what a source says of itself: in PKG-INFO from version 2.2 of its format on, and in what setuptools writes
 * beside it.
 */
export function readSourceMetadata(text: string, requires: string | undefined): Metadata {
  const own = readMetadata(text)
  const header = headerOf(text)
  const [, minor] = /^Metadata-Version: *2\.(\d{1,3})/m.exec(header) ?? []
  if (minor !== undefined && Number(minor) >= 2)
    return { ...own, complete: !/^Dynamic: *requires-dist\s*$/im.test(header) }
  if (requires === undefined) return { ...own, complete: false }
  const [plain = ''] = requires.split(/^\[/m, 1)
  const requirements = plain.split(/\r?\n/, MAX_LINES).flatMap((line) => {
    const parsed = parseRequirement(line)
    return parsed.ok ? [parsed.requirement] : []
  })
  return { ...own, requirements, complete: true }
}

/** The description comes after an empty line; a line that begins with a blank belongs to the one before it. */
function headerOf(text: string): string {
  const unix = text.replaceAll('\r\n', '\n')
  const end = unix.indexOf('\n\n')
  return (end === -1 ? unix : unix.slice(0, end)).replace(/\n[ \t]+/g, ' ')
}
