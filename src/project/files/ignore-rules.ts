import ignore, { type Ignore } from 'ignore'
import { MAX_PATTERN_LENGTH, MAX_PATTERNS, MAX_WILDCARDS } from './limits.ts'

/** Whether a path from the project's root is ignored; a folder's path ends in a slash. */
export type IgnoreRules = Ignore

export interface Patterns {
  readonly accepted: readonly string[]
  /** 1-based lines that are not applied. */
  readonly refused: readonly { readonly line: number; readonly reason: string }[]
}

/** Case counts: what is ignored by mistake is never seen again, what is read by mistake only costs time. */
const OPTIONS = { ignorecase: false }

/** Rules of `patterns` added to those that hold already. */
export function addRules(rules: IgnoreRules | undefined, patterns: readonly string[]): IgnoreRules {
  const added = ignore(OPTIONS)
  if (rules) added.add(rules)
  return added.add(patterns)
}

/**
 * The patterns of an ignore file that stands in `folder` (POSIX path from the root, empty for the root), rewritten as
 * patterns of the root. One list for the whole tree keeps git's order: the last pattern that matches decides.
 */
export function readPatterns(text: string, folder: string): Patterns {
  const lines = text.split(/\r?\n/)
  const accepted: string[] = []
  const refused: { line: number; reason: string }[] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const reason = accepted.length >= MAX_PATTERNS ? 'too many patterns' : tooCostly(line)
    if (reason !== undefined) refused.push({ line: index + 1, reason })
    else accepted.push(fromRoot(line, folder))
    if (accepted.length >= MAX_PATTERNS && reason !== undefined) break
  }
  return { accepted, refused }
}

function fromRoot(line: string, folder: string): string {
  if (folder === '') return line
  const negated = line.startsWith('!')
  const pattern = negated ? line.slice(1) : line
  const anchored = pattern.trimEnd().slice(0, -1).includes('/')
  const base = folder.replace(/[\\*?[\]!# ]/g, String.raw`\$&`)
  return `${negated ? '!' : ''}/${base}/${anchored ? '' : '**/'}${pattern.replace(/^\//, '')}`
}

/** Why a pattern is not applied: matching it could take time that grows with a power of the length of a path. */
export function tooCostly(line: string): string | undefined {
  if (line.length > MAX_PATTERN_LENGTH) return `a pattern of more than ${MAX_PATTERN_LENGTH} characters`
  // A leading `**/` and a trailing `/**` do not make the match any slower.
  const inner = line
    .trim()
    .replace(/^!?(?:\*\*\/)?/, '')
    .replace(/\/\*\*?$/, '')
  const wildcards = inner.match(/\*+/g)?.length ?? 0
  return wildcards > MAX_WILDCARDS ? `a pattern with more than ${MAX_WILDCARDS} wildcards` : undefined
}
