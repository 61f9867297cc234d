import type { TracedFunction } from '../../../trace/definition.ts'
import type { AssignmentSeen } from '../../../trace/observation.ts'
import type { Expression } from '../../../trace/syntax.ts'
import type { Module } from '../../../trace/trace.ts'
import { cudaGuardOf } from '../../devices/cuda-only.ts'
import { isLive, seen } from '../../observations/seen.ts'
import type { AuditContext } from '../../rule.ts'

/** A model that is wrapped only where there is CUDA. */
export interface Wrapped {
  /** `model`, or `.net` for an attribute. */
  readonly name: string
  readonly module: Module
  readonly function: TracedFunction | undefined
}

/** The models that code for CUDA wraps, and no other code. */
export function wrappedForCuda(context: AuditContext): readonly Wrapped[] {
  const wraps = seen(context, 'assignment').filter(({ node }) => node.value !== undefined && isWrapper(node.value))
  const all = wraps.flatMap((given) => given.node.targets.flatMap((target) => wrappedBy(given, target)))
  const always = all.filter(({ isAlways }) => isAlways)
  return all.filter(
    (each) => !each.isAlways && !always.some(({ name, module }) => name === each.name && module === each.module),
  )
}

function wrappedBy(given: AssignmentSeen, target: Expression): readonly (Wrapped & { readonly isAlways: boolean })[] {
  const name = nameOf(target)
  const isAlways = isLive(given) || cudaGuardOf(given) === undefined
  return name === undefined ? [] : [{ name, module: given.module, function: given.function, isAlways }]
}

/** Longest chain of calls that is looked through: `DataParallel(net).cuda()`. */
const CHAIN_LIMIT = 6

function isWrapper(value: Expression): boolean {
  let inner: Expression = value
  for (let depth = 0; depth < CHAIN_LIMIT && inner.kind === 'call'; depth++) {
    const { callee } = inner
    const name = callee.kind === 'attribute' ? callee.name : callee.kind === 'name' ? callee.id : ''
    if (/^(?:DataParallel|DistributedDataParallel|DDP)$/.test(name)) return true
    if (callee.kind !== 'attribute') return false
    inner = callee.object
  }
  return false
}

/** What a model is called: the name, or that of the attribute of whatever object. */
export function nameOf(node: Expression): string | undefined {
  return node.kind === 'name' ? node.id : node.kind === 'attribute' ? `.${node.name}` : undefined
}
