import { isReference, parseReference } from './reference.ts'
import { LENGTH_LIMIT, parseRequirement, type Requirement } from './requirement.ts'

/** What a requirement asks for as far as it can be told, and what is wrong with it; both when half of it is legible. */
export interface Understood {
  readonly requirement?: Requirement
  readonly complaint?: string
}

/** A name with extras, and what follows it as far as a marker; the follow-up must look like a version to be one. */
const HALF_LEGIBLE =
  /^\s*([a-z\d](?:[\w.-]*[a-z\d])?(?![\w.-])(?:\s*\[[^\]]*\])?)\s*(?=$|[=<>~!^;,(@\d])([^;]*)(;.*)?$/i

/** Spellings that pip refuses, or refuses by now, and what they were meant to say. */
const REPAIRS: readonly (readonly [RegExp, string])[] = [
  [/=([<>])/g, '$1='],
  [/((?:[<>]=?|~=)\s*[\w!.]+?)(?:\.\*)+/g, '$1'],
  [/^=(?=[^=])/, '=='],
  [/^(?=\d)/, '=='],
]

/** Reads whatever pip takes in the place of a requirement, and makes the best of what it would refuse. */
export function understandRequirement(text: string): Understood {
  const parsed = parseRequirement(text)
  if (parsed.ok) return { requirement: parsed.requirement }
  if (text.length > LENGTH_LIMIT) return { complaint: parsed.reason }
  if (isReference(text)) return understandReference(text)

  const complaint = parsed.reason
  const [, name, version = '', marker = ''] = HALF_LEGIBLE.exec(text) ?? []
  if (name === undefined) return { complaint }
  const repaired = REPAIRS.reduce((repair, [wrong, right]) => repair.replace(wrong, right), version.trim())
  const candidates = [`${name}${repaired}${marker}`, `${name}${marker}`, name].map((each) => parseRequirement(each))
  const found = candidates.find((candidate) => candidate.ok)
  return found === undefined ? { complaint } : { requirement: found.requirement, complaint }
}

function understandReference(text: string): Understood {
  const requirement = parseReference(text)
  if (requirement !== undefined) return { requirement }
  // The project itself, or a folder around it, which is read anyway.
  return /^[./]+(?:\[|\s|$)/.test(text.trim()) ? {} : { complaint: 'no name of a package can be told' }
}
