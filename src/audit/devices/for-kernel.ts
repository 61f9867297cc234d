import type { TracedFunction } from '../../trace/definition.ts'
import type { CallSeen } from '../../trace/observation.ts'
import type { Import, ImportFrom } from '../../trace/syntax.ts'
import type { Module } from '../../trace/trace.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import { extensionsOf } from '../packages/cuda-builds.ts'
import type { AuditContext } from '../rule.ts'
import { bodyHas, methodsHave, wanted } from './body-names.ts'

/**
 * Whether a call stands in code that hands tensors to a kernel of the project which is built for CUDA: what it computes on has
 * to be there, whatever device the program chooses, and a Mac needs another way altogether.
 */
export function isForKernel({ function: around }: CallSeen, context: AuditContext): boolean {
  return around !== undefined && kernelFunctions(context).has(around)
}

/** The functions that name a kernel or a class around it, those of the same module that name these, and those elsewhere that import them. */
const kernelFunctions = memoized((context: AuditContext): ReadonlySet<TracedFunction> => {
  const near = new Set([...kernelsIn(context)].flatMap(([module, kernels]) => naming(module, kernels, context)))
  const byModule = groupBy(near, ({ module }) => module)
  const far = (near.size > 0 ? seen(context, 'project-import') : []).flatMap(({ module, node, imported }) => {
    const own = (byModule.get(imported) ?? []).map(({ name }) => name).filter((name) => !name.includes('.'))
    const bound = boundBy(node)
    const names = bound.includes('*') ? own : own.filter((name) => bound.includes(name))
    return names.length > 0 ? functionsWith(module, names, context) : []
  })
  return new Set([...near, ...far])
})

function naming(module: Module, kernels: readonly string[], context: AuditContext): readonly TracedFunction[] {
  const named = wanted(kernels)
  const around = (operatorsOf(context).get(module) ?? []).filter((own) => methodsHave(own, named))
  return functionsWith(module, [...kernels, ...around.map(({ name }) => name)], context)
}

function functionsWith(module: Module, names: readonly string[], context: AuditContext): readonly TracedFunction[] {
  const named = wanted(names)
  return (functionsOf(context).get(module) ?? []).filter((own) => bodyHas(own, named))
}

const functionsOf = memoized(({ trace }: AuditContext) => groupBy(trace.functions, ({ module }) => module))

const operatorsOf = memoized(({ trace }: AuditContext) =>
  groupBy(trace.classes.filter(isOperator), ({ module }) => module),
)

/** `class Scan(torch.autograd.Function)`, as opposed to a network that has one. */
function isOperator({ bases }: AuditContext['trace']['classes'][number]): boolean {
  return bases.some((base) => base.kind === 'external' && /(?:^|\.)Function$/.test(base.name))
}

/** What modules call kernels: the names that these are given to where they are built, those that they are imported by, and their own. */
const kernelsIn = memoized((context: AuditContext): ReadonlyMap<Module, readonly string[]> => {
  const found = new Map<Module, string[]>()
  const add = (module: Module, names: readonly string[]): void => {
    const own = found.get(module)
    if (own) own.push(...names)
    else found.set(module, [...names])
  }
  const builds = new Map(extensionsOf(context).map(({ call }) => [call.node, call]))
  for (const call of builds.values()) add(call.module, nameOf(call))
  for (const { module, node, target } of builds.size > 0 ? seen(context, 'assignment') : [])
    if (node.value?.kind === 'call' && builds.has(node.value)) add(module, [target])
  const names = new Set([...builds.values()].flatMap(nameOf))
  for (const { module, node, name } of names.size > 0 ? seen(context, 'import') : [])
    if (names.has(name)) add(module, boundBy(node))
  const built = new Map([...found].map(([module, named]) => [module, new Set(named)]))
  for (const { module, node, imported } of names.size > 0 ? seen(context, 'project-import') : [])
    if (built.has(imported))
      add(
        module,
        boundBy(node).filter((name) => built.get(imported)?.has(name)),
      )
  return found
})

/** The names that an import gives a module. */
function boundBy(node: Import | ImportFrom): readonly string[] {
  return node.kind === 'import'
    ? node.names.map(({ module, alias }) => alias ?? module)
    : node.names.map(({ name, alias }) => alias ?? name)
}

/** What an extension is called: also `torch.ops.scan` for `load(name="scan", ...)` that gives no module. */
function nameOf({ keywords, positional }: CallSeen): readonly string[] {
  const name = (keywords.get('name') ?? positional[0])?.value
  return name?.kind === 'constant' && typeof name.value === 'string' ? [name.value] : []
}
