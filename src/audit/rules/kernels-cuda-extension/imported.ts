import { librariesByImport } from '../../../knowledge/libraries.ts'
import type { CallSeen, ImportSeen } from '../../../trace/observation.ts'
import type { Module } from '../../../trace/trace.ts'
import { memoized } from '../../memoized.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { certaintyOf, seen } from '../../observations/seen.ts'
import { useSite } from '../../observations/sites.ts'
import { isOwnModule, wayTo } from '../../reachability/import-paths.ts'
import { reachOfUse } from '../../reachability/reach-of-use.ts'
import type { AuditContext, Draft } from '../../rule.ts'
import { messages, sources } from './prose.ts'

/** What extensions for CUDA are called: `correlation_cuda`, `alt_cuda_corr`. */
const FOR_CUDA = /^\w+_cuda(?:_\w+)?$/

/** `import correlation_cuda`, an extension that no Mac can build, and the calls of it where its absence is passed over. */
export function importedExtensions(context: AuditContext): readonly Draft[] {
  return seen(context, 'import')
    .filter((imported) => isExtension(imported, context) && isForMac(imported))
    .flatMap((imported) =>
      wayTo(context, imported) === 'guarded'
        ? callsOf(imported, context).map((call) => ({
            ...draftOf(call, imported.top, messages.calls(imported.top), context),
            causes: [useSite(imported)],
          }))
        : [draftOf(imported, imported.top, messages.imports(imported.top), context)],
    )
}

function isExtension({ top, importable }: ImportSeen, context: AuditContext): boolean {
  if (!FOR_CUDA.test(top) || importable !== undefined) return false
  const isDeclared = context.facts.declarations.some(({ name }) => name.replaceAll('-', '_') === top)
  const isKnown = librariesByImport(context.knowledge, top).length > 0
  return !isDeclared && !isKnown && !isOwnModule(top, context) && !fileNames(context).has(top)
}

/** What the project's own files are called, which may be found by a path that is set while the program runs. */
const fileNames = memoized(
  ({ trace }: AuditContext): ReadonlySet<string> =>
    new Set(trace.modules.map(({ path }) => path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, ''))),
)

/** The calls of an extension, in the module that imports it, that do not expect it to be missing. */
function callsOf({ top, module }: ImportSeen, context: AuditContext): readonly CallSeen[] {
  return (callsByModule(context).get(module) ?? []).filter(
    (call) => call.name.startsWith(`${top}.`) && isForMac(call) && !call.caught.some((name) => CATCHES_ALL.has(name)),
  )
}

const CATCHES_ALL = new Set(['*', 'Exception', 'BaseException', 'NameError'])

const callsByModule = memoized((context: AuditContext): ReadonlyMap<Module, readonly CallSeen[]> => {
  const found = new Map<Module, CallSeen[]>()
  for (const call of seen(context, 'call', /^\w+_cuda(?:_\w+)?\./))
    found.set(call.module, [...(found.get(call.module) ?? []), call])
  return found
})

function draftOf(use: ImportSeen | CallSeen, name: string, message: string, context: AuditContext): Draft {
  const way = wayTo(context, use)
  return {
    effect: 'blocks',
    certainty: way === 'always' ? certaintyOf(use, 'likely') : 'possible',
    message,
    subject: { kind: 'kernel', name },
    sites: [useSite(use)],
    sources,
    reach: reachOfUse(context, use, way),
    group: `${use.kind}:${name}`,
  }
}
