/** Whether gradients are taken without a network: of a deformation, an image or the weights of a function. */
import type { CallSeen } from '../../../trace/observation.ts'
import type { Module } from '../../../trace/trace.ts'
import { isTrue } from '../../observations/call-arguments.ts'
import { seen } from '../../observations/seen.ts'
import { memoized } from '../../memoized.ts'
import type { AuditContext } from '../../rule.ts'

/** Whether a call stands in a module that makes tensors to take gradients of, and takes them. */
export function isOptimised({ module }: CallSeen, context: AuditContext): boolean {
  return optimising(context).has(module)
}

const optimising = memoized((context: AuditContext): ReadonlySet<Module> => {
  const taking = modulesOf(seen(context, 'call', '.backward', 'torch.autograd.grad'))
  const made = seen(context, 'call', '.requires_grad_', 'torch.nn.Parameter')
  const given = seen(context, 'call', { given: 'requires_grad' }).filter(({ keywords }) =>
    isTrue(keywords.get('requires_grad')?.value),
  )
  return new Set([...modulesOf([...made, ...given])].filter((module) => taking.has(module)))
})

function modulesOf(calls: readonly CallSeen[]): ReadonlySet<Module> {
  return new Set(calls.map(({ module }) => module))
}
