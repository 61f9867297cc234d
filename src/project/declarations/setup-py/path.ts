import type { Expression } from '../../python/tree.ts'

/** An expression of names, attributes and calls without arguments as it is written: `platform.system()`. */
export function pathOf(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.id
  if (expression.kind !== 'attribute' && expression.kind !== 'call') return undefined
  if (expression.kind === 'call' && expression.arguments.length > 0) return undefined
  const inner = pathOf(expression.kind === 'call' ? expression.callee : expression.object)
  if (inner === undefined) return undefined
  return expression.kind === 'call' ? `${inner}()` : `${inner}.${expression.name}`
}
