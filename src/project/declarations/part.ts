import type { Scope } from '../../report/report.ts'
import type { Declaration, FileFacts, Written } from '../facts.ts'
import { normaliseName } from '../requirement/name.ts'
import { parseRequirement } from '../requirement/requirement.ts'
import { positionAt, siteAt, type TextFile } from '../text-file.ts'
import { alternateOf } from './alternate.ts'
import { given } from './given.ts'
import type { Placed, PlacedScalar } from './placed.ts'
import { writtenAt, type Separator } from './written.ts'

/** A part of a manifest, and what all requirements in it have in common. */
export interface Part {
  readonly file: TextFile
  readonly format: string
  readonly scope: Scope
  /** The extra, dependency group, feature or environment. */
  readonly group?: string
  /** Holds for all of them; requirements may narrow it. */
  readonly marker?: string
}

/** What one requirement says for itself. */
interface Stated {
  readonly name: string
  readonly requirement: string
  readonly specifier: string
  readonly extras?: readonly string[]
  readonly marker?: string | undefined
  readonly url?: string | undefined
  readonly index?: string | undefined
  readonly written?: Written | undefined
  readonly ecosystem?: 'pypi' | 'conda'
}

/** Longer requirements are cut for showing. */
const SHOWN_LIMIT = 300

/** Names of extras and groups that are for working on the project and not for using it. */
const DEVELOPMENT =
  /^(?:dev|develop|development|tests?|testing|docs?|documentation|lint|linting|quality|style|typing|type-check|types|ci|pre-commit)(?:[-_].*)?$/i

/** The scope of a named group of requirements: development by its name, else `otherwise`. */
export function scopeOfGroup(group: string, otherwise: Scope): Scope {
  return DEVELOPMENT.test(group) ? 'development' : otherwise
}

/** The declaration of what a requirement states, with its place. */
export function declare(part: Part, stated: Stated, place: { readonly at: number; readonly end: number }): Declaration {
  const { file, format, scope, group } = part
  const { marker, url, index, written, ecosystem = 'pypi', extras = [], specifier } = stated
  return {
    name: normaliseName(stated.name),
    requirement: stated.requirement.replace(/\s+/g, ' ').trim().slice(0, SHOWN_LIMIT),
    specifier,
    extras: extras.map(normaliseName),
    ...given({ marker, url, index, group, written, alternate: alternateOf(file.path) }),
    scope,
    ecosystem,
    format,
    site: siteAt(file, place.at, place.end),
  }
}

/** Reads a requirement written as PEP 508 says, an item of a list where there is a separator. */
export function readRequirement(part: Part, item: PlacedScalar, separator?: Separator): FileFacts {
  const parsed = parseRequirement(item.text)
  if (!parsed.ok) return refused(part.file, item, `${shown(item.text)} is not a requirement: ${parsed.reason}`)
  const written = writtenAt(part.file, item, item.text, separator)
  return { declarations: [declare(part, { ...parsed.requirement, requirement: item.text, written }, item)] }
}

/** An entry for something at a place that could not be read. */
export function refused(file: TextFile, place: Pick<Placed, 'at'>, reason: string): FileFacts {
  return { unread: [{ file: file.path, line: positionAt(file, place.at).line, reason }] }
}

/** A project's words for a message: quoted, on one line, and short. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return `"${line.length > 60 ? `${line.slice(0, 60)}…` : line}"`
}
