import type { AttributeSeen, CallSeen } from '../../../trace/observation.ts'
import type { AuditContext } from '../../rule.ts'
import { isLive, seen } from '../../observations/seen.ts'

/** Tests that say less than they seem to: `is_built()` where nobody asks `is_available()`, and the old `torch.has_mps`. */
export function weakTests(context: AuditContext): {
  readonly built: readonly CallSeen[]
  readonly old: readonly AttributeSeen[]
} {
  const asking = seen(context, 'call', /^torch\.(backends\.)?mps\.is_available$/).filter(isLive)
  const asked = new Set(asking.map(({ module }) => module))
  return {
    built: seen(context, 'call', 'torch.backends.mps.is_built').filter(
      (call) => isLive(call) && !asked.has(call.module),
    ),
    old: seen(context, 'attribute', 'torch.has_mps').filter(isLive),
  }
}
