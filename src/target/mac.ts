import type { Machine } from '../evaluate/machine/machine.ts'
import type { Knowledge, Library } from '../knowledge/knowledge.ts'
import { librariesByImport } from '../knowledge/libraries.ts'
import { statementFor } from '../knowledge/statements.ts'
import type { Target } from '../report/report.ts'
import type { MacRequirement } from './requirements.ts'

/**
 * The Mac as the evaluation sees it: what can be imported there, judged by what is known of each library on that day.
 *
 * @param requirements - what the project requires on the Mac: of several distributions with one module, these count
 */
export function macOf(
  target: Target,
  knowledge: Knowledge,
  asOf: string,
  requirements: readonly MacRequirement[],
): Machine {
  const declared = new Set(
    requirements.flatMap(({ declaration, applies }) => (applies === false ? [] : declaration.name)),
  )
  const known = new Map<string, boolean | undefined>()
  const importable = (module: string): boolean | undefined => {
    if (!known.has(module)) known.set(module, isImportable(module))
    return known.get(module)
  }

  function isImportable(module: string): boolean | undefined {
    const candidates = librariesByImport(knowledge, module)
    const required = candidates.filter(({ pypi, conda }) => [...pypi, ...conda].some((name) => declared.has(name)))
    // Nobody having said which one is meant, it is the one that is called like the module.
    const namesake = candidates.filter(({ pypi }) => pypi.includes(module.toLowerCase().replaceAll('_', '-')))
    const meant = [required, namesake, candidates].find((some) => some.length > 0) ?? []
    const outcomes = meant.map((library) => installs(library) ?? (isBeside(library, required) ? false : undefined))
    return outcomes.includes(true) ? true : outcomes.includes(undefined) ? undefined : outcomes[0]
  }

  /** What may or may not build on a Mac, and which nobody asks for, is not there. */
  function isBeside(library: Library, required: readonly Library[]): boolean {
    return !required.includes(library) && statementFor(library.metal, undefined, asOf)?.status === 'unsupported'
  }

  function installs(library: Library): boolean | undefined {
    const version = library.pypi.map((name) => target.packages[name]?.version).find((found) => found !== undefined)
    return statementFor(library.metal, version, asOf)?.installs
  }

  return { name: 'mac', importable, version: (name) => target.packages[name]?.version }
}
