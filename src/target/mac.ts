import type { Mac } from '../evaluate/mac.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { libraryByImport } from '../knowledge/libraries.ts'
import { statementFor } from '../knowledge/statements.ts'
import type { Target } from '../report/report.ts'

/** The Mac as the evaluation sees it: what can be imported there, judged by what is known of each library on that day. */
export function macOf(target: Target, knowledge: Knowledge, asOf: string): Mac {
  const known = new Map<string, boolean | undefined>()
  const importable = (module: string): boolean | undefined => {
    if (!known.has(module)) known.set(module, isImportable(module, target, knowledge, asOf))
    return known.get(module)
  }
  return { python: target.python, importable, version: (name) => target.packages[name]?.version }
}

function isImportable(module: string, target: Target, knowledge: Knowledge, asOf: string): boolean | undefined {
  const library = libraryByImport(knowledge, module)
  if (!library) return undefined
  const version = library.pypi.map((name) => target.packages[name]?.version).find((found) => found !== undefined)
  return statementFor(library.metal, version, asOf)?.installs
}
