import type { TracedFunction } from '../../trace/definition.ts'
import type { CallSeen } from '../../trace/observation.ts'
import type { Module } from '../../trace/trace.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import { extensionsOf } from '../packages/cuda-builds.ts'
import type { AuditContext } from '../rule.ts'
import { bodyHas, methodsHave } from './body-names.ts'

/**
 * Whether a call stands in code that hands tensors to a kernel of the project which is built for CUDA: what it computes on has
 * to be there, whatever device the program chooses, and a Mac needs another way altogether.
 */
export function isForKernel({ function: around }: CallSeen, context: AuditContext): boolean {
  return around !== undefined && kernelFunctions(context).has(around)
}

/** The functions that name a kernel, the classes around it, and the functions that name these. */
const kernelFunctions = memoized((context: AuditContext): ReadonlySet<TracedFunction> => {
  const found = new Set<TracedFunction>()
  for (const [module, kernels] of kernelsIn(context)) {
    const functions = context.trace.functions.filter((own) => own.module === module)
    const classes = context.trace.classes.filter((own) => own.module === module)
    const around = classes.filter((own) => methodsHave(own, kernels))
    const names = [...kernels, ...around.filter(isOperator).map(({ name }) => name)]
    for (const own of functions) if (bodyHas(own, names)) found.add(own)
  }
  return found
})

/** `class Scan(torch.autograd.Function)`, as opposed to a network that has one. */
function isOperator({ bases }: AuditContext['trace']['classes'][number]): boolean {
  return bases.some((base) => base.kind === 'external' && /(?:^|\.)Function$/.test(base.name))
}

/** What a module calls the kernels that it builds: the names that they are given to, or that of their operators. */
const kernelsIn = memoized((context: AuditContext): ReadonlyMap<Module, readonly string[]> => {
  const found = new Map<Module, string[]>()
  for (const { call } of extensionsOf(context)) {
    const own = found.get(call.module) ?? []
    found.set(call.module, own)
    own.push(...operatorsOf(call))
  }
  for (const { module, node, target } of seen(context, 'assignment')) {
    const isBuild = extensionsOf(context).some(({ call }) => call.module === module && call.node === node.value)
    if (isBuild) found.get(module)?.push(target)
  }
  return found
})

/** `torch.ops.scan` for `load(name="scan", ...)` that gives no module. */
function operatorsOf({ keywords, positional }: CallSeen): readonly string[] {
  const name = (keywords.get('name') ?? positional[0])?.value
  return name?.kind === 'constant' && typeof name.value === 'string' ? [name.value] : []
}
