import { parseSpecifier } from '../requirement/specifier.ts'
import { spanning } from './bounds.ts'

/** Longer texts are no version constraints; the limit keeps the matching of hostile ones cheap. */
const LENGTH_LIMIT = 500

const CLAUSE = /([~^<>=!]*)\s*([^\s,<>=!~^]+)[\s,]*/y

/**
 * Poetry's version constraint as PEP 440: `^1.2` gives `>=1.2,<2.0`, and alternatives (`||`) the range that spans them.
 * Undefined when it is none.
 */
export function poetrySpecifier(constraint: string): string | undefined {
  if (constraint.length > LENGTH_LIMIT) return undefined
  const alternatives = constraint.split(/\|\|?/).map((alternative) => conjunction(alternative.trim()))
  const known = alternatives.filter((alternative) => alternative !== undefined)
  return known.length < alternatives.length ? undefined : spanning(known)
}

function conjunction(text: string): string | undefined {
  const clauses: string[] = []
  for (let at = 0; at < text.length; at = CLAUSE.lastIndex) {
    CLAUSE.lastIndex = at
    const [, operator = '', version = ''] = CLAUSE.exec(text) ?? []
    if (version === '') return undefined
    const clause = translated(operator, version.replace(/^v(?=\d)/i, ''))
    if (clause === undefined) return undefined
    if (clause !== '') clauses.push(clause)
  }
  const specifier = clauses.join(',')
  return parseSpecifier(specifier) === undefined ? undefined : specifier
}

function translated(operator: string, version: string): string | undefined {
  if (version === '*') return ''
  if (operator === '^') return upTo(version, caretDepth)
  if (operator === '~') return upTo(version, (release) => Math.min(release.length - 1, 1))
  const plain = version.replace(/(\.\*)+$/, '')
  if (operator === '' || operator === '=' || operator === '==')
    return plain === version ? `==${version}` : `==${plain}.*`
  // Poetry takes `>=2.1.*` to mean `>=2.1`; PEP 440 knows a wildcard only after == and !=.
  return operator + (operator === '!=' ? version : plain)
}

/** Everything from `version` up to the next step of the part that may not change. */
function upTo(version: string, fixedPart: (release: readonly number[]) => number): string | undefined {
  const plain = version.replace(/(\.\*)+$/, '')
  const [digits] = /^\d+(?:\.\d+)*(?![\d.!])/.exec(plain) ?? []
  if (digits === undefined) return undefined
  const release = digits.split('.').map(Number)
  const fixed = fixedPart(release)
  const limit = release.map((part, place) => (place < fixed ? part : place === fixed ? part + 1 : 0))
  return `>=${plain},<${limit.join('.')}`
}

/** The first part that is not zero, or the last one. */
function caretDepth(release: readonly number[]): number {
  const first = release.findIndex((part) => part > 0)
  return first === -1 ? release.length - 1 : first
}
