import type { AttributeSeen, CallSeen } from '../../../trace/observation.ts'
import type { AuditContext } from '../../rule.ts'
import { isLive, seen } from '../../observations/seen.ts'

/** Tests that say less than they seem to: `is_built()` where nobody asks `is_available()`, and the old `torch.has_mps`. */
export function weakTests(context: AuditContext): {
  readonly built: readonly CallSeen[]
  readonly old: readonly AttributeSeen[]
} {
  const calls = seen(context, 'call').filter(isLive)
  const asked = new Set(
    calls.filter(({ name }) => /^torch\.(backends\.)?mps\.is_available$/.test(name)).map(({ module }) => module),
  )
  return {
    built: calls.filter(({ name, module }) => name === 'torch.backends.mps.is_built' && !asked.has(module)),
    old: seen(context, 'attribute').filter((named) => named.name === 'torch.has_mps' && isLive(named)),
  }
}
