/**
 * Modules that no import leads to. Of some a program takes one by a name that is known only while it runs, and does without the
 * others; some nobody has any use for.
 */
import { isMeant, packagesOf, writtenAs } from '../../trace/module-names.ts'
import type { Module, Trace } from '../../trace/trace.ts'
import { hashOf, hasHash } from '../../trace/words.ts'
import type { Certainty, Site } from '../../report/report.ts'
import { groupBy } from '../group-by.ts'
import { memoized } from '../memoized.ts'
import type { AuditContext, Draft } from '../rule.ts'
import { folderOf, reachOfModule } from './reach.ts'

/** What stands in such modules alone is less certain: likely in what is taken by name, possible where nobody takes it. */
export function lessWhereNotImported({ trace }: AuditContext): (draft: Draft) => Draft {
  const byName = takenByName(trace)
  const unused = takenByNobody(trace)
  return (draft) => {
    const { certainty, sites } = draft
    if (certainty !== 'possible' && loadersOf(draft).every(({ file }) => unused.has(file)))
      return withCertainty(draft, 'possible')
    const isByName = certainty === 'certain' && sites.every(({ file }) => byName.has(file))
    return isByName ? withCertainty(draft, 'likely') : draft
  }
}

/** Where a program comes to it: kernels are built by the modules that load them. */
function loadersOf({ sites, causes = [] }: Draft): readonly Site[] {
  return causes.length > 0 && sites.every(({ file }) => /\.cuh?$/.test(file)) ? causes : sites
}

function withCertainty(draft: Draft, certainty: Certainty): Draft {
  return { ...draft, certainty }
}

/** The files of modules of which one is taken by its name, and of what these alone import. */
const takenByName = memoized((trace: Trace): ReadonlySet<string> => {
  const loaders = trace.modules.filter(({ byName }) => byName)
  const all = trace.modules.filter((module) => !isProgram(module) && isMeantByAny(module, loaders))
  // The only one is no choice.
  return all.length < 2 ? new Set() : filesBehind(new Set(all), trace)
})

/**
 * The files of modules that do no more than define something, of which no other module names one to import it, and of what
 * these alone import. What others install they may import; what is loaded by name may be any.
 */
const takenByNobody = memoized((trace: Trace): ReadonlySet<string> => {
  const { modules, installed } = trace
  if (installed || !modules.some(isStarted) || modules.some(({ byName }) => byName)) return new Set()
  const { edges, imported, importers } = importsOf(trace)
  // Of files in which nothing matters no more is known than what they import.
  const elsewhere = new Set([...trace.elsewhere].flatMap((name) => name.split('.')).map(hashOf))
  const isBySetting = MAKE_BY_SETTING.some(
    (name) => elsewhere.has(name) || modules.some(({ words }) => hasHash(words.imports, name)),
  )
  const defining = modules.filter((module) => {
    if (!module.definesOnly) return false
    return module.package
      ? (isInPackage(module) || (!isBySetting && isBesideScripts(module, modules))) &&
          !isImportedFromOutside(module, importers)
      : module.path.includes('/') && !imported.has(module)
  })
  const namers = namersOf(new Set(defining.map(lastName)), modules)
  const isNamed = (module: Module): boolean => {
    const name = lastName(module)
    const isMeantBy = (other: Module): boolean =>
      other !== module && !isWithin(other, module) && !isNameOfAnother(name, other, edges.get(other) ?? [])
    return elsewhere.has(name) || [...(namers.get(name) ?? [])].some(isMeantBy)
  }
  const unused = defining.filter((module) => !isNamed(module))
  return filesBehind(new Set(unused), trace)
})

/** Libraries that make what a setting or an option names, whatever module that is in. */
const MAKE_BY_SETTING = ['hydra', 'jsonargparse', 'LightningCLI', 'gin', 'mmengine', 'mmcv'].map(hashOf)

/** Whether what a module imports by the name is a function or class of one that it imports: `from .pitch import FCPE` beside `FCPE.py`. */
function isNameOfAnother(name: number, { words }: Module, imported: readonly Module[]): boolean {
  if (hasHash(words.strings, name)) return false
  const defines = (other: Module): boolean => hasHash(other.words.classes, name) || hasHash(other.words.functions, name)
  // Of several modules of the name it may be any: which one comes first on the path is settled while the program runs.
  return imported.some(defines) && !imported.some((other) => lastName(other) === name)
}

/** Whether a package is in another, `model/llava/__init__.py`: one at the top is what people import. */
function isInPackage({ path }: Module): boolean {
  return path.split('/').length > IN_PACKAGE
}

const IN_PACKAGE = 2

/** Whether a package stands beside scripts that are started, and has none itself: it is there for these, and not for others to import. */
function isBesideScripts(own: Module, modules: readonly Module[]): boolean {
  return (
    modules.some((module) => isStarted(module) && !module.path.includes('/')) &&
    !modules.some((module) => isStarted(module) && isWithin(module, own))
  )
}

/** Whether a module is in the folder of a package. */
function isWithin({ path }: Module, outer: Module): boolean {
  return outer.package && path.startsWith(folderOf(outer.path))
}

function isImportedFromOutside(module: Module, importers: Imports['importers']): boolean {
  return (importers.get(module) ?? []).some((other) => !isWithin(other, module))
}

/** The hash of the last part of a module's name: what is put on the path while the program runs hides the others. */
function lastName({ name }: Module): number {
  return hashOf(name.slice(name.lastIndexOf('.') + 1))
}

/** Which modules name something in an import or a text. */
function namersOf(asked: ReadonlySet<number>, modules: readonly Module[]): ReadonlyMap<number, ReadonlySet<Module>> {
  const found = new Map<number, Set<Module>>()
  for (const module of modules)
    for (const hash of [...module.words.imports, ...module.words.strings])
      if (asked.has(hash)) found.set(hash, (found.get(hash) ?? new Set()).add(module))
  return found
}

/** The files of modules that nothing imports, and of all that is imported by these and not by others. */
function filesBehind(first: ReadonlySet<Module>, trace: Trace): ReadonlySet<string> {
  const { edges, imported } = importsOf(trace)
  const surely = new Set(trace.modules.filter((module) => !imported.has(module) && !first.has(module)))
  // Sets are walked in the order in which they grow.
  for (const module of surely) for (const to of edges.get(module) ?? []) surely.add(to)
  const perhaps = new Set([...first].filter((module) => module.package || !imported.has(module)))
  for (const module of perhaps) for (const to of edges.get(module) ?? []) if (!surely.has(to)) perhaps.add(to)
  return new Set([...perhaps].map(({ path }) => path))
}

interface Imports {
  readonly edges: ReadonlyMap<Module, readonly Module[]>
  readonly imported: ReadonlySet<Module>
  readonly importers: ReadonlyMap<Module, readonly Module[]>
}

/** Who imports whom, but for tests. */
const importsOf = memoized((trace: Trace): Imports => {
  const counted = trace.imports.filter(
    ({ from, to, live }) => from !== to && live !== 'no' && reachOfModule(from) !== 'test',
  )
  const edges = [...groupBy(counted, ({ from }) => from)].map(([from, all]) => [from, all.map(({ to }) => to)] as const)
  const importers = [...groupBy(counted, ({ to }) => to)].map(([to, all]) => [to, all.map(({ from }) => from)] as const)
  return { edges: new Map(edges), imported: new Set(counted.map(({ to }) => to)), importers: new Map(importers) }
})

/** Whether people start a module, or import it with its package; what only tries itself out is started by nobody. */
function isProgram(module: Module): boolean {
  return module.package || isStarted(module)
}

function isStarted({ script, trialLine }: Module): boolean {
  return script && trialLine === undefined
}

function isMeantByAny(module: Module, loaders: readonly Module[]): boolean {
  const written = writtenAs(module.name)
  return loaders.some((loader) => {
    const { byName, path } = loader
    if (!byName || loader === module) return false
    // A package that goes through its own folder takes all that is there.
    if (byName.folder && loader.package && module.path.startsWith(path.replace(/[^/]*$/, ''))) return false
    const isInFolder = byName.folder && packagesOf(module.name).some((name) => byName.names.has(name))
    return isInFolder || isMeant(module, written, byName, path)
  })
}
