/** Where code makes a call of a library of which knowledge says that it does not do on a Mac what it asks for. */
import type { Library, LibraryCall } from '../../knowledge/knowledge.ts'
import { holds } from '../../knowledge/statements.ts'
import type { AttributeSeen, CallSeen } from '../../trace/observation.ts'
import type { Argument } from '../../trace/syntax.ts'
import { staysOnCpu } from '../devices/device-map.ts'
import { isOnCpu } from '../devices/on-device.ts'
import { putsOnMetal, staysOffMetal } from '../devices/puts-on-metal.ts'
import { takenToMetal } from '../devices/taken-to-metal.ts'
import { memoized } from '../memoized.ts'
import { isGiven, type Met } from '../observations/given.ts'
import { seen } from '../observations/seen.ts'
import type { AuditContext, Known } from '../rule.ts'
import { calledNames } from './called-names.ts'
import { mayBeMoved } from './moved-afterwards.ts'

/** What is known of a call, with the library that it belongs to. */
export interface KnownCall {
  readonly library: Library
  readonly fact: LibraryCall
}

/** A place that makes such a call, and the argument that it is about. */
export interface LibraryCallMet extends KnownCall, Met {
  readonly observation: CallSeen | AttributeSeen
}

/** What holds for the versions that the project would get. */
export function knownCalls({ knowledge, target, asOf }: Known): readonly KnownCall[] {
  const versionOf = (name: string): string | undefined => target.packages[name]?.version
  return knowledge.libraries.flatMap((library) =>
    (library.calls ?? [])
      .filter((fact) => {
        const own = library.pypi.map(versionOf).find((version) => version !== undefined)
        const others = Object.entries(fact.with ?? {})
        if (!(fact.beside ?? []).every((name) => target.packages[name] !== undefined)) return false
        return holds(fact, own, asOf) && others.every(([name, range]) => holds(range, versionOf(name), asOf))
      })
      .map((fact) => ({ library, fact })),
  )
}

/** The places of a project, in the order in which they were seen. */
export const libraryCalls = memoized((context: AuditContext): readonly LibraryCallMet[] => {
  const known = byLastName(context)
  if (known.size === 0) return []
  return [...context.index.byKind.call, ...context.index.byKind.attribute].flatMap((observation) =>
    calledNames(observation, context).flatMap((name) =>
      (known.get(lastName(name)) ?? []).flatMap((call) => {
        const met = metAt(observation, name, call, context)
        return met ? [{ ...call, ...met, ...mostSure(call, observation, context), observation }] : []
      }),
    ),
  )
})

/** What a place that names a call meets of what is known of it, unless the program gets around that. */
function metAt(
  observation: CallSeen | AttributeSeen,
  name: string,
  call: KnownCall,
  context: AuditContext,
): Met | undefined {
  const { fact } = call
  if (!isOf(call, name, context) || isReplaced(call, context)) return undefined
  if (fact.onMetal && !mayBeOnMetal(observation, context)) return undefined
  if (fact.unlessMoved && mayBeMoved(fact, observation, context)) return undefined
  const isTaken = fact.inNetwork ? takenToMetal(observation, context) : 'surely'
  const met = isTaken && meets(observation, call)
  return met && isTaken === 'perhaps' ? { ...met, certainty: isTaken } : met
}

/** The arguments of which such a finding speaks: nobody else need say of them that they name CUDA. */
export const argumentsOfLibraryCalls = memoized(
  (context: AuditContext): ReadonlySet<Argument> =>
    new Set(libraryCalls(context).flatMap(({ passed }) => passed?.argument ?? [])),
)

const byLastName = memoized((context: AuditContext): ReadonlyMap<string, readonly KnownCall[]> => {
  const found = new Map<string, KnownCall[]>()
  for (const call of knownCalls(context)) {
    for (const name of new Set(call.fact.names.map(lastName))) found.set(name, [...(found.get(name) ?? []), call])
  }
  return found
})

function lastName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/**
 * Whether a name is one of those of a fact, behind an import of its library; of methods whether the project imports that, and
 * is not the library itself, whose version nobody pins.
 */
function isOf({ library, fact }: KnownCall, name: string, context: AuditContext): boolean {
  if (name.startsWith('.')) {
    if (!fact.names.includes(name)) return false
    return library.imports.some((own) => context.traits.imports.has(topOf(own)) && !packages(context).has(topOf(own)))
  }
  const behind = library.imports.find((own) => name.startsWith(`${own}.`))
  return behind !== undefined && fact.names.some((own) => name.slice(behind.length).endsWith(`.${own}`))
}

function topOf(module: string): string {
  return module.split('.', 1)[0] ?? ''
}

/** Names of the packages that the project consists of, wherever they lie in it. */
const packages = memoized(
  ({ trace }: AuditContext): ReadonlySet<string> =>
    new Set(trace.modules.filter((module) => module.package).map(({ name }) => lastName(name))),
)

/** Whether what a call makes may come to Metal, in a project that puts something there. */
function mayBeOnMetal(observation: CallSeen | AttributeSeen, context: AuditContext): boolean {
  if (!putsOnMetal(context)) return false
  return observation.kind !== 'call' || !(staysOnCpu(observation) || isOnCpu(observation))
}

/** What only fails on Metal happens perhaps in a module that takes the CPU there: somebody may give it another device. */
function mostSure(
  { fact }: KnownCall,
  { module }: CallSeen | AttributeSeen,
  context: AuditContext,
): Partial<Pick<Met, 'certainty'>> {
  return fact.onMetal && staysOffMetal(context).has(module) ? { certainty: 'perhaps' } : {}
}

/** What is met of the arguments; a fact without any is about the name alone. */
function meets(observation: CallSeen | AttributeSeen, { fact: { given } }: KnownCall): Met | undefined {
  if (!given) return { certainty: 'surely' }
  if (observation.kind === 'attribute') return undefined
  const all = given.map((own) => isGiven(observation, own))
  const [first] = all
  const isWhole = all.every((met) => met !== undefined)
  if (!first || !isWhole) return undefined
  return all.some((met) => met?.certainty === 'perhaps') ? { ...first, certainty: 'perhaps' } : first
}

/** Whether the project puts something in the place of what would fail, or gets around it. */
function isReplaced({ fact: { unless = [], unlessCalled = [] } }: KnownCall, context: AuditContext): boolean {
  return (
    unless.some((name) => replaced(context).has(name)) ||
    unlessCalled.some((name) => seen(context, 'call', name).length > 0)
  )
}

/** What is assigned to in other packages, and what tests would call patched. */
const replaced = memoized((context: AuditContext): ReadonlySet<string> => {
  const patched = seen(context, 'call', /(?:^|\.)patch$/).flatMap(({ positional: [first] }) =>
    first?.value.kind === 'constant' ? String(first.value.value) : [],
  )
  return new Set([...patched, ...seen(context, 'assignment').map(({ target }) => target)])
})
