import { deviceName, options, type Value } from '../../../trace/value.ts'
import { isDefault } from '../../devices/default-origins.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { settingSubject } from '../../observations/call-arguments.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { argumentSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { originsOf, writtenSite } from '../../observations/written-sites.ts'
import { libraryCalls, type LibraryCallMet } from '../../packages/library-calls.ts'
import { setsFallback } from '../../torch/fallback-variable.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { onCommandLines } from './on-command-lines.ts'
import { onVariables } from './on-variables.ts'
import { title } from './prose.ts'
import { wordsOf } from './words.ts'

/** Calls of libraries of which knowledge says, with their arguments, that they do not do on a Mac what they ask for. */
export const rule = {
  code: 'library/unfit-call',
  title,
  words: wordsOf,
  find: (context) => [...ofCalls(context), ...onCommandLines(context), ...onVariables(context)],
} satisfies Rule

function ofCalls(context: AuditContext): Draft[] {
  const calls = libraryCalls(context).filter(({ observation }) => isForMac(observation))
  const forCuda = refused(calls)
  const unmoved = new Set(calls.flatMap(({ fact, observation }) => (fact.unlessMoved ? observation : [])))
  const isComeTo = ({ passed, fact, observation }: LibraryCallMet): boolean =>
    // What stays on the CPU meets nothing that fails on Metal.
    !(fact.onMetal && unmoved.has(observation)) &&
    (passed !== undefined || fact.given === undefined || !forCuda.has(observation))
  return calls
    .filter((met) => isComeTo(met) && !goesOn(met) && !isToldAsDefault(met, context))
    .map((met) => draftOf(met, context))
}

/** Whether the code is ready for what the call raises. */
function goesOn({ fact: { raises }, observation }: LibraryCallMet): boolean {
  return raises !== undefined && isCaught(observation, raises)
}

/** The calls that are refused for CUDA, which they are given: they never come to what they leave out. */
function refused(calls: readonly LibraryCallMet[]): ReadonlySet<LibraryCallMet['observation']> {
  return new Set(
    calls.flatMap(({ fact: { effect }, certainty, passed, observation }) => {
      const isForCuda = passed && options(passed.value).every((own) => deviceName(own) === 'cuda')
      return isForCuda && effect === 'blocks' && certainty === 'surely' ? observation : []
    }),
  )
}

/** A device that is the default of a parameter or option is told there. */
function isToldAsDefault({ passed }: LibraryCallMet, context: AuditContext): boolean {
  const origins =
    passed && options(passed.value).some((own) => deviceName(own) === 'cuda') ? originsOf(passed.value) : []
  return origins.length > 0 && origins.every((origin) => isDefault(origin, context))
}

function draftOf(met: LibraryCallMet, context: AuditContext): Draft {
  const { fact, library, observation, passed, certainty } = met
  const name = fact.given?.[0]?.argument
  const { sites, causes } = placesOf(met, context)
  return {
    effect: fact.fallsBack && setsFallback(context) ? 'falls-back' : fact.effect,
    certainty:
      certainty === 'perhaps' ? 'possible' : certaintyOf(observation, fact.effect === 'blocks' ? 'certain' : 'likely'),
    message: fact.says,
    subject:
      name === undefined
        ? { kind: 'call', name: observation.name }
        : passed
          ? settingSubject(name, passed.value)
          : { kind: 'setting', name },
    sites,
    causes,
    sources: fact.sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fact.fix },
    library: library.name,
    group: `${library.name} ${name ?? ''}: ${fact.says}`,
  }
}

/** Metal is chosen for the whole program: it is the call that does not do with it. */
function isMetal(value: Value): boolean {
  return options(value).some((own) => /^mps\b/.test(deviceName(own) ?? ''))
}

/** The argument, or what gives it its value elsewhere and the call as the cause; of several values, none is to blame alone. */
function placesOf(
  { observation, passed, certainty }: LibraryCallMet,
  context: AuditContext,
): { readonly sites: readonly SiteInRole[]; readonly causes: readonly SiteInRole[] } {
  if (!passed || observation.kind === 'attribute') return { sites: [useSite(observation)], causes: [] }
  const { argument, value } = passed
  const origins = certainty === 'surely' && !isMetal(value) ? originsOf(value) : []
  const isHere = ({ module, at, end }: (typeof origins)[number]): boolean =>
    module === observation.module && at >= argument.at && end <= argument.end
  if (origins.every(isHere)) {
    const [only] = origins
    return {
      sites: [only && argument.star ? writtenSite(only, context) : argumentSite(observation, argument)],
      causes: [],
    }
  }
  return { sites: origins.map((origin) => writtenSite(origin, context)), causes: [useSite(observation)] }
}
