import type { Expression } from '../../python/tree.ts'
import type { Bindings } from './bindings.ts'

/** Longest concatenation of texts (`'a>=' + version`) that is put together. */
const TEXT_LIMIT = 1000

/** Names that lead to names are followed so far. */
const DEPTH_LIMIT = 5

/** A text put together from literals and names bound to one; empty when there is nothing to tell. */
export function stringOf(expression: Expression, bindings: Bindings, depth = 0): string {
  if (depth > DEPTH_LIMIT) return ''
  if (expression.kind === 'string') return expression.value
  if (expression.kind === 'formatted')
    return expression.parts
      .map((part) => (typeof part === 'string' ? part : stringOf(part, bindings, depth + 1) || '{}'))
      .join('')
      .slice(0, TEXT_LIMIT)
  if (expression.kind === 'name') {
    const [only, ...more] = bindings.get(expression.id) ?? []
    return only && more.length === 0 ? stringOf(only.value, bindings, depth + 1) : ''
  }
  if (expression.kind !== 'binary' || expression.operator !== '+') return ''
  const left = stringOf(expression.left, bindings, depth + 1)
  const right = stringOf(expression.right, bindings, depth + 1)
  return left === '' || right === '' ? '' : (left + right).slice(0, TEXT_LIMIT)
}
