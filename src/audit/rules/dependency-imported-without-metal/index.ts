import type { ImportSeen } from '../../../trace/observation.ts'
import type { Library, Statement } from '../../../knowledge/knowledge.ts'
import { librariesByImport, libraryByPypi } from '../../../knowledge/libraries.ts'
import { statementOnMac } from '../../../knowledge/taken.ts'
import { importFails, wayTo } from '../../reachability/import-paths.ts'
import { farthest } from '../../reachability/reach.ts'
import { reachOfUse } from '../../reachability/reach-of-use.ts'
import { remedyFor } from '../../packages/remedy.ts'
import { needsOf } from '../../packages/needs.ts'
import { isPinnedTooOld } from '../../packages/newer.ts'
import { importWords } from '../../packages/import-words.ts'
import type { AuditContext, Draft, ManualFix, Rule } from '../../rule.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { seen } from '../../observations/seen.ts'
import { librarySubject } from '../../packages/package-version.ts'
import { useSite } from '../../observations/sites.ts'
import { isOneOfSeveral } from './one-of-several.ts'
import { plainAttention } from './plain-path.ts'
import { guard, messages, title } from './prose.ts'

/** Imports that surely fail on a Mac, where nothing provides for that. */
export const rule = {
  code: 'dependency/imported-without-metal',
  title,
  words: importWords,
  find: (context) =>
    seen(context, 'import')
      .filter((observation) => importFails(context, observation) && !hasKernels(observation, context))
      .flatMap((observation) => draftOf(observation, context)),
} satisfies Rule

/** Of modules that are kernels in Triton another rule tells. */
function hasKernels({ top, module }: ImportSeen, context: AuditContext): boolean {
  if (top !== 'triton') return false
  const kernels = [...seen(context, 'attribute', 'triton.jit'), ...seen(context, 'call', 'triton.jit')]
  return kernels.some((kernel) => kernel.module === module)
}

function draftOf(observation: ImportSeen, context: AuditContext): Draft[] {
  const found = lackingLibrary(observation, context)
  if (!found) return []
  const [library, statement] = found
  if (isHeldBack(library, context) || isFromElsewhere(library, observation, context)) return []
  const isAlways = wayTo(context, observation) === 'always'
  const fix = fixFor(library, observation.top, context)
  return [
    {
      effect: 'blocks',
      certainty: isAlways ? 'certain' : 'likely',
      message: messageFor(observation, isAlways),
      subject: librarySubject(library, context),
      sites: [useSite(observation)],
      sources: statement.sources,
      library: library.name,
      ...(fix ? { fix: fixBy(plainAttention(observation, context), fix) } : {}),
      reach: isOneOfSeveral(observation.module, context)
        ? farthest([reachOfUse(context, observation), 'optional'])
        : reachOfUse(context, observation),
      group: observation.top,
    },
  ]
}

function messageFor({ top, function: around }: ImportSeen, isAlways: boolean): string {
  return (isAlways ? messages.top : around ? messages.inside : messages.lazily)(top)
}

/** Where a bound keeps out versions that can be imported, the bound is told. */
function isHeldBack(library: Library, context: AuditContext): boolean {
  return needsOf(context).some((need) => need.library === library && isPinnedTooOld(need, context))
}

/** Whether the project requires, and not the library, something that bears the module's name and is not known: a fork of it. */
function isFromElsewhere({ pypi }: Library, { top }: ImportSeen, { facts, knowledge }: AuditContext): boolean {
  const names = facts.declarations.map(({ name }) => name)
  const isFork = (name: string): boolean => name !== top && name.includes(top) && !libraryByPypi(knowledge, name)
  return names.some(isFork) && !names.some((name) => pypi.includes(name))
}

/** What the program does without is guarded; what it is made of has to be replaced. */
function fixFor(library: Library, module: string, context: AuditContext): ManualFix | undefined {
  const isOmissible = library.alternatives.some(({ omissible }) => omissible)
  if (isOmissible) return { kind: 'manual', effort: 'hours', summary: guard(module) }
  return remedyFor(library, context)?.fix
}

function lackingLibrary(observation: ImportSeen, context: AuditContext): readonly [Library, Statement] | undefined {
  for (const library of librariesByImport(context.knowledge, observation.name)) {
    const version = library.pypi
      .map((name) => context.target.packages[name]?.version)
      .find((found) => found !== undefined)
    const statement = statementOnMac(context.knowledge, library, version, context.asOf)
    if (statement && (statement.imports ?? statement.installs) === false) return [library, statement]
  }
  return undefined
}
