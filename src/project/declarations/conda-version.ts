import { parseSpecifier } from '../requirement/specifier.ts'
import { spanning } from './bounds.ts'

/** Longer texts are no version constraints; the limit keeps the matching of hostile ones cheap. */
const LENGTH_LIMIT = 500

const CLAUSE = /^(===|==|~=|!=|<=|>=|<|>|=)?\s*([^\s<>=!~]+)$/

/**
 * Conda's version constraint as PEP 440: `=2.1` gives `==2.1.*`, and alternatives (`2.1|2.3`) the range that spans them.
 * What PEP 440 cannot say (`1.1.1k`, `2.*.1`) is left out, which leaves the range wider than it is, never narrower.
 */
export function condaSpecifier(constraint: string): string {
  if (constraint.length > LENGTH_LIMIT) return ''
  return spanning(constraint.split('|').map(conjunction))
}

function conjunction(text: string): string {
  const clauses = text.split(',').map((clause) => translated(clause.trim()))
  return clauses.filter((clause) => clause !== '' && parseSpecifier(clause) !== undefined).join(',')
}

function translated(clause: string): string {
  const [, operator = '', version = ''] = CLAUSE.exec(clause) ?? []
  if (version === '' || version === '*' || version.startsWith('*')) return ''
  const plain = version.replace(/\.?\*$/, '')
  const open = plain !== version
  if (operator === '=') return `==${plain}.*`
  if (operator === '' || operator === '==' || operator === '===') return open ? `==${plain}.*` : `==${version}`
  return operator + (operator === '!=' ? version : plain)
}
