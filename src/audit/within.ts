import { traitsOf } from './devices/traits.ts'
import { indexOf } from './observations/observation-index.ts'
import type { AuditContext } from './rule.ts'
import type { Module } from '../trace/trace.ts'
import type { FactLists } from '../project/facts.ts'

/**
 * What is known of a repository, narrowed to a part of it: the modules that run there, and what the files of it declare. All
 * that is asked of a whole can be asked of it.
 *
 * @param modules - with all that they import
 * @param isOwn - whether a file other than Python code belongs to it
 */
export function within(
  context: AuditContext,
  modules: ReadonlySet<Module>,
  isOwn: (file: string) => boolean,
): AuditContext {
  const { trace, facts } = context
  const paths = new Set([...modules].map(({ path }) => path))
  const isThere = (file: string): boolean => paths.has(file) || isOwn(file)
  const narrowed = {
    ...trace,
    modules: trace.modules.filter((module) => modules.has(module)),
    observations: trace.observations.filter(({ module }) => modules.has(module)),
    imports: trace.imports.filter(({ from, to }) => modules.has(from) && modules.has(to)),
    unread: trace.unread.filter(({ file }) => isThere(file)),
  }
  const index = indexOf(narrowed)
  return {
    ...context,
    facts: { ...facts, ...factsWithin(facts, isThere) },
    trace: narrowed,
    index,
    traits: traitsOf(index),
  }
}

function factsWithin(facts: FactLists, isThere: (file: string) => boolean): FactLists {
  const atSite = ({ site }: { readonly site: { readonly file: string } }): boolean => isThere(site.file)
  const ofFile = ({ file }: { readonly file: string }): boolean => isThere(file)
  return {
    declarations: facts.declarations.filter(atSite),
    locked: facts.locked.filter(atSite),
    indexes: facts.indexes.filter(atSite),
    pythons: facts.pythons.filter(atSite),
    distributions: facts.distributions.filter(atSite),
    consoleScripts: facts.consoleScripts.filter(atSite),
    containers: facts.containers.filter(atSite),
    commands: facts.commands.filter(atSite),
    instructions: facts.instructions.filter(atSite),
    settings: facts.settings.filter(ofFile),
    kernels: facts.kernels.filter(ofFile),
    builds: facts.builds.filter(atSite),
    unread: facts.unread.filter(ofFile),
  }
}
