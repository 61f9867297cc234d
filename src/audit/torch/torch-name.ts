import type { TracedFunction } from '../../trace/definition.ts'
import type { Module } from '../../trace/trace.ts'
import { seen } from '../observations/seen.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext } from '../rule.ts'

/** A name that stands for PyTorch, from where it is imported on. */
interface Imported {
  readonly name: string
  readonly from: number
  /** The function that the import is in; absent at the top of the module. */
  readonly function?: TracedFunction
}

/** Where in a module something is written. */
export interface Position {
  readonly module: Module
  readonly at: number
  readonly function?: TracedFunction
}

/** What PyTorch is called at a place, `torch` or `th`, by an import above that surely runs; undefined where there is none. */
export function torchNameAt(context: AuditContext, { module, at, function: around }: Position): string | undefined {
  const known = importedIn(context).get(module) ?? []
  const found = known.find((one) => one.from <= at && (one.function === undefined || one.function === around))
  return found?.name
}

const importedIn = memoized((context: AuditContext): ReadonlyMap<Module, readonly Imported[]> => {
  const found = new Map<Module, Imported[]>()
  for (const { node, module, function: around, live, guards, caught } of seen(context, 'import')) {
    if (node.kind !== 'import' || live !== 'yes' || guards.length > 0 || caught.length > 0) continue
    for (const { module: imported, alias } of node.names) {
      if (imported !== 'torch' && (alias !== undefined || !imported.startsWith('torch.'))) continue
      const own = { name: alias ?? 'torch', from: node.end, ...(around ? { function: around } : {}) }
      const known = found.get(module)
      if (known) known.push(own)
      else found.set(module, [own])
    }
  }
  return found
})
