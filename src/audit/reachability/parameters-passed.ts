/** What the project's own calls say of the parameters of its functions. */
import type { CallSeen, DefaultSeen } from '../../trace/observation.ts'
import { lineageOf, type TracedClass, type TracedFunction } from '../../trace/definition.ts'
import { options, type Value } from '../../trace/value.ts'
import type { Module } from '../../trace/trace.ts'
import { CALL_HEAD, hashOf, hasHash } from '../../trace/words.ts'
import type { Parameter } from '../../trace/syntax.ts'
import { memoized } from '../memoized.ts'
import { ownerOfParameter } from './owner-of-parameter.ts'
import { reachOfModule } from './reach.ts'
import type { AuditContext } from '../rule.ts'
import { WITHOUT_NAME } from '../observations/asked.ts'
import { isLive, seen } from '../observations/seen.ts'

/** How often calls give a parameter a value by its name, by its position, and how often none. */
interface Uses {
  named: number
  positional: number
  leftOut: number
}

/** Whether the project calls the function of a parameter, and every call of it that is read, but for those of tests, gives the parameter a value. */
export function isAlwaysPassed(
  context: AuditContext,
  parameter: Parameter,
  { owner, module }: Pick<DefaultSeen, 'owner' | 'module'>,
): boolean {
  const uses = usesOf(context).get(parameter) ?? unused()
  if (uses.leftOut > 0) return false
  const owners = [owner, ...heirsOf(parameter, context)]
  const mentions = owners.map((own) => mentionsOf(own, parameter.name, module, context))
  const named = uses.named + sum(mentions.map((own) => own.named))
  return named + uses.positional > 0 && sum(mentions.map(({ bare }) => bare)) <= uses.positional
}

function unused(): Uses {
  return { named: 0, positional: 0, leftOut: 0 }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

/** The classes that are made as the one of a constructor is: they have no other, or one that hands on what it is given. */
function heirsOf(parameter: Parameter, context: AuditContext): readonly string[] {
  const own = ownerOfParameter(parameter, context)
  const extended = own?.name.endsWith('.__init__') ? own.owner : undefined
  if (!extended) return []
  const isMadeAlike = ({ init }: TracedClass): boolean =>
    init !== undefined && (init === own || handsOn(init, parameter.name))
  return context.trace.classes
    .filter((each) => each !== extended && isMadeAlike(each) && lineageOf(each).has(extended))
    .map(({ name }) => name)
}

/** Whether a function takes an option among all those that it has no names for: `def __init__(self, *args, **kwargs)`. */
function handsOn({ parameters }: TracedFunction, option: string): boolean {
  return parameters.some(({ star }) => star === '**') && !parameters.some(({ name }) => name === option)
}

const usesOf = memoized((context: AuditContext): ReadonlyMap<Parameter, Uses> => {
  const uses = new Map<Parameter, Uses>()
  for (const call of seen(context, 'call', WITHOUT_NAME).filter(isLive)) {
    if (reachOfModule(call.module) === 'test') continue
    for (const { called, bound } of call.callee ? options(call.callee).flatMap(calledBy) : []) {
      const parameters = bound ? called.parameters.slice(1) : called.parameters
      for (const [index, parameter] of parameters.entries()) note(uses, call, parameter, index)
    }
  }
  return uses
})

function note(uses: Map<Parameter, Uses>, call: CallSeen, parameter: Parameter, index: number): void {
  const own = uses.get(parameter) ?? unused()
  const isPlain = call.node.arguments.every(({ star }) => star === undefined)
  const isUnpacked = call.keywords.has(parameter.name) || unpacks(call, parameter.name)
  if (call.node.arguments.some(({ name }) => name === parameter.name)) own.named++
  else if (isPlain ? index < call.positional.length : isUnpacked) own.positional++
  else if (!unpacksRest(call)) own.leftOut++
  uses.set(parameter, own)
}

/** Whether a call passes all further options of the function around it on: those who call that one give them or not. */
function unpacksRest({ node, function: around }: CallSeen): boolean {
  const rest = around?.parameters.find(({ star }) => star === '**')?.name
  return node.arguments.some(({ star, value }) => star === '**' && value.kind === 'name' && value.id === rest)
}

/** `dist(a, b, **options)`, where the module makes a table with the name of the parameter: `options = dict(device=device)`. */
function unpacks({ node, module: { words } }: CallSeen, keyword: string): boolean {
  const given = hashOf(keyword)
  return (
    node.arguments.some(({ star }) => star === '**') && (hasHash(words.quoted, given) || makesTableWith(given, words))
  )
}

const DICT = hashOf('dict')

function makesTableWith(given: number, { calls }: Module['words']): boolean {
  for (let at = 0, next = 0; at < calls.length; at = next) {
    next = at + CALL_HEAD + (calls[at + 2] ?? 0)
    if (calls[at] === DICT && calls.subarray(at + CALL_HEAD, next).includes(given)) return true
  }
  return false
}

function calledBy(callee: Value): readonly { readonly called: TracedFunction; readonly bound: boolean }[] {
  if (callee.kind === 'function')
    return [{ called: callee.function, bound: callee.self !== undefined && isMethod(callee.function) }]
  const init = callee.kind === 'class' ? callee.class.init : undefined
  return init ? [{ called: init, bound: true }] : []
}

function isMethod({ owner, kind, decorators }: TracedFunction): boolean {
  if (!owner || kind === 'lambda') return false
  return decorators.every((mark) => mark.kind !== 'name' || mark.id !== 'staticmethod')
}

/** `Encoder.__init__` is called as `Encoder`, `Encoder.encode` as `encode`. */
function calledName(owner: string): string {
  const names = owner.split('.')
  return (names.at(-1) === '__init__' ? names.at(-2) : names.at(-1)) ?? owner
}

export interface Mentions {
  named: number
  bare: number
}

/**
 * Calls of a function as its name shows them in all code that is read, with and without a keyword: functions that say
 * nothing of devices are not evaluated, and may call it without one.
 */
export function mentionsOf(owner: string, keyword: string, home: Module, { trace }: AuditContext): Mentions {
  const name = calledName(owner)
  const hash = hashOf(name)
  const given = hashOf(keyword)
  const isAlone = owner === name
  const mentions: Mentions = { named: 0, bare: 0 }
  for (const module of trace.modules) {
    const { calls } = module.words
    // A test gives what suits the machine that it runs on.
    if (reachOfModule(module) === 'test') continue
    // Most modules have no such call, which is told faster than their calls are gone through.
    if (!calls.includes(hash)) continue
    // Where another function of the name is defined, that one is meant.
    if (isAlone && module !== home && hasHash(module.words.functions, hash)) continue
    for (let at = 0, next = 0; at < calls.length; at = next) {
      next = at + CALL_HEAD + (calls[at + 2] ?? 0)
      // A function by itself is seldom called through its module, and often bears the name of some library's.
      if (calls[at] !== hash || (isAlone && calls[at + 1] === 1)) continue
      if (calls.subarray(at + CALL_HEAD, next).includes(given)) mentions.named++
      else mentions.bare++
    }
  }
  return mentions
}
