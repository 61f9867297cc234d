import type { CallSeen, ProductSeen } from '../../trace/observation.ts'
import type { Expression } from '../../trace/syntax.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'

/**
 * Whether a method is called on a factor of complex numbers, of which nothing else is known: as rotary embeddings do, the
 * code around it multiplies it with what it has just made complex, and repeats or cuts it to fit.
 */
export function isComplexFactor(call: CallSeen, context: AuditContext): boolean {
  const factor = nameOf(call.node.callee.kind === 'attribute' ? call.node.callee.object : undefined)
  const isFactor = (product: ProductSeen): boolean =>
    product.function === call.function && product.module === call.module && nameOf(product.factor) === factor
  return factor !== undefined && call.function !== undefined && seen(context, 'product').some(isFactor)
}

function nameOf(node: Expression | undefined): string | undefined {
  return node?.kind === 'name' ? node.id : undefined
}
