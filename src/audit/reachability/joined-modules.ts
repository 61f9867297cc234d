import type { Module } from '../../trace/trace.ts'
import { memoized } from '../memoized.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext } from '../rule.ts'

/** The module that stands for all which a module is joined with by imports, whichever imports the other, and by however many. */
export function joinedWith(module: Module, context: AuditContext): Module {
  return joinedModules(context).get(module) ?? module
}

const joinedModules = memoized((context: AuditContext): ReadonlyMap<Module, Module> => {
  const above = new Map<Module, Module>()
  const topOf = (module: Module): Module => {
    let top = module
    for (let next = above.get(top); next !== undefined && next !== top; next = above.get(top)) top = next
    for (let each = module; each !== top;) {
      const next = above.get(each) ?? top
      above.set(each, top)
      each = next
    }
    return top
  }
  for (const { module, imported } of seen(context, 'project-import')) above.set(topOf(module), topOf(imported))
  return new Map([...above.keys()].map((module) => [module, topOf(module)]))
})
