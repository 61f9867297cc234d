import { truth } from '../../trace/value.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'
import { isLive, seen } from '../observations/seen.ts'

const VARIABLE = 'PYTORCH_ENABLE_MPS_FALLBACK'

/** Whether the project has PyTorch do on the CPU what Metal lacks: in its code, its scripts or its containers. */
export const setsFallback = memoized((context: AuditContext): boolean => {
  const { commands, containers } = context.facts
  return (
    seen(context, 'assignment', new RegExp(VARIABLE)).some(
      (given) => isLive(given) && truth(given.value) !== false && !isZero(given.value),
    ) ||
    seen(context, 'call', /environ\.setdefault$|putenv$/).some(({ positional }) =>
      positional.some(({ value }) => value.kind === 'constant' && value.value === VARIABLE),
    ) ||
    containers.some((fact) => fact.kind === 'environment' && fact.name === VARIABLE && fact.value !== '0') ||
    commands.some(({ words }) => words.some((word) => word.startsWith(`${VARIABLE}=1`)))
  )
})

function isZero(value: { readonly kind: string; readonly value?: unknown }): boolean {
  return value.kind === 'constant' && String(value.value) === '0'
}
