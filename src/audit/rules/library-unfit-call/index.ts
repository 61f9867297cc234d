import type { LibraryCall } from '../../../knowledge/knowledge.ts'
import type { Words } from '../../../project/python/relevance.ts'
import { deviceName, options, type Value } from '../../../trace/value.ts'
import { isDefault } from '../../devices/default-origins.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { settingSubject } from '../../observations/call-arguments.ts'
import { isForMac } from '../../observations/live-calls.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { argumentSite, type SiteInRole, useSite } from '../../observations/sites.ts'
import { originsOf, writtenSite } from '../../observations/written-sites.ts'
import { type KnownCall, knownCalls, libraryCalls, type LibraryCallMet } from '../../packages/library-calls.ts'
import type { AuditContext, Draft, Known, Rule } from '../../rule.ts'
import { onCommandLines, PARSERS } from './on-command-lines.ts'
import { title } from './prose.ts'

/** Calls of libraries of which knowledge says, with their arguments, that they do not do on a Mac what they ask for. */
export const rule = {
  code: 'library/unfit-call',
  title,
  words: wordsOf,
  find: (context) => [...ofCalls(context), ...onCommandLines(context)],
} satisfies Rule

function ofCalls(context: AuditContext): Draft[] {
  const calls = libraryCalls(context).filter(({ observation }) => isForMac(observation))
  const forCuda = refused(calls)
  const isComeTo = ({ passed, fact, observation }: LibraryCallMet): boolean =>
    passed !== undefined || fact.given === undefined || !forCuda.has(observation)
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
    effect: fact.effect,
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

/** Arguments by their names, and calls by theirs where the arguments have ordinary ones or may be left out. */
function wordsOf(known: Known): Words {
  const calls = knownCalls(known)
  const facts = calls.map(({ fact }) => fact)
  const given = facts.flatMap(namedIn).filter(isRare)
  const values = facts.flatMap((fact) => (fact.given ?? []).flatMap((own) => (own.values ?? []).flatMap(wordsOfValue)))
  const strong = facts.flatMap(({ unless = [] }) => unless.map(lastPart))
  const weak = facts.flatMap(({ unlessCalled = [] }) => unlessCalled.map(lastPart))
  const byName = calls.filter(({ fact }) => isKnownByName(fact))
  const named = byName.flatMap(({ fact }) => fact.names.map(ownName)).filter(isRare)
  return {
    given: distinct(given),
    // What an ordinary name is taken from is followed to where it is called.
    values: distinct([...values, ...byName.flatMap(modulesOfOrdinary)]),
    strong: distinct([...strong, ...named.filter(isOfConstant), ...PARSERS]),
    functions: distinct(named.filter((name) => !isOfConstant(name))),
    weak: distinct(weak),
  }
}

function namedIn({ given = [] }: LibraryCall): readonly string[] {
  return given.map(({ argument }) => argument)
}

/** Whether only the name of what is called tells: of its arguments some may be left out, or none has a rare name. */
function isKnownByName(fact: LibraryCall): boolean {
  const given = fact.given ?? []
  const isTold = namedIn(fact).some(isRare) || given.some(({ values = [] }) => values.flatMap(wordsOfValue).length > 0)
  return !isTold || given.every(({ byDefault }) => byDefault)
}

/** What is called or, where that has an ordinary name, the class that it is a method of: `SamProcessor.from_pretrained`. */
function ownName(name: string): string {
  const [owner, last = name] = name.split('.').slice(-2)
  return !isRare(last) && owner !== undefined && /^[A-Z]/.test(owner) ? owner : last
}

/** The modules that names are taken from which say nothing by themselves. */
function modulesOfOrdinary({ fact: { names }, library: { imports } }: KnownCall): readonly string[] {
  return names.map(ownName).every(isRare) ? [] : imports.filter((own) => own.length > SHORT && isRare(own))
}

/** Whether a name is not called: `DNN_BACKEND_CUDA`. */
function isOfConstant(name: string): boolean {
  return /^[A-Z\d_]+_[A-Z\d_]+$/.test(name)
}

/** Modules with names as short as `ray` are parts of other words; the longest words, and those of several parts, are of one thing only. */
const SHORT = 4
const LONG = 16

/** `CUDAExecutionProvider`; and a model is named by a path, of which the last part begins with a word: `microsoft/Florence-2*`. */
function wordsOfValue(value: string | number | boolean): readonly string[] {
  if (typeof value !== 'string') return []
  const isRareWord = value.length > LONG || /_\w+_/.test(value)
  return /^\w+$/.test(value) && isRareWord ? [value] : (/\/(\w+)/.exec(value)?.slice(1) ?? [])
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)]
}

function isRare(word: string): boolean {
  return !ORDINARY.has(word)
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** Names that nearly every file has; what is given to them, such as `cuda`, is a word by itself. */
const ORDINARY = new Set([
  'AutoModel',
  'Device',
  'Encoder',
  'Generator',
  'Model',
  'Pipeline',
  'Reader',
  'Stream',
  'Trainer',
  'Translator',
  'accelerator',
  'arch',
  'array',
  'backend',
  'clone',
  'coalesce',
  'cuda',
  'cv',
  'device',
  'devices',
  'empty',
  'fps',
  'from_numpy',
  'from_pretrained',
  'full',
  'get_device',
  'get_model',
  'gpu',
  'inference',
  'init',
  'knn',
  'launch',
  'load',
  'load_model',
  'matmul',
  'method',
  'model',
  'name',
  'nearest',
  'ones',
  'options',
  'params',
  'path',
  'pipeline',
  'predict',
  'pretrained_model_name_or_path',
  'provider',
  'providers',
  'radius',
  'remote',
  'resize',
  'set_device',
  'set_params',
  'target',
  'threshold',
  'to',
  'train',
  'transformers',
  'trust_remote_code',
  'type',
  'zeros',
  'zeros_like',
])
