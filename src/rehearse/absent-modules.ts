import type { Knowledge } from '../knowledge/knowledge.ts'
import { statementFor } from '../knowledge/statements.ts'

/** Modules that Macs cannot have, by what is known on a day: those of libraries that do not install there -> the library. */
export function absentModules(knowledge: Knowledge, asOf: string): Readonly<Record<string, string>> {
  const absent = new Map<string, string>()
  const present = new Set<string>()
  for (const { name, imports, metal } of knowledge.libraries) {
    const isAbsent = statementFor(metal, undefined, asOf)?.installs === false
    // A part of a package, `apex.amp`, is no module that could be refused as a whole.
    for (const module of imports.filter((one) => !one.includes('.'))) {
      if (isAbsent) absent.set(module, name)
      else present.add(module)
    }
  }
  return Object.fromEntries([...absent].filter(([module]) => !present.has(module)))
}
