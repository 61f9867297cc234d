import { libraryByImport } from '../../../knowledge/libraries.ts'
import { statementFor } from '../../../knowledge/statements.ts'
import type { Declaration } from '../../../project/facts.ts'
import type { Module } from '../../../trace/trace.ts'
import { isInContainer } from '../../../target/requirements.ts'
import { reachOfPath } from '../../reachability/reach.ts'
import { librarySubject } from '../../packages/package-version.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { declarationSite } from '../../observations/sites.ts'
import { message, title } from './prose.ts'

/** A package at the root of the project that is known, as a library, not to run on Metal. */
export const rule = {
  code: 'dependency/itself-for-cuda',
  title,
  find: (context) => context.trace.modules.flatMap((module) => draftOf(module, context)),
} satisfies Rule

/** Where a project keeps the package that it is made of. */
const OWN_PACKAGE = /^(?:src\/|python\/|lib\/|python\/[\w-]+\/)?(\w+)\/__init__\.py$/

/** Whether the project itself cannot do without: not an extra, an example or a command that installs a release somewhere. */
function isOfTheProject({ format, scope, site }: Declaration): boolean {
  return (
    scope === 'runtime' && format !== 'pip-command' && reachOfPath(site.file) === 'main' && !isInContainer(site.file)
  )
}

function draftOf(module: Module, context: AuditContext): Draft[] {
  const { facts, knowledge, asOf } = context
  const name = OWN_PACKAGE.exec(module.path)?.[1]
  const library = name === undefined ? undefined : libraryByImport(knowledge, name)
  if (!library) return []
  // A copy of a library that the project requires as well is not what the project is; its containers try it out.
  if (facts.declarations.some((declaration) => library.pypi.includes(declaration.name) && isOfTheProject(declaration)))
    return []
  const statement = statementFor(library.metal, undefined, asOf)
  if (statement?.status !== 'unsupported') return []
  return [
    {
      effect: 'blocks',
      certainty: 'likely',
      message: message(library.name, statement.note),
      subject: librarySubject(library, context),
      sites: [declarationSite({ module }, { at: 0, end: 0 })],
      sources: statement.sources,
      library: library.name,
    },
  ]
}
