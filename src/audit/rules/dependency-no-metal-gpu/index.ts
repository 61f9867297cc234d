import type { ImportSeen } from '../../../trace/observation.ts'
import type { Library, Statement } from '../../../knowledge/knowledge.ts'
import { statementOnMac } from '../../../knowledge/taken.ts'
import { OTHER_ACCELERATORS } from '../../../trace/place.ts'
import { hasName } from '../../../trace/words.ts'
import type { Certainty } from '../../../report/report.ts'
import type { MacRequirement } from '../../../target/requirements.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { groupBy } from '../../group-by.ts'
import { memoized } from '../../memoized.ts'
import { libraryOf, reachOf, required, versionFor } from '../../packages/needs.ts'
import { keepsOut, newerThatWorks } from '../../packages/newer.ts'
import { AMP_WORDS } from '../../plain-paths/apex-amp.ts'
import { withoutApex } from '../../plain-paths/apex.ts'
import { nearest, reachOfPath } from '../../reachability/reach.ts'
import { type Started, startsOf } from '../../reachability/started.ts'
import { reachOfUse } from '../../reachability/reach-of-use.ts'
import { remedyFor } from '../../packages/remedy.ts'
import { importWords } from '../../packages/import-words.ts'
import type { AuditContext, Draft, ManualFix, Rule } from '../../rule.ts'
import { librarySubject } from '../../packages/package-version.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { seen } from '../../observations/seen.ts'
import { declared, useSite } from '../../observations/sites.ts'
import { importsOf, isDoneWithout } from '../../reachability/library-imports.ts'
import { messages, take, title } from './prose.ts'

/** Libraries that can be had on a Mac and leave its GPU alone. */
export const rule = {
  code: 'dependency/no-metal-gpu',
  title,
  words: (known) => ({ strong: [...(importWords(known).strong ?? []), ...AMP_WORDS] }),
  find: (context) => usedLibraries(context).flatMap((library) => draftsOf(library, context)),
} satisfies Rule

/** Kinds of libraries whose work is usually done on the CPU, or that only look at the GPU. */
const AT_HOME_ON_THE_CPU = ['classic', 'profiling', 'nlp', 'serving']

/** The requirements of each library that is known. */
const requiredOf = memoized((context: AuditContext) =>
  groupBy(required(context), ({ declaration }) => libraryOf(context, declaration)),
)

function usedLibraries(context: AuditContext): readonly Library[] {
  const tops = context.traits.imports
  return context.knowledge.libraries.filter(
    (library) =>
      library.imports.some((module) => tops.has(module.split('.')[0] ?? module)) ||
      startsOf(context, library).length > 0 ||
      requiredOf(context).has(library),
  )
}

function draftsOf(library: Library, context: AuditContext): Draft[] {
  const needs = requiredOf(context).get(library) ?? []
  const [first] = needs
  const pinned = library.pypi.map((name) => context.target.packages[name]?.version).find((found) => found !== undefined)
  const version = first ? versionFor(context, first.declaration, library) : pinned
  const statement = statementOnMac(context.knowledge, library, version, context.asOf)
  if (statement?.gpu !== false || (statement.onRequest && isGivenDevice(library, context))) return []
  const starts = startsOf(context, library)
  // Of what is required and cannot be installed, or cannot be imported, other rules tell.
  if ((statement.imports ?? statement.installs) === false && (needs.length > 0 || starts.length === 0)) return []
  // Of several distributions with one module it is told of the one that is required.
  if (!first && sharesModule(library, context)) return []
  const newer = newerThatWorks(library, statement, context)
  if (newer && needs.some(({ declaration }) => keepsOut(declaration, newer))) return []

  const imports = importsOf(context, library).filter(
    (each) => !isPlain(each, library) && !isIdle(each) && !isForOthers(each),
  )
  if (imports.length + starts.length === 0) {
    return isImported(library, context) ? [] : requiredOnly(needs, library, statement, context)
  }
  const uses = [...imports.map(useSite), ...starts.map(({ site }) => site)]
  const fix = newer
    ? ({ kind: 'manual', effort: 'minutes', summary: take(library, newer.since) } satisfies ManualFix)
    : remedyFor(library, context)?.fix
  const effect = starts.length > 0 && statement.status === 'unsupported' ? 'blocks' : effectOf(library, statement)
  return [
    {
      effect,
      certainty: certaintyOfUses(imports, statement, starts.length === 0 && isDoneWithout(context, library)),
      message: messages[library.category === 'profiling' ? 'blind' : effect === 'blocks' ? 'fails' : 'idle'](
        library,
        statement,
      ),
      subject: librarySubject(library, context),
      // To use another library, the requirement changes first; without one, the first import stands for all.
      sites: needs.length > 0 ? needs.map(({ declaration }) => declared(declaration.site)) : uses.slice(0, 1),
      causes: uses,
      sources: statement.sources,
      library: library.name,
      ...(library.category === 'framework' && statement.backend ? { backend: statement.backend } : {}),
      ...(fix ? { fix: fixBy(library.name === 'NVIDIA Apex' ? withoutApex(imports, context) : [], fix) } : {}),
      reach: nearest([
        ...imports.map((observation) => reachOfUse(context, observation)),
        ...starts.map((start) => (needs.length > 0 || !isBesideCode(start, context) ? start.reach : 'optional')),
      ]),
    },
  ]
}

/** `load_model("base", device=device)`: what the project names is its own choice, of which other rules tell. */
function isGivenDevice({ imports }: Library, context: AuditContext): boolean {
  return seen(context, 'call', { given: 'device' }).some((call) => {
    const given = call.keywords.get('device')?.value
    const isLeftOpen = given?.kind === 'constant' && (given.value === null || given.value === 'auto')
    return isWithin(call.name, imports) && !isLeftOpen && isForMac(call)
  })
}

function certaintyOfUses(imports: readonly ImportSeen[], { installs }: Statement, isExtra: boolean): Certainty {
  if (isExtra) return 'possible'
  return installs === true && imports.some(({ live }) => live === 'yes') ? 'certain' : 'likely'
}

/** Whether anything imports a library, be it where a Mac does not come or without a use. */
function isImported({ imports }: Library, { traits }: AuditContext): boolean {
  return imports.some((module) => traits.imports.has(module.split('.')[0] ?? module))
}

/** What is required and nothing here names: another package may need it, or a program that comes with it is started by hand. */
function requiredOnly(
  needs: readonly MacRequirement[],
  library: Library,
  statement: Statement,
  context: AuditContext,
): Draft[] {
  const effect = effectOf(library, statement)
  if (statement.status !== 'unsupported' || effect === 'info') return []
  const fix = remedyFor(library, context)?.fix
  // Of CUDA in a conda environment another rule tells.
  const own = needs.filter(({ declaration }) => declaration.ecosystem === 'pypi' || library.category !== 'system')
  return own.map(({ declaration }) => ({
    effect,
    certainty: 'possible',
    message: messages.unnamed(library, statement),
    subject: librarySubject(library, context),
    sites: [declared(declaration.site)],
    sources: statement.sources,
    library: library.name,
    ...(fix ? { fix } : {}),
    reach: reachOf(declaration, context),
    group: library.name,
  }))
}

/** Whether only parts of a library are imported that leave the GPU alone anywhere. */
function isPlain({ name, names }: ImportSeen, { plain = [], computing }: Library): boolean {
  const parts = names.map((own) => `${name}.${own}`)
  if (computing) return ![name, ...parts].some((part) => isWithin(part, computing))
  return isWithin(name, plain) || (parts.length > 0 && parts.every((part) => isWithin(part, plain)))
}

function isWithin(part: string, modules: readonly string[]): boolean {
  return modules.some((own) => part === own || part.startsWith(`${own}.`))
}

/** `if args.device == "xpu": import intel_extension_for_pytorch`: it is for whoever has that hardware. */
function isForOthers({ top, guards }: ImportSeen): boolean {
  return OTHER_ACCELERATORS.has(top) && guards.length > 0
}

/** `import deepspeed` in a file that says no more of it. */
function isIdle({ node, top, name, module: { words } }: ImportSeen): boolean {
  if (node.kind !== 'import' || name !== top || node.names.some(({ alias }) => alias !== undefined)) return false
  return !hasName(words.code, top) && !hasName(words.strings, top)
}

function effectOf({ category }: Library, { status, installs }: Statement): Draft['effect'] {
  if (AT_HOME_ON_THE_CPU.includes(category)) return 'info'
  // What is written in a framework runs where the framework does: there is no other GPU code that the project forgoes.
  if (category === 'framework') return status === 'unsupported' && installs !== false ? 'ignores-gpu' : 'falls-back'
  return status === 'unsupported' ? 'blocks' : 'ignores-gpu'
}

/** What a script starts that no manifest asks for is beside what the project's own code does. */
function isBesideCode({ origin }: Started, { trace }: AuditContext): boolean {
  return origin === 'script' && trace.modules.some(({ path }) => reachOfPath(path) === 'main')
}

function sharesModule(library: Library, { knowledge }: AuditContext): boolean {
  return knowledge.libraries.some(
    (other) => other !== library && other.imports.some((module) => library.imports.includes(module)),
  )
}
