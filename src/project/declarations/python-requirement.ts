import type { FileFacts } from '../facts.ts'
import { formatClauses, parseSpecifier } from '../requirement/specifier.ts'
import { siteAt, type TextFile } from '../text-file.ts'
import { refused, shown } from './part.ts'
import { textAt, type PlacedEntry } from './placed.ts'
import type { Translate } from './table-requirement.ts'

/** The Python versions that an entry asks for, `requires-python = ">=3.10"`. */
export function pythonOf(file: TextFile, entry: PlacedEntry | undefined, translate: Translate = pep440): FileFacts {
  const constraint = textAt(entry?.value) ?? textAt(entry?.value, 'version')
  if (entry === undefined || constraint === undefined) return {}
  const specifier = translate(constraint)
  if (specifier === undefined) return refused(file, entry, `${shown(constraint)} is not a version constraint`)
  return { pythons: [{ specifier, site: siteAt(file, entry.at, entry.end) }] }
}

/** A PEP 440 specifier without blanks, where `*` may stand for any version; undefined when it is none. */
export function pep440(constraint: string): string | undefined {
  const clauses = constraint.trim() === '*' ? [] : parseSpecifier(constraint)
  return clauses && formatClauses(clauses)
}
