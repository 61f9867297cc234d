import type { Module } from '../../../trace/module.ts'
import type { AuditContext } from '../../rule.ts'
import { memoized } from '../../memoized.ts'
import { groupBy } from '../../group-by.ts'
import { folderOf } from '../../reachability/reach.ts'

/** From so many modules on that stand side by side and of which none imports another, whoever installs the package chooses one. */
const SEVERAL = 3

/** Whether a module is one of several in a package from which its users choose, such as one for each framework: `from d2l import torch`. */
export function isOneOfSeveral({ path }: Module, context: AuditContext): boolean {
  return (leavesOf(context).get(folderOf(path)) ?? []).some((leaf) => leaf.path === path)
}

/** The modules of each folder that no module imports and nobody starts, where they are several. */
const leavesOf = memoized(({ trace }: AuditContext): ReadonlyMap<string, readonly Module[]> => {
  if (!trace.installed) return new Map()
  const imported = new Set(trace.imports.map(({ to }) => to))
  const leaves = trace.modules.filter((module) => !module.package && !module.script && !imported.has(module))
  const byFolder = groupBy(
    leaves.filter(({ path }) => path.includes('/')),
    ({ path }) => folderOf(path),
  )
  return new Map([...byFolder].filter(([, own]) => own.length >= SEVERAL))
})
