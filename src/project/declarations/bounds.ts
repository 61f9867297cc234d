import { compare } from '@renovatebot/pep440'
import { parseSpecifier, type Clause } from '../requirement/specifier.ts'
import { given } from './given.ts'

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
function afterPrefix(version: string): string {
  return version.replace(/(?<!\d)\d+$/, (last) => String(Number(last) + 1))
}

function boundsOf(clauses: readonly Clause[]): Bounds {
  const bounds = clauses.map(boundsOfOne)
  const lower = bounds.findLast((one) => one.lower)?.lower
  const upper = bounds.findLast((one) => one.upper)?.upper
  return given({ lower, upper })
}

function boundsOfOne({ operator, version: written }: Clause): Bounds {
  // A range takes no local version, `+cu118`, and includes those of its bounds.
  const version = written.replace(/\+.*$/, '').replace(/\.\*$/, '')
  if (operator.startsWith('>')) return { lower: { operator, version } }
  if (operator.startsWith('<')) return { upper: { operator, version } }
  if (operator !== '~=' && operator !== '==') return {}
  const lower = { operator: '>=', version } as const
  if (operator === '==' && !written.endsWith('.*')) return { lower, upper: { operator: '<=', version } }
  const prefix = operator === '~=' ? version.split('.').slice(0, -1).join('.') : version
  return { lower, upper: { operator: '<', version: afterPrefix(prefix) } }
}

function further(left: Clause | undefined, right: Clause | undefined, direction: 1 | -1): Clause | undefined {
  if (left === undefined || right === undefined) return undefined
  const order = compare(left.version, right.version) * direction
  if (order !== 0) return order > 0 ? left : right
  return left.operator.endsWith('=') ? left : right
}
