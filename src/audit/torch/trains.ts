import type { AuditContext } from '../rule.ts'
import { isLive, seen } from '../observations/seen.ts'

/** Calls by qualified name, or by `.method`, that train a network. */
const TRAINING =
  /^(?:\.backward|torch\.optim\.[A-Z]\w+|(?:pytorch_)?lightning(?:\.pytorch)?\.Trainer|transformers\.(?:Seq2Seq)?Trainer|mlx\.optimizers\.[A-Z]\w+|optax\.\w+)$/

/** Whether the project trains, so that gradients are taken of what its networks do. */
export function trains(context: AuditContext): boolean {
  return seen(context, 'call', TRAINING).some(isLive)
}
