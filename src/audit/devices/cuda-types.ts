import type { DecisionSeen } from '../../trace/observation.ts'
import type { Module } from '../../trace/trace.ts'
import { options, type Value } from '../../trace/value.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'

/** Types of tensors on CUDA, which name a device and a number type in one. */
export const CUDA_TYPE = /^torch\.cuda\.\w+(Tensor|Storage)$/

export function isCudaType(value: Value): boolean {
  return options(value).every((option) => {
    const name = option.kind === 'external' ? option.name : option.kind === 'constant' ? option.value : undefined
    return typeof name === 'string' && CUDA_TYPE.test(name)
  })
}

/** `torch.cuda.FloatTensor if torch.cuda.is_available() else torch.FloatTensor`, of which a Mac takes the other. */
export function passesOverCudaType({ chosen, rejected }: DecisionSeen): boolean {
  return chosen !== undefined && rejected !== undefined && isCudaType(rejected) && !isCudaType(chosen)
}

/** `torch.cuda.FloatTensor if args.gpu else torch.FloatTensor`, by a switch of the program's own. */
export function switchesCudaType({ chosen, value, basis }: DecisionSeen): boolean {
  const isSwitched = value === undefined && basis.length === 0
  return isSwitched && chosen !== undefined && options(chosen).some(isCudaType) && !options(chosen).every(isCudaType)
}

/**
 * Whether a module makes its tensors by types of which there are none for Metal: they stay on the CPU, and a model that is
 * moved to Metal could no longer take them.
 */
export function makesTensorsByType(context: AuditContext, module: Module): boolean {
  return modulesByType(context).has(module)
}

const modulesByType = memoized(
  (context: AuditContext): ReadonlySet<Module> =>
    new Set(
      seen(context, 'decision')
        .filter((decision) => passesOverCudaType(decision) || switchesCudaType(decision))
        .map(({ module }) => module),
    ),
)
