import { readMarker } from './marker-grammar.ts'
import { normaliseName } from './name.ts'
import { expectEnd, refuse, skipSpace, take, type Failure, type Scanner } from './scanner.ts'
import { formatClauses, readClauses } from './specifier.ts'

/** A requirement as PEP 508 writes it: `name[extra]>=1; marker` or `name @ url ; marker`. */
export interface Requirement {
  /** Normalised as PEP 503 says. */
  readonly name: string
  readonly rawName: string
  /** Normalised, in the order given. */
  readonly extras: readonly string[]
  /** PEP 440, without blanks; empty when any version will do. */
  readonly specifier: string
  readonly url?: string
  /** As written, without the blanks around it. */
  readonly marker?: string
}

export type ParsedRequirement =
  | { readonly ok: true; readonly requirement: Requirement }
  | ({ readonly ok: false } & Failure)

/** Longer texts are no requirements; a line of a manifest has some tens of characters. */
export const LENGTH_LIMIT = 8192

const NAME = /[a-z0-9][a-z0-9._-]*\b/iy
const URL = /[^ \t]+/y
const AT = /@/y
const COMMA = /,/y
const SEMICOLON = /;/y
const OPEN = /\(/y
const CLOSE = /\)/y
const OPEN_EXTRAS = /\[/y
const CLOSE_EXTRAS = /\]/y

/** Reads one requirement. `at` of a refusal is a 0-based UTF-16 offset into `text`. */
export function parseRequirement(text: string): ParsedRequirement {
  if (text.length > LENGTH_LIMIT) return { ok: false, reason: 'longer than any requirement', at: LENGTH_LIMIT }
  const scanner: Scanner = { text, at: 0 }
  const requirement = readRequirement(scanner)
  if (requirement !== undefined) expectEnd(scanner, 'the end of the requirement')
  if (scanner.failure !== undefined) return { ok: false, ...scanner.failure }
  return requirement === undefined ? { ok: false, reason: 'not a requirement', at: 0 } : { ok: true, requirement }
}

function readRequirement(scanner: Scanner): Requirement | undefined {
  skipSpace(scanner)
  const rawName = take(scanner, NAME)
  if (rawName === undefined) return refuse(scanner, 'expected the name of a package')
  skipSpace(scanner)
  const extras = readExtras(scanner)
  skipSpace(scanner)
  const origin = extras && (take(scanner, AT) === undefined ? readVersions(scanner) : readUrl(scanner))
  if (extras === undefined || origin === undefined) return undefined

  skipSpace(scanner)
  if (scanner.at === scanner.text.length) return { name: normaliseName(rawName), rawName, extras, ...origin }
  if (take(scanner, SEMICOLON) === undefined) return refuse(scanner, 'expected a version, a semicolon or the end')
  const start = scanner.at
  if (readMarker(scanner) === undefined) return undefined
  const marker = scanner.text.slice(start, scanner.at).trim()
  return { name: normaliseName(rawName), rawName, extras, ...origin, marker }
}

function readExtras(scanner: Scanner): readonly string[] | undefined {
  const extras: string[] = []
  if (take(scanner, OPEN_EXTRAS) === undefined) return extras
  do {
    skipSpace(scanner)
    const extra = take(scanner, NAME)
    // Empty brackets are allowed, a comma before nothing is not.
    if (extra === undefined && extras.length > 0) return refuse(scanner, 'expected the name of an extra')
    if (extra !== undefined) extras.push(normaliseName(extra))
    skipSpace(scanner)
  } while (extras.length > 0 && take(scanner, COMMA) !== undefined)
  if (take(scanner, CLOSE_EXTRAS) === undefined) return refuse(scanner, 'expected a comma or a closing bracket')
  return extras
}

function readVersions(scanner: Scanner): { specifier: string } | undefined {
  const parenthesised = take(scanner, OPEN) !== undefined
  const clauses = readClauses(scanner)
  if (clauses === undefined) return undefined
  skipSpace(scanner)
  if (parenthesised && take(scanner, CLOSE) === undefined)
    return refuse(scanner, 'expected a comma or a closing parenthesis')
  return { specifier: formatClauses(clauses) }
}

/** A semicolon right after an address is a part of it: a marker needs a blank before. */
function readUrl(scanner: Scanner): { specifier: string; url: string } | undefined {
  skipSpace(scanner)
  const url = take(scanner, URL)
  if (url === undefined) return refuse(scanner, 'expected an address after @')
  return { specifier: '', url }
}
