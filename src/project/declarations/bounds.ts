import { compare } from '@renovatebot/pep440'
import { parseSpecifier, type Clause } from '../requirement/specifier.ts'

interface Bounds {
  readonly lower?: Clause
  readonly upper?: Clause
}

/**
 * The narrowest range that covers all alternatives, for forms with "or", which PEP 440 lacks: `>=2.7,<3` or
 * `>=3.6,<4` gives `>=2.7,<4`. Empty when one alternative is open on both sides.
 */
export function spanning(alternatives: readonly string[]): string {
  const first = alternatives[0] ?? ''
  if (alternatives.length < 2) return first
  const bounds = alternatives.map((alternative) => boundsOf(parseSpecifier(alternative) ?? []))
  const lower = bounds.map((bound) => bound.lower).reduce((left, right) => further(left, right, -1))
  const upper = bounds.map((bound) => bound.upper).reduce((left, right) => further(left, right, 1))
  return [lower, upper].flatMap((clause) => (clause ? clause.operator + clause.version : [])).join(',')
}

/** The version that comes after all that begin with `version`: `3.9` gives `3.10`. */
export function afterPrefix(version: string): string {
  const parts = version.split('.')
  return [...parts.slice(0, -1), String(Number(parts.at(-1)) + 1)].join('.')
}

function boundsOf(clauses: readonly Clause[]): Bounds {
  let bounds: Bounds = {}
  for (const { operator, version } of clauses) {
    const prefix = operator === '~=' ? version.split('.').slice(0, -1).join('.') : version.replace(/\.\*$/, '')
    if (operator.startsWith('>')) bounds = { ...bounds, lower: { operator, version } }
    else if (operator.startsWith('<')) bounds = { ...bounds, upper: { operator, version } }
    else if (operator === '~=' || (operator === '==' && prefix !== version))
      bounds = {
        lower: { operator: '>=', version: version.replace(/\.\*$/, '') },
        upper: { operator: '<', version: afterPrefix(prefix) },
      }
    else if (operator === '==') bounds = { lower: { operator: '>=', version }, upper: { operator: '<=', version } }
  }
  return bounds
}

function further(left: Clause | undefined, right: Clause | undefined, direction: 1 | -1): Clause | undefined {
  if (left === undefined || right === undefined) return undefined
  const order = compare(left.version, right.version) * direction
  if (order !== 0) return order > 0 ? left : right
  return left.operator.endsWith('=') ? left : right
}
