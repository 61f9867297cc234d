import type { Machine } from '../evaluate/machine/machine.ts'
import type { Knowledge, Library, Statement } from '../knowledge/knowledge.ts'
import { librariesByImport } from '../knowledge/libraries.ts'
import { takenInstead } from '../knowledge/taken.ts'
import { satisfies } from '../project/requirement/satisfies.ts'
import { statementFor } from '../knowledge/statements.ts'
import type { Declaration, ProjectFacts } from '../project/facts.ts'
import type { Target } from '../report/report.ts'
import type { MachineName } from '../trace/trace.ts'
import { holds, linuxEnvironment, requirementsOnLinux, requirementsOnMac } from './requirements.ts'

/**
 * A machine as the evaluation sees it: what can be imported there, judged by what is known of each library on that day.
 *
 * @param facts - what the project requires: of several distributions with one module, that one counts
 * @param target - versions of packages, which are taken to be the same on all machines
 * @param asOf - YYYY-MM-DD
 */
export function machineOf(
  name: MachineName,
  facts: Pick<ProjectFacts, 'declarations'>,
  target: Target,
  knowledge: Knowledge,
  asOf: string,
): Machine {
  const declarations = declaredFor(name, facts, target)
  const declared = new Set(declarations.map((declaration) => declaration.name))
  const near = new Set(declarations.filter(isNearRoot(declarations)).map((declaration) => declaration.name))
  const platform = name === 'mac' ? 'metal' : 'cuda'
  const known = new Map<string, boolean | undefined>()
  const importable = (module: string): boolean | undefined => {
    if (!known.has(module)) known.set(module, isImportable(module))
    return known.get(module)
  }

  function isImportable(module: string): boolean | undefined {
    const candidates = librariesByImport(knowledge, module)
    const required = candidates.filter(({ pypi, conda }) => [...pypi, ...conda].some((own) => declared.has(own)))
    // Nobody having said which one is meant, it is the one that is called like the module.
    const isNear = required.some(({ pypi, conda }) => [...pypi, ...conda].some((own) => near.has(own)))
    const namesake = candidates.filter(({ pypi }) => pypi.includes(module.toLowerCase().replaceAll('_', '-')))
    // What a part of the project asks for may be another build of what the rest of it imports.
    const asked = required.length > 0 && !isNear ? [...required, ...namesake] : required
    const meant = [asked, namesake, candidates].find((some) => some.length > 0) ?? []
    const outcomes = meant.map((library) => installs(library) ?? (isBeside(library, required) ? false : undefined))
    return outcomes.includes(true) ? true : outcomes.includes(undefined) ? undefined : outcomes[0]
  }

  /** What may or may not build on the machine, and which nobody asks for, is not there. */
  function isBeside(library: Library, required: readonly Library[]): boolean {
    return !required.includes(library) && statementFor(library[platform], undefined, asOf)?.status === 'unsupported'
  }

  function installs(library: Library): boolean | undefined {
    const stated = statementOn(platform, library)
    return name === 'linux-cpu' && stated?.installs && isForCuda(library)
      ? undefined
      : (stated?.imports ?? stated?.installs)
  }

  /** Whether a library is made for CUDA; some such can be imported where the driver is missing, and others cannot. */
  function isForCuda(library: Library): boolean {
    return statementOn('cuda', library)?.gpu === true && statementOn('metal', library)?.installs !== true
  }

  function statementOn(side: 'metal' | 'cuda', library: Library): Statement | undefined {
    const version = library.pypi.map((own) => target.packages[own]?.version).find((found) => found !== undefined)
    return statementFor(library[side], version ?? (side === 'metal' ? takenOf(library) : undefined), asOf)
  }

  function takenOf(library: Library): string | undefined {
    const own = declarations.filter((declaration) => library.pypi.includes(declaration.name))
    const admits = (version: string): boolean => own.every(({ specifier }) => satisfies(version, specifier) !== false)
    return takenInstead(knowledge, library, admits, asOf)
  }

  return {
    name,
    importable,
    isPackage: (module) => librariesByImport(knowledge, module).length > 0,
    version: (distribution) => target.packages[distribution]?.version,
  }
}

/** What the project requires on Linux, a requirement a line, sorted: what counts of each, without where it stands. */
export function requiredOnLinux(facts: Pick<ProjectFacts, 'declarations'>, target: Target): readonly string[] {
  const environment = linuxEnvironment(target)
  return requirementsOnLinux(facts, target)
    .map(({ name, extras, specifier, url, index, scope, group, marker, site }) => {
      const when = holds(marker, environment) === undefined ? marker : undefined
      return JSON.stringify([name, extras, specifier, url, index, scope, group, site.file, when])
    })
    .toSorted()
}

function depthOf({ site }: Declaration): number {
  return site.file.split('/').length
}

/** Tells whether a manifest is as near to the root as any. */
function isNearRoot(declarations: readonly Declaration[]): (declaration: Declaration) => boolean {
  const nearest = declarations.reduce((depth, declaration) => Math.min(depth, depthOf(declaration)), Infinity)
  return (declaration) => depthOf(declaration) === nearest
}

/** What the project requires where it runs on the machine. */
function declaredFor(
  name: MachineName,
  facts: Pick<ProjectFacts, 'declarations'>,
  target: Target,
): readonly Declaration[] {
  if (name === 'mac') {
    return requirementsOnMac(facts, target).flatMap(({ declaration, applies }) =>
      applies === false ? [] : declaration,
    )
  }
  return requirementsOnLinux(facts, target)
}
